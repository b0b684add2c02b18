/** The list of a system's KPIs: for rankings, time series and bulk reads. */
import 'reflect-metadata';
import { Arg, Ctx, Directive, Int, Query, Resolver } from 'type-graphql';
import type { SystemDeclaration } from '../kpi/kpi';
import { InvalidInput } from '../period/invalid-input';
import type { CellKey } from '../rollup/load-cells';
import { assertPageSize, type Connection, CONNECTION_SIZE, connectionType } from './connection';
import { KpiFilterInput, KpiOrderInput } from './kpi-arguments';
import { DEFAULT_ORDER, type KpiOrder, type KpiPlace, KpiPlaces } from './kpi-order';
import { pageByValue, pageInOrder, type PageRequest } from './kpi-page';
import { type KpiSelection, selectKpis } from './kpi-selection';
import { readingFrom, type SystemContext } from './kpi-source';

const DEFAULT_PAGE = 50;
const MOST_CELLS = 100_000;
/** Cells of so many units and periods are held at once while values are read to order by. */
const KEYS_AT_ONCE = 2000;

type View = (place: KpiPlace, context: SystemContext) => Promise<object>;

/** The query field for a system's list, such as `feedbackKpis`. */
export function kpiConnection(
  declaration: SystemDeclaration,
  SystemKpi: new () => object,
  view: View,
): new () => object {
  const { typeName, title } = declaration;
  const about = `${title.en} (${title.vi})`;
  const KpiConnection = connectionType(SystemKpi, `${typeName}Kpi`, `KPIs of the system ${title.en}`);

  @Resolver()
  class KpiConnectionResolver {
    @Directive(CONNECTION_SIZE)
    @Query(() => KpiConnection, {
      name: `${typeName.charAt(0).toLowerCase()}${typeName.slice(1)}Kpis`,
      nullable: true,
      description: `Every KPI that the filter selects, missing ones included with their reason: ${about}. At most 100,000 in all (danh sách chỉ số).`,
    })
    list(
      @Ctx() context: SystemContext,
      @Arg('filter', () => KpiFilterInput, { description: 'What to list (bộ lọc).' }) filter: KpiFilterInput,
      @Arg('first', () => Int, {
        nullable: true,
        defaultValue: DEFAULT_PAGE,
        description: 'At most this many, up to 1,000 (số lượng tối đa).',
      })
      first: number | null,
      // To order by value, that of everything selected is read, however short the page.
      @Directive('@cost(weight: 1000)')
      @Arg('orderBy', () => KpiOrderInput, {
        nullable: true,
        description: 'Default: unit, then period, then the catalogue (thứ tự).',
      })
      orderBy?: KpiOrderInput | null,
      @Arg('after', () => String, {
        nullable: true,
        description: 'Only what follows this cursor (sau con trỏ).',
      })
      after?: string | null,
    ): Promise<Connection<object>> {
      const selection = selectKpis(declaration, filter);
      assertBounded(selection);
      const page = { first: first ?? DEFAULT_PAGE, after };
      return connection(selection, orderBy ?? DEFAULT_ORDER, page, context, view);
    }
  }
  return KpiConnectionResolver;
}

/** @throws InvalidInput for more than can be listed */
function assertBounded({ kpis, units, periods }: KpiSelection): void {
  const cells = kpis.length * units.length * periods.length;
  if (cells <= MOST_CELLS) return;
  throw new InvalidInput(
    `The filter spans ${cells} KPIs: ${kpis.length} indicators × ${units.length} units × ${periods.length} periods. Expected at most ${MOST_CELLS}: narrow it by codes, by units, parent or level, or by periods or a coarser grain.`,
  );
}

async function connection(
  selection: KpiSelection,
  order: KpiOrder,
  request: PageRequest,
  context: SystemContext,
  view: View,
): Promise<Connection<object>> {
  assertPageSize(request.first);
  const places = new KpiPlaces(selection, order);
  const { start, entries } =
    order.field === 'VALUE'
      ? pageByValue(places, await valuesOf(selection, context), order, request)
      : pageInOrder(places, order, request);
  const nodes = await Promise.all(entries.map(({ place }) => view(place, context)));
  const edges = entries.map(({ cursor }, i) => ({ cursor, node: nodes[i] ?? {} }));
  return {
    ...{ edges, nodes, totalCount: places.length },
    pageInfo: {
      hasNextPage: start + entries.length < places.length,
      hasPreviousPage: start > 0,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** The values of everything selected, in the default order. */
async function valuesOf(
  { kpis, units, periods }: KpiSelection,
  context: SystemContext,
): Promise<(number | null)[]> {
  const keys: CellKey[] = units.flatMap((unit) => periods.map((period) => ({ unit, period })));
  const values: (number | null)[] = [];
  for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) {
    const some = keys.slice(from, from + KEYS_AT_ONCE);
    const read = async (key: CellKey) => {
      const cells = await context.cells.load(key);
      return kpis.map((kpi) => readingFrom(cells, kpi, key, context).value);
    };
    for (const ofKey of await Promise.all(some.map(read))) values.push(...ofKey);
    // What the page needs of it is few, and read again.
    if (keys.length > KEYS_AT_ONCE) some.forEach((key) => context.cells.clear(key));
  }
  return values;
}
