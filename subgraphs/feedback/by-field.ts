/** What only feedback has: how the tickets of a unit and period spread over the fields (FBK-08). */
import 'reflect-metadata';
import DataLoader from 'dataloader';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import { type Covered, isCovered } from '../../shared/kpi/coverage';
import type { KpiDeclaration } from '../../shared/kpi/kpi';
import { round } from '../../shared/kpi/reading';
import { TIME_ZONE } from '../../shared/period/day';
import { endDay, firstDay } from '../../shared/period/period';
import { Cells } from '../../shared/rollup/cells';
import type { CellKey } from '../../shared/rollup/load-cells';
import type { RequestReader, StateRow } from '../../shared/rollup/request-reader';
import { STATE } from '../../shared/rollup/system-coverage';
import { unitPeriods } from '../../shared/rollup/unit-period';
import { assertPageSize, LIST_SIZE } from '../../shared/subgraph/connection';
import { Language, Origin } from '../../shared/subgraph/enums';
import { inLanguage, LANGUAGE_ARGUMENT, type LanguageCode } from '../../shared/subgraph/language';
import type { GroupScope } from '../../shared/subgraph/system-subgraph';
import type { Localised } from '../../shared/units/unit';
import { fields } from './fields';
import { feedback, RECEIVED } from './kpis';

@ObjectType({ description: 'A field that feedback is about (lĩnh vực phản ánh).' })
class FeedbackField {
  constructor(
    code: string,
    private readonly names: Localised,
  ) {
    this.code = code;
  }

  @Field(() => ID, { description: 'Its code (mã lĩnh vực).' })
  code: string;

  @Field({ description: 'Its name (tên lĩnh vực).' })
  name(@Arg('lang', () => Language, LANGUAGE_ARGUMENT) lang: LanguageCode | null): string {
    return inLanguage(this.names, lang);
  }
}

@ObjectType({
  description: 'The tickets of one field among all tickets of the unit and period (tỷ trọng theo lĩnh vực).',
})
class FeedbackFieldShare {
  @Field(() => FeedbackField, { description: 'The field (lĩnh vực).' })
  field!: FeedbackField;

  @Field(() => Int, { description: 'Tickets received of this field (số phản ánh).' })
  tickets!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Per cent of all tickets received (tỷ trọng, phần trăm).',
  })
  share!: number | null;

  @Field(() => Origin, { description: 'Whether the tickets are real records or demonstration (nguồn gốc).' })
  origin!: 'COMPUTED' | 'DEMONSTRATION';
}

export interface ByFieldContext {
  readonly byField: DataLoader<CellKey, FeedbackFieldShare[], string>;
}

export function byFieldContext(reader: RequestReader): ByFieldContext {
  return {
    byField: new DataLoader((keys) => loadShares(reader, keys), {
      cacheKeyFn: ({ unit, period }) => `${unit} ${period}`,
    }),
  };
}

const DEFAULT_FIELDS = 10;

/** The tickets received, whose shares these are. */
const received = receivedKpi(feedback.kpis);

function receivedKpi(kpis: readonly KpiDeclaration[]): KpiDeclaration {
  const kpi = kpis.find(({ code }) => code === 'FBK-01');
  if (kpi === undefined) throw new TypeError('The system has no FBK-01.');
  return kpi;
}

export function byFieldResolver(Group: new () => object) {
  @Resolver(() => Group)
  class ByFieldResolver {
    @Directive(LIST_SIZE)
    @Directive('@cost(weight: 5)')
    @FieldResolver(() => [FeedbackFieldShare], {
      description:
        'FBK-08: the fields with the most tickets, most first, those without any among them; empty where no import covers the unit and period (cơ cấu theo lĩnh vực).',
    })
    async byField(
      @Root() { key }: GroupScope,
      @Ctx() { byField }: ByFieldContext,
      @Arg('first', () => Int, {
        nullable: true,
        defaultValue: DEFAULT_FIELDS,
        description: 'At most this many (số lượng tối đa).',
      })
      first: number | null,
    ): Promise<FeedbackFieldShare[]> {
      const most = first ?? DEFAULT_FIELDS;
      assertPageSize(most);
      return (await byField.load(key)).slice(0, most);
    }
  }
  return [ByFieldResolver];
}

interface Row extends StateRow {
  /** Which of the units and periods asked for, from 1 on. */
  readonly key: number;
  readonly field: string;
  readonly tickets: number;
}

/** The tickets that FBK-01 counts, whose coverage it has; with one statement. */
async function loadShares(reader: RequestReader, keys: readonly CellKey[]): Promise<FeedbackFieldShare[][]> {
  const { rows, covered } = await reader.read<Row>(
    `SELECT NULL::integer AS key, NULL AS field, NULL::integer AS tickets, ${STATE} AS state
     UNION ALL
     SELECT asked.key::integer, r.field_code, count(*)::integer, NULL
     FROM unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) WITH ORDINALITY AS asked (unit, first, last, key)
     JOIN place ON place.unit = asked.unit
     JOIN ticket r ON r.unit_code = place.code AND r.received_at >= asked.first AND r.received_at < asked.last
      AND r.received_at >= greatest(place.valid_from, place.member_from)::timestamp AT TIME ZONE '${TIME_ZONE}'
      AND r.received_at < least(place.valid_to, place.member_to)::timestamp AT TIME ZONE '${TIME_ZONE}'
      AND r.received_at <= (SELECT max(covers_to) FROM kpi_coverage WHERE kpi = '${received.code}')
     WHERE ${RECEIVED}
     GROUP BY asked.key, r.field_code`,
    [
      keys.map(({ unit }) => unit),
      keys.map(({ period }) => `${firstDay(period)}T00:00:00+07:00`),
      keys.map(({ period }) => `${endDay(period)}T00:00:00+07:00`),
    ],
  );
  const unitPeriod = unitPeriods();
  return keys.map(({ unit, period }, index) => {
    const coverage = new Cells(unitPeriod(unit, period), covered).coverage(received);
    if (!isCovered(coverage)) return [];
    const own = rows.filter(({ key }) => key === index + 1);
    return shares(new Map(own.map(({ field, tickets }) => [field, tickets])), coverage);
  });
}

/** Of every field, most first; of those of the demonstration only where the records are its own. */
function shares(tickets: ReadonlyMap<string, number>, { demonstration }: Covered): FeedbackFieldShare[] {
  const total = [...tickets.values()].reduce((sum, count) => sum + count, 0);
  return fields
    .filter((field) => demonstration || !field.demonstration || tickets.has(field.code))
    .map(({ code, name }) => ({ field: new FeedbackField(code, name), tickets: tickets.get(code) ?? 0 }))
    .sort((a, b) => b.tickets - a.tickets || (a.field.code < b.field.code ? -1 : 1))
    .map((share) => ({
      ...share,
      share: total === 0 ? null : round((share.tickets / total) * 100, 2),
      origin: demonstration ? 'DEMONSTRATION' : 'COMPUTED',
    }));
}
