/** Turns KPI declarations into the SQL that rolls records up to every unit, period and tier. */
import type { FlowCounts, KpiDeclaration, StockCounts } from '../kpi/kpi';
import { TIME_ZONE } from '../period/day';
import type { RecordKind } from '../import/record-kind';

/**
 * One INSERT into kpi_cell for all KPIs that count the same records by the same day, or for one stock.
 * Of a stock, $1 is the as-of instant. With `touchedOnly` it fills only the cells in the table `touched`, and reads
 * only the records of the years in `touched_years`.
 */
export interface RollupStatement {
  readonly records: string;
  /** All kinds of record that it looks into. */
  readonly reads: readonly string[];
  readonly kpis: readonly string[];
  readonly stock: boolean;
  readonly sql: (touchedOnly: boolean) => string;
}

const COLUMNS = '(unit, period, kpi, tier, numerator, denominator, demonstration)';

/** Year, quarter and month of the expression, in the form of the Period scalar. */
export const periodsOf = (day: string) =>
  `(VALUES (to_char(${day}, 'YYYY')), (to_char(${day}, 'YYYY"-Q"Q')), (to_char(${day}, 'YYYY-MM'))) AS grain (period)`;

type Counted<C> = KpiDeclaration & { readonly counts: C };

export function compileRollup(
  kpis: readonly KpiDeclaration[],
  kinds: readonly RecordKind[],
): RollupStatement[] {
  const kindOf = (name: string): RecordKind => {
    const kind = kinds.find((candidate) => candidate.name === name);
    if (kind === undefined)
      throw new TypeError(`A KPI counts "${name}" records, which the system does not have.`);
    return kind;
  };
  const flows = new Map<string, Counted<FlowCounts>[]>();
  const statements: RollupStatement[] = [];
  for (const kpi of kpis) {
    const { counts } = kpi;
    if (counts === undefined) continue;
    if ('from' in counts) statements.push(stockStatement({ ...kpi, counts }, kindOf(counts.records)));
    else {
      // What looks into other records waits for them, and must not make the others wait.
      const group = `${counts.records} ${counts.on} ${counts.joined?.records ?? ''}`;
      flows.set(group, [...(flows.get(group) ?? []), { ...kpi, counts }]);
    }
  }
  for (const [first, ...others] of flows.values()) {
    if (first !== undefined) statements.push(flowStatement([first, ...others], kindOf(first.counts.records)));
  }
  return statements;
}

/** SQL for the Vietnamese day of a record's column. */
export function dayOfColumn(kind: RecordKind, column: string, alias = 'r'): string {
  const { type } = kind.columns[column] ?? {};
  if (type === 'date') return `${alias}."${column}"`;
  if (type === 'timestamptz') return `(${alias}."${column}" AT TIME ZONE '${TIME_ZONE}')::date`;
  throw new TypeError(
    `${kind.name}.${column} is neither a day nor an instant, so it cannot place a record in time.`,
  );
}

/**
 * measured: each agency's numerators and denominators, by unit (with all above it) and month
 * by_agency: the same by year, quarter and month, a row for each KPI
 * folded: what an agency adds to the unit's figure
 */
function flowStatement(
  kpis: readonly [Counted<FlowCounts>, ...Counted<FlowCounts>[]],
  kind: RecordKind,
): RollupStatement {
  const on = dayOfColumn(kind, kpis[0].counts.on);
  const measures = kpis.map(
    ({ counts }, i) =>
      `${measure(counts, counts.numerator)} AS n${i}, ${measure(counts, counts.denominator)} AS d${i}`,
  );
  const rows = kpis.map(({ code }, i) => `('${code}', n${i}::numeric, d${i}::numeric)`);
  const agency = `r."${kind.agency}"`;
  // Apart only where some KPI folds by agency; else the figures of all agencies of a tier are one row.
  const apart = kpis.some(({ counts }) => counts.perAgency !== undefined) ? agency : 'NULL::text';
  return {
    records: kind.name,
    reads: [kind.name, ...kpis.flatMap(({ counts }) => counts.joined?.records ?? [])],
    kpis: kpis.map(({ code }) => code),
    stock: false,
    sql: (touchedOnly) => `
      INSERT INTO kpi_cell ${COLUMNS}
      WITH measured AS (
        SELECT place.unit, ${apart} AS agency, agency.tier, date_trunc('month', ${on})::date AS month,
               bool_or(r.demonstration) AS demonstration, ${measures.join(', ')}
        FROM "${kind.name}" r
        LEFT JOIN agency ON agency.code = ${agency}
        ${placeJoin(kind)}
        WHERE ${on} IS NOT NULL ${touchedOnly ? `AND ${on} >= (SELECT first FROM touched_years) AND ${on} < (SELECT last FROM touched_years)` : ''}
        GROUP BY 1, 2, 3, 4
      ), by_agency AS (
        SELECT unit, period, agency, tier, kpi, sum(n) AS n, sum(d) AS d, bool_or(demonstration) AS demonstration
        FROM measured
        CROSS JOIN LATERAL ${periodsOf('month')}
        CROSS JOIN LATERAL (VALUES ${rows.join(', ')}) AS figure (kpi, n, d)
        ${touchedOnly ? 'JOIN touched USING (unit, period)' : ''}
        GROUP BY unit, period, agency, tier, kpi
      ), folded AS (
        SELECT unit, period, tier, kpi, demonstration, ${foldedColumn(kpis, 'n')} AS n, ${foldedColumn(kpis, 'd')} AS d
        FROM by_agency
      )
      SELECT unit, period, kpi, coalesce(tier, ''), sum(n), sum(d), bool_or(demonstration)
      FROM folded
      GROUP BY GROUPING SETS ((unit, period, kpi), (unit, period, kpi, tier))
      HAVING GROUPING(tier) = 1 OR tier IS NOT NULL`,
  };
}

/**
 * For each period that has begun by the as-of day: on its last day, agencies that have such a record, of all agencies.
 * Agencies that are made up count only where the records are, too.
 */
function stockStatement({ code, counts }: Counted<StockCounts>, kind: RecordKind): RollupStatement {
  const [from, to] = [dayOfColumn(kind, counts.from), dayOfColumn(kind, counts.to)];
  const asOf = `($1::timestamptz AT TIME ZONE '${TIME_ZONE}')::date`;
  return {
    records: kind.name,
    reads: [kind.name],
    kpis: [code],
    stock: true,
    sql: () => `
      INSERT INTO kpi_cell ${COLUMNS}
      WITH periods AS (
        SELECT period, least(max(month + interval '1 month' - interval '1 day')::date, ${asOf}) AS last, synthetic
        FROM (SELECT min(${from}) AS first, bool_or(demonstration) AS synthetic FROM "${kind.name}" r) records,
             generate_series(date_trunc('year', first), ${asOf}, interval '1 month') AS month
        CROSS JOIN LATERAL ${periodsOf('month')}
        GROUP BY period, synthetic
      )
      SELECT place.unit, period, '${code}', coalesce(agency.tier, ''), count(*) FILTER (WHERE held), count(*),
             bool_or(synthetic)
      FROM periods
      JOIN agency ON last >= agency.valid_from AND last < agency.valid_to AND (agency.demonstration IS FALSE OR synthetic)
      JOIN place ON place.code = agency.unit_code AND last >= place.valid_from AND last < place.valid_to
      CROSS JOIN LATERAL (SELECT EXISTS (
        SELECT FROM "${kind.name}" r
        WHERE r."${kind.agency}" = agency.code AND ${from} <= last AND (${to} IS NULL OR ${to} > last)) AS held) holding
      GROUP BY GROUPING SETS ((place.unit, period), (place.unit, period, agency.tier))`,
  };
}

function measure({ where = 'true' }: FlowCounts, of: FlowCounts['denominator']): string {
  if (of === undefined) return 'NULL::numeric';
  return typeof of === 'string'
    ? `count(*) FILTER (WHERE (${where}) AND (${of}))`
    : `coalesce(sum(${of.sum}) FILTER (WHERE ${where}), 0)`;
}

/**
 * SQL that joins the record `r` to its unit and to each above it, as they were on the day by which the record was
 * checked. Later days of the record place it in time only: a unit's code may be another's by then.
 */
export function placeJoin(kind: RecordKind): string {
  const code = 'unit' in kind.place ? `r."${kind.place.unit}"` : 'agency.unit_code';
  const on = `coalesce(${kind.place.on.map((column) => dayOfColumn(kind, column)).join(', ')})`;
  return `JOIN place ON place.code = ${code} AND ${on} >= place.valid_from AND ${on} < place.valid_to`;
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
