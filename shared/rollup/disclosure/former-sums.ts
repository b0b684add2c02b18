/** Sums of former releases that are still open: solved together with those of this one they must give nothing away. */
import type { QueryRunner } from 'typeorm';
import { rowsOf } from '../../database/rows';
import { openSums } from './complementary-suppression';
import {
  figureKey,
  type GuardedCell,
  type GuardedGroup,
  knownFigures,
  type KnownPeriods,
} from './disclosure-groups';
import type { Quantity } from './measures';

/** Quantity, unit, tier and value of an unknown, and whether it is sensitive. */
type Term = readonly [quantity: string, unit: string, tier: string, value: number, sensitive: boolean];

/** The whole, if that is unknown, and the unknown parts. */
type OpenSum = readonly [whole: Term | null, parts: readonly Term[]];

/** The block of all that stands in former releases alone: it is hidden, and cannot be shown any more. */
export const FORMER = 'former release';

/** Joins them to the groups of this release; a figure that has not changed is the same unknown. */
export async function withFormerSums(
  runner: QueryRunner,
  groups: readonly GuardedGroup[],
  quantities: readonly Quantity[],
): Promise<GuardedGroup[]> {
  const rows = await rowsOf<{ period: string; terms: string }>(
    runner,
    'SELECT period, terms FROM open_sum ORDER BY period, terms',
  );
  if (rows.length === 0) return [...groups];
  const known = await knownFigures(runner, quantities);
  const byPeriod = new Map<string, OpenSum[]>();
  for (const { period, terms } of rows) {
    const sums = byPeriod.get(period) ?? [];
    sums.push(JSON.parse(terms) as OpenSum); // what was written below
    byPeriod.set(period, sums);
  }
  return groups.map((group) => joined(group, byPeriod.get(group.period) ?? [], known));
}

function joined(group: GuardedGroup, former: readonly OpenSum[], known: KnownPeriods): GuardedGroup {
  // Mostly nothing has changed, and the sum is one of this release, whatever else that withholds.
  const current = new Set(termsOf(group));
  const cells = new Map(group.cells.map((cell) => [cell.id, cell]));
  const named = (term: Term): string[] => {
    const [quantity, unit, tier, value, sensitive] = term;
    const figure = { quantity, unit, tier, value, period: group.period };
    const now = cells.get(`${quantity} ${unit} ${tier}`);
    if (now?.figure.value === value) return [now.id];
    if (known.get(figureKey(figure))?.has(figure.period) === true) return [];
    const id = `${FORMER} ${quantity} ${unit} ${tier} ${value}`;
    cells.set(id, { id, block: FORMER, size: value, sensitive, figure });
    return [id];
  };
  const others = former.filter((sum) => !current.has(JSON.stringify(sum)));
  const sums = others.map(([whole, parts]) => ({
    whole: (whole === null ? [] : named(whole))[0] ?? '',
    parts: parts.flatMap(named),
    spares: 'whole' as const,
  }));
  return { ...group, cells: [...cells.values()], sums: [...group.sums, ...sums] };
}

export async function rememberOpenSums(
  runner: QueryRunner,
  groups: readonly GuardedGroup[],
  withheld: ReadonlySet<string>,
): Promise<void> {
  const rows = groups.flatMap((group) =>
    termsOf(group, withheld).map((terms) => ({ period: group.period, terms })),
  );
  await runner.query(
    'INSERT INTO open_sum (period, terms) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING',
    [rows.map(({ period }) => period), rows.map(({ terms }) => terms)],
  );
}

/** The open sums of the group as text. */
function termsOf(group: GuardedGroup, withheld?: ReadonlySet<string>): string[] {
  const term = ({ figure: { quantity, unit, tier, value }, sensitive }: GuardedCell): Term => [
    ...([quantity, unit, tier, value] as const),
    sensitive,
  ];
  return openSums(group, withheld).map(({ whole, parts }) => {
    const sum: OpenSum = [whole === undefined ? null : term(whole), parts.map(term)];
    return JSON.stringify(sum);
  });
}
