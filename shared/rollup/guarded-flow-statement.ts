/** The SQL that rolls up a flow that is about persons, and says which figures are about too few of them. */
import type { RecordKind } from '../import/record-kind';
import type { Amount, FlowCounts } from '../kpi/kpi';
import type { Flows } from './flow-statement';
import { conditionOf, measureSql } from './measure-sql';
import { agencyJoin, dayOfColumn, dimensionOf, periodsOf, placeOf } from './place';
import { reached, recordsAsOf } from './records-as-of';
import { type Counted, type RollupStatement, ONLY_TOUCHED } from './statement';

/**
 * One statement for all KPIs that count the same persons' records by the same day. Persons are distinguished only where
 * it matters: most have one entry in a month, and those of a place and day are one row before the units above are joined.
 * entry: what a person's records of one place and day add to each measure; `repeated` if the person has another that month
 * single, several: sums, persons and largest parts of a month, by unit (with all above it) and tier, of the ones and the others
 * measured: both together, and once for all tiers, the tier empty
 * A longer period is as sensitive as any of its months: more persons are behind its figure, and it less the other months
 * is the month.
 */
export function guardedFlowStatement(kpis: Flows, kind: RecordKind): RollupStatement {
  const { on, person } = kpis[0].counts;
  if (person === undefined)
    throw new TypeError(`${kpis[0].code} has disclosure rules, so it must name the person.`);
  if (kpis.some(({ counts }) => counts.perAgency !== undefined || counts.joined !== undefined))
    throw new TypeError(
      `A flow of persons neither folds by agency nor looks into other records: ${kpis[0].code}.`,
    );
  const day = dayOfColumn(kind, on);
  const place = placeOf(kind);
  const measures = kpis.flatMap((kpi, i) => personMeasures(kpi, i));
  const sums = measures.map(({ name }) => `sum(${name}) AS ${name}`).join(', ');
  const cells = kpis.map(
    (kpi, i) =>
      `('${kpi.code}', n${i}::numeric, d${i}::numeric, ${numeratorSensitive(kpi, i)}, ${denominatorSensitive(kpi, i)})`,
  );
  return {
    reads: [kind.name],
    flow: { records: kind.name, on },
    kpis: kpis.map(({ code }) => code),
    select: (by, touchedOnly) => {
      const tier = kind.agency === undefined && by === 'tier' ? 'level' : 'handled';
      const placed = (entries: string) =>
        `${entries} JOIN place ON ${MEMBER} ${touchedOnly ? ONLY_TOUCHED('month') : ''}`;
      return `
      WITH ${recordsAsOf(kpis[0].code, [kind])}, grouped AS (
        SELECT ${place.code} AS code, ${place.on} AS placed_on, ${day} AS counted_on, date_trunc('month', ${day})::date AS month,
               ${tier === 'level' ? 'NULL::text' : dimensionOf(kind, by)} AS handled, hashtextextended(r."${person}", 0) AS person,
               ${measures.map(({ name, sql }) => `${sql} AS ${name}`).join(', ')}
        FROM "${kind.name}" r ${agencyJoin(kind)}
        WHERE ${reached(kind, on)}
          ${touchedOnly ? `AND date_trunc('year', ${day})::date IN (SELECT year FROM touched_years)` : ''}
        GROUP BY 1, 2, 3, 4, 5, 6
      ), entry AS MATERIALIZED (
        SELECT *, count(*) OVER (PARTITION BY person, month) > 1 AS repeated FROM grouped
      ), single AS (
        SELECT unit, ${tier} AS tier, month, ${aggregates(measures, combined)}
        FROM ${placed(`(SELECT code, placed_on, counted_on, month, handled, ${aggregates(measures, counted)}
              FROM entry WHERE NOT repeated GROUP BY 1, 2, 3, 4, 5) entry`)}
        GROUP BY 1, 2, 3
      ), by_person AS (
        SELECT unit, ${tier} AS tier, month, person, ${sums} FROM ${placed('entry')} WHERE repeated GROUP BY 1, 2, 3, 4
      ), several AS (
        SELECT unit, tier, month, ${aggregates(measures, counted)} FROM by_person GROUP BY 1, 2, 3
        UNION ALL
        SELECT unit, '', month, ${aggregates(measures, counted)}
        FROM (SELECT unit, month, person, ${sums} FROM by_person GROUP BY 1, 2, 3) everywhere GROUP BY 1, 3
      ), measured AS (
        SELECT unit, tier, month, ${aggregates(measures, combined)}
        FROM (SELECT * FROM single UNION ALL
              SELECT unit, '', month, ${columns(measures)} FROM single UNION ALL
              SELECT * FROM several) monthly
        WHERE tier IS NOT NULL GROUP BY 1, 2, 3
      )
      SELECT unit, period, kpi, tier, sum(n), sum(d), bool_or(n_sensitive), bool_or(d_sensitive)
      FROM measured
      CROSS JOIN LATERAL ${periodsOf('month')}
      CROSS JOIN LATERAL (VALUES ${cells.join(', ')}) AS figure (kpi, n, d, n_sensitive, d_sensitive)
      ${touchedOnly ? 'JOIN touched USING (unit, period)' : ''}
      GROUP BY unit, period, kpi, tier`;
    },
  };
}

/** As placeJoin has it, for entries. */
const MEMBER = `place.code = entry.code AND placed_on >= place.valid_from AND placed_on < place.valid_to
          AND greatest(placed_on, counted_on) >= place.member_from AND greatest(placed_on, counted_on) < place.member_to`;

/** The sum of a measure, the persons behind it and, of an amount, the largest person's part: of persons, or of such sums. */
const counted = {
  sum: (name: string) => `sum(${name})`,
  persons: (name: string) => `count(*) FILTER (WHERE ${name} <> 0)`,
  most: (name: string) => `max(${name})`,
};
const combined = {
  sum: (name: string) => `sum(${name})`,
  persons: (name: string) => `sum(${name}_persons)`,
  most: (name: string) => `max(${name}_most)`,
};

function aggregates(measures: readonly PersonMeasure[], of: typeof counted): string {
  return measures
    .flatMap(({ name, kind }) => [
      `${of.sum(name)} AS ${name}`,
      `${of.persons(name)} AS ${name}_persons`,
      ...(kind === 'amount' ? [`${of.most(name)} AS ${name}_most`] : []),
    ])
    .join(', ');
}

function columns(measures: readonly PersonMeasure[]): string {
  return measures
    .flatMap(({ name, kind }) => [name, `${name}_persons`, ...(kind === 'amount' ? [`${name}_most`] : [])])
    .join(', ');
}

interface PersonMeasure {
  readonly name: string;
  readonly kind: 'count' | 'amount';
  readonly sql: string;
}

/** Of the KPI with that number: n, its complement c in d, d, and each remainder. */
function personMeasures({ counts }: Counted<FlowCounts>, i: number): PersonMeasure[] {
  const { numerator, denominator, remainders = [] } = counts;
  const of = (name: string, measure: string | Amount | undefined): PersonMeasure => ({
    name: `${name}${i}`,
    kind: typeof measure === 'object' ? 'amount' : 'count',
    sql: measureSql(counts, measure),
  });
  const rest = denominator === undefined ? [] : [of('c', complement(counts, denominator))];
  return [
    ...[of('n', numerator), ...rest, of('d', denominator)],
    ...remainders.map(({ where }, j) => of(`r${j}_`, where)),
  ];
}

/** What is in the denominator and not in the numerator. */
function complement(counts: FlowCounts, denominator: string | Amount): string | Amount {
  const outside = `(${conditionOf(counts, denominator)}) AND (${conditionOf(counts, counts.numerator)}) IS NOT TRUE`;
  return typeof denominator === 'string' ? outside : { ...denominator, where: outside };
}

function numeratorSensitive(kpi: Counted<FlowCounts>, i: number): string {
  const { numerator, denominator } = kpi.counts;
  return [
    ...tooFew(kpi, `n${i}`, numerator),
    ...(denominator === undefined ? [] : tooFew(kpi, `c${i}`, denominator)),
  ].join(' OR ');
}

function denominatorSensitive(kpi: Counted<FlowCounts>, i: number): string {
  const { denominator, remainders = [] } = kpi.counts;
  const rules = [
    ...(denominator === undefined ? [] : tooFew(kpi, `d${i}`, denominator)),
    ...remainders.flatMap(({ where }, j) => tooFew(kpi, `r${j}_${i}`, where)),
  ];
  return rules.length === 0 ? 'false' : rules.join(' OR ');
}

/** Minimum frequency and, for an amount, (1, k) dominance. */
function tooFew({ disclosure }: Counted<FlowCounts>, name: string, measure: string | Amount): string[] {
  if (disclosure === undefined) return ['false'];
  const { minimumCellSize, dominancePercent } = disclosure;
  const frequency = `${name}_persons BETWEEN 1 AND ${minimumCellSize - 1}`;
  if (typeof measure === 'string' || dominancePercent === undefined) return [frequency];
  return [frequency, `${name}_most * 100 > ${name} * ${dominancePercent}`];
}
