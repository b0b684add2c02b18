/** Reads a KPI's figures of each agency from the records: too many to keep a cell for each, and asked for now and then. */
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { rowsOf } from '../database/rows';
import type { Cell } from '../kpi/reading';
import { kpiReachEntity } from './cell';
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
  readonly kpi: string;
  readonly agency: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly demonstration: boolean;
}

/** For the length of one request: what is asked in the same tick goes out as one statement for KPIs that are made together. */
export function createAgencyLoader(
  dataSource: DataSource,
  statements: readonly RollupStatement[],
): AgencyLoader {
  return new DataLoader<AgencyKey, readonly AgencyCell[], string>(
    async (keys) => {
      const found = new Map<string, AgencyCell[]>();
      const reaches = await dataSource.getRepository(kpiReachEntity).find();
      for (const statement of statements) {
        const asked = keys.filter(({ kpi }) => statement.kpis.includes(kpi));
        const asOf = reaches.find(({ kpi }) => kpi === asked[0]?.kpi)?.asOf;
        if (asOf === undefined) continue;
        const rows = await figures(dataSource, statement, asked, asOf);
        for (const { agency, numerator, denominator, demonstration, ...row } of rows) {
          const cells = found.get(keyText(row)) ?? [];
          cells.push({ agency, numerator, denominator, demonstration, asOf, suppressed: false });
          found.set(keyText(row), cells);
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
       SELECT DISTINCT make_date(left(period, 4)::integer, 1, 1) AS year FROM touched
     )
     SELECT unit, period, kpi, tier AS agency, numerator::float8, denominator::float8, demonstration
     FROM (${select('agency', true)}) AS told (${CELL_COLUMNS})
     WHERE kpi = ANY ($4::text[]) AND tier <> '' AND coalesce(denominator, numerator) <> 0
     ORDER BY coalesce(denominator, numerator) DESC, tier`,
    [
      asOf,
      asked.map(({ unit }) => unit),
      asked.map(({ period }) => period),
      [...new Set(asked.map(({ kpi }) => kpi))],
    ],
  );
}

function keyText({ kpi, unit, period }: { kpi: string; unit: string; period: string }): string {
  return `${kpi} ${unit} ${period}`;
}
