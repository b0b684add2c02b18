/** Reads a KPI's figures of each agency from the records: too many to keep a cell for each, and asked for now and then. */
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { rowsOf } from '../database/rows';
import type { Cell } from '../kpi/reading';
import type { CellKey } from './load-cells';
import { CELL_COLUMNS, type RollupStatement } from './statement';

export interface AgencyKey extends CellKey {
  readonly kpi: string;
}

export interface AgencyCell extends Cell {
  readonly agency: string;
}

export type AgencyLoader = DataLoader<AgencyKey, readonly AgencyCell[], string>;

interface Row {
  readonly unit: string;
  readonly period: string;
  readonly agency: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly demonstration: boolean;
}

/** For the length of one request: what is asked of a KPI in the same tick goes out as one statement. */
export function createAgencyLoader(
  dataSource: DataSource,
  statements: readonly RollupStatement[],
): AgencyLoader {
  return new DataLoader<AgencyKey, readonly AgencyCell[], string>(
    async (keys) => {
      const found = new Map<string, AgencyCell[]>();
      for (const kpi of new Set(keys.map((key) => key.kpi))) {
        const statement = statements.find(({ kpis }) => kpis.includes(kpi));
        const asked = keys.filter((key) => key.kpi === kpi);
        if (statement === undefined) continue;
        const [reach] = await rowsOf<{ as_of: Date }>(
          dataSource,
          'SELECT as_of FROM kpi_reach WHERE kpi = $1',
          [kpi],
        );
        if (reach === undefined) continue;
        for (const { unit, period, ...cell } of await figures(dataSource, statement, asked, reach.as_of)) {
          const key = keyText({ unit, period, kpi });
          const cells = found.get(key) ?? [];
          cells.push({ ...cell, asOf: reach.as_of, suppressed: false });
          found.set(key, cells);
        }
      }
      return keys.map((key) => found.get(keyText(key)) ?? []);
    },
    { cacheKeyFn: keyText },
  );
}

/** Those with the most first; agencies that have nothing to count are left out. */
function figures(
  dataSource: DataSource,
  { select }: RollupStatement,
  asked: readonly AgencyKey[],
  asOf: Date,
): Promise<Row[]> {
  return rowsOf<Row>(
    dataSource,
    `WITH touched AS (
       SELECT DISTINCT * FROM unnest($2::text[], $3::text[]) AS asked (unit, period) WHERE $1::timestamptz IS NOT NULL
     ), touched_years AS (
       SELECT make_date(min(left(period, 4))::integer, 1, 1) AS first, make_date(max(left(period, 4))::integer + 1, 1, 1) AS last
       FROM touched
     )
     SELECT unit, period, tier AS agency, numerator::float8, denominator::float8, demonstration
     FROM (${select('agency', true)}) AS told (${CELL_COLUMNS})
     WHERE kpi = $4 AND tier <> '' AND coalesce(denominator, numerator) <> 0
     ORDER BY coalesce(denominator, numerator) DESC, tier`,
    [asOf, asked.map(({ unit }) => unit), asked.map(({ period }) => period), asked[0]?.kpi],
  );
}

function keyText({ kpi, unit, period }: { kpi: string; unit: string; period: string }): string {
  return `${kpi} ${unit} ${period}`;
}
