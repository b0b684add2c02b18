/** The SQL that rolls up what happens on a day: sums over the days of a period. */
import type { FlowCounts } from '../kpi/kpi';
import type { RecordKind } from '../import/record-kind';
import { agencyJoin, dayOfColumn, dimensionOf, periodsOf, placeJoin } from './place';
import { type Counted, type RollupStatement, ONLY_TOUCHED } from './statement';

/**
 * One statement for all KPIs that count the same records by the same day.
 * measured: each agency's numerators and denominators, by unit (with all above it) and month
 * by_agency: the same by year, quarter and month, a row for each KPI; of people the fewest in any of the months
 * folded: what an agency adds to the unit's figure
 */
export function flowStatement(
  kpis: readonly [Counted<FlowCounts>, ...Counted<FlowCounts>[]],
  kind: RecordKind,
): RollupStatement {
  const on = dayOfColumn(kind, kpis[0].counts.on);
  const measures = kpis.map(
    ({ counts }, i) =>
      `${measure(counts, counts.numerator)} AS n${i}, ${measure(counts, counts.denominator)} AS d${i}, ${people(counts)} AS p${i}`,
  );
  const rows = kpis.map(({ code }, i) => `('${code}', n${i}::numeric, d${i}::numeric, p${i})`);
  // Apart only where some KPI folds by agency; else the figures of all agencies of a tier are one row.
  const folds = kind.agency !== undefined && kpis.some(({ counts }) => counts.perAgency !== undefined);
  const apart = folds ? `r."${kind.agency}"` : 'NULL::text';
  return {
    reads: [kind.name, ...kpis.flatMap(({ counts }) => counts.joined?.records ?? [])],
    wholeAfter: [],
    kpis: kpis.map(({ code }) => code),
    select: (by, touchedOnly) => `
      WITH measured AS (
        SELECT place.unit, ${apart} AS agency, ${dimensionOf(kind, by)} AS tier, date_trunc('month', ${on})::date AS month,
               bool_or(r.demonstration) AS demonstration, ${measures.join(', ')}
        FROM "${kind.name}" r
        ${agencyJoin(kind)}
        ${placeJoin(kind)}
        WHERE ${on} IS NOT NULL ${touchedOnly ? ONLY_TOUCHED(on) : ''}
        GROUP BY 1, 2, 3, 4
      ), by_agency AS (
        SELECT unit, period, agency, tier, kpi, sum(n) AS n, sum(d) AS d, min(p) AS p, bool_or(demonstration) AS demonstration
        FROM measured
        CROSS JOIN LATERAL ${periodsOf('month')}
        CROSS JOIN LATERAL (VALUES ${rows.join(', ')}) AS figure (kpi, n, d, p)
        ${touchedOnly ? 'JOIN touched USING (unit, period)' : ''}
        GROUP BY unit, period, agency, tier, kpi
      ), folded AS (
        SELECT unit, period, tier, kpi, demonstration, p, ${foldedColumn(kpis, 'n')} AS n, ${foldedColumn(kpis, 'd')} AS d
        FROM by_agency
      )
      SELECT unit, period, kpi, coalesce(tier, ''), sum(n), sum(d), bool_or(demonstration), sum(p)
      FROM folded
      GROUP BY GROUPING SETS ((unit, period, kpi), (unit, period, kpi, tier))
      HAVING GROUPING(tier) = 1 OR tier IS NOT NULL`,
  };
}

function measure({ where = 'true' }: FlowCounts, of: FlowCounts['denominator']): string {
  if (of === undefined) return 'NULL::numeric';
  return typeof of === 'string'
    ? `count(*) FILTER (WHERE (${where}) AND (${of}))`
    : `coalesce(sum(${of.sum}) FILTER (WHERE ${where}), 0)`;
}

function people({ where = 'true', person }: FlowCounts): string {
  if (person === undefined) return 'NULL::bigint';
  // Hashes sort several times faster than texts; two persons in one would only withhold more.
  return `count(DISTINCT hashtextextended(r."${person}", 0)) FILTER (WHERE ${where})`;
}

/** What an agency's own numerator or denominator becomes where the KPI folds by agency first. */
function foldedColumn(kpis: readonly Counted<FlowCounts>[], column: 'n' | 'd'): string {
  const folds = {
    rate: { n: 'n / nullif(d, 0)', d: '(d > 0)::integer::numeric' },
    none: { n: '(d > 0 AND n = 0)::integer::numeric', d: 'NULL' },
  };
  const cases = kpis.flatMap(({ code, counts: { perAgency } }) =>
    perAgency === undefined ? [] : [`WHEN '${code}' THEN ${folds[perAgency][column]}`],
  );
  return cases.length === 0 ? column : `CASE kpi ${cases.join(' ')} ELSE ${column} END`;
}
