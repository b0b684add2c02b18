/** The SQL that rolls up what happens on a day: sums over the days of a period. */
import type { RecordKind } from '../import/record-kind';
import type { FlowCounts } from '../kpi/kpi';
import { measureSql } from './measure-sql';
import { agencyJoin, dayOfColumn, dimensionOf, periodsOf, placeJoin } from './place';
import { reached, recordsAsOf } from './records-as-of';
import { type Counted, type RollupStatement, ONLY_TOUCHED } from './statement';

export type Flows = readonly [Counted<FlowCounts>, ...Counted<FlowCounts>[]];

/**
 * One statement for all KPIs that count the same records by the same day.
 * measured: each agency's numerators and denominators, by unit (with all above it) and month
 * by_agency: the same by year, quarter and month, a row for each KPI
 * folded: what an agency adds to the unit's figure
 */
export function flowStatement(kpis: Flows, kind: RecordKind, joined?: RecordKind): RollupStatement {
  const { on } = kpis[0].counts;
  const day = dayOfColumn(kind, on);
  const measures = kpis.map(
    ({ counts }, i) =>
      `${measureSql(counts, counts.numerator)} AS n${i}, ${measureSql(counts, counts.denominator)} AS d${i}`,
  );
  const rows = kpis.map(({ code }, i) => `('${code}', n${i}::numeric, d${i}::numeric)`);
  // Apart only where some KPI folds by agency; else the figures of all agencies of a tier are one row.
  const folds = kind.agency !== undefined && kpis.some(({ counts }) => counts.perAgency !== undefined);
  const apart = folds ? `r."${kind.agency}"` : 'NULL::text';
  return {
    reads: [kind.name, ...(joined === undefined ? [] : [joined.name])],
    flow: { records: kind.name, on, joined: kpis[0].counts.joined },
    kpis: kpis.map(({ code }) => code),
    select: (by, touchedOnly) => `
      WITH ${recordsAsOf(kpis[0].code, [kind, ...(joined === undefined ? [] : [joined])])}, measured AS (
        SELECT place.unit, ${apart} AS agency, ${dimensionOf(kind, by)} AS tier, date_trunc('month', ${day})::date AS month,
               ${measures.join(', ')}
        FROM "${kind.name}" r
        ${agencyJoin(kind)}
        ${placeJoin(kind, day)}
        WHERE ${reached(kind, on)} ${touchedOnly ? ONLY_TOUCHED(day) : ''}
        GROUP BY 1, 2, 3, 4
      ), by_agency AS (
        SELECT unit, period, agency, tier, kpi, sum(n) AS n, sum(d) AS d
        FROM measured
        CROSS JOIN LATERAL ${periodsOf('month')}
        CROSS JOIN LATERAL (VALUES ${rows.join(', ')}) AS figure (kpi, n, d)
        ${touchedOnly ? 'JOIN touched USING (unit, period)' : ''}
        GROUP BY unit, period, agency, tier, kpi
      ), folded AS (
        SELECT unit, period, tier, kpi, ${foldedColumn(kpis, 'n')} AS n, ${foldedColumn(kpis, 'd')} AS d FROM by_agency
      )
      SELECT unit, period, kpi, coalesce(tier, ''), coalesce(sum(n), 0), sum(d), false, false
      FROM folded
      GROUP BY GROUPING SETS ((unit, period, kpi), (unit, period, kpi, tier))
      HAVING GROUPING(tier) = 1 OR tier IS NOT NULL`,
  };
}

/** What an agency's own numerator or denominator becomes where the KPI folds by agency first. */
function foldedColumn(kpis: Flows, column: 'n' | 'd'): string {
  const folds = {
    rate: { n: 'n / nullif(d, 0)', d: '(d > 0)::integer::numeric' },
    none: { n: '(d > 0 AND n = 0)::integer::numeric', d: 'NULL' },
  };
  const cases = kpis.flatMap(({ code, counts: { perAgency } }) =>
    perAgency === undefined ? [] : [`WHEN '${code}' THEN ${folds[perAgency][column]}`],
  );
  return cases.length === 0 ? column : `CASE kpi ${cases.join(' ')} ELSE ${column} END`;
}
