/** Reads a KPI's figures of each agency from the records: too many to keep a cell for each, and asked for now and then. */
import DataLoader from 'dataloader';
import type { KpiCode } from '../kpi/kpi';
import type { Cell } from '../kpi/reading';
import type { CellKey } from './load-cells';
import type { RequestReader, StateRow } from './request-reader';
import { CELL_COLUMNS, type RollupStatement } from './statement';
import { STATE } from './system-coverage';

export interface AgencyKey extends CellKey {
  readonly kpi: KpiCode;
}

export interface AgencyCell extends Cell {
  readonly agency: string;
}

export type AgencyLoader = DataLoader<AgencyKey, readonly AgencyCell[], string>;

interface Row extends StateRow {
  readonly unit: string;
  readonly period: string;
  readonly kpi: string;
  readonly agency: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** For the length of one request: what is asked in the same tick goes out as one statement for KPIs that are made together. */
export function createAgencyLoader(
  reader: RequestReader,
  statements: readonly RollupStatement[],
): AgencyLoader {
  return new DataLoader<AgencyKey, readonly AgencyCell[], string>(
    async (keys) => {
      const found = new Map<string, AgencyCell[]>();
      for (const statement of statements) {
        const asked = keys.filter(({ kpi }) => statement.kpis.includes(kpi));
        if (asked.length === 0) continue;
        for (const { agency, numerator, denominator, ...row } of await figures(reader, statement, asked)) {
          const cells = found.get(keyText(row)) ?? [];
          cells.push({ agency, numerator, denominator, suppressed: false });
          found.set(keyText(row), cells);
        }
      }
      return keys.map((key) => found.get(keyText(key)) ?? []);
    },
    { cacheKeyFn: keyText },
  );
}

/** Those with the most first; agencies that have nothing to count are left out. */
async function figures(
  reader: RequestReader,
  { select }: RollupStatement,
  asked: readonly AgencyKey[],
): Promise<readonly Row[]> {
  const { rows } = await reader.read<Row>(
    `WITH touched AS (
       SELECT DISTINCT * FROM unnest($2::text[], $3::text[]) AS asked (unit, period)
     ), touched_years AS (
       SELECT DISTINCT make_date(left(period, 4)::integer, 1, 1) AS year FROM touched
     ), told AS (
       SELECT unit, period, kpi, tier AS agency, numerator::float8 AS numerator, denominator::float8 AS denominator
       FROM (${select('agency', true)}) AS told (${CELL_COLUMNS})
       WHERE kpi = ANY ($4::text[]) AND tier <> '' AND coalesce(denominator, numerator) <> 0
     )
     SELECT NULL AS unit, NULL AS period, NULL AS kpi, NULL AS agency, NULL::float8 AS numerator,
       NULL::float8 AS denominator, NULL::float8 AS cases, ${STATE} AS state
     UNION ALL
     SELECT *, coalesce(denominator, numerator), NULL FROM told
     ORDER BY cases DESC, agency`,
    [
      asked.map(({ unit }) => unit),
      asked.map(({ period }) => period),
      [...new Set(asked.map(({ kpi }) => kpi))],
    ],
  );
  return rows;
}

function keyText({ kpi, unit, period }: { kpi: string; unit: string; period: string }): string {
  return `${kpi} ${unit} ${period}`;
}
