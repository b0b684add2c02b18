/** A source system's database of the test's own: import into it, and look at its records and cells. */
import type { DataSource, Logger } from 'typeorm';
import { openDatabases } from '../shared/database/databases';
import { rowsOf } from '../shared/database/rows';
import type { CsvChunks } from '../shared/import/csv-rows';
import { type ImportOptions, type ImportResult, importRecords } from '../shared/import/import-records';
import type { RecordKind, RecordRow } from '../shared/import/record-kind';
import type { RollupPlan } from '../shared/rollup/maintain';
import type { Subgraph } from '../shared/subgraph/subgraph';
import { dropDatabases, testDatabases } from './test-databases';
import { csvText } from './tiny-records';

/** Later than every record of the tests. */
export const AS_OF = new Date('2024-12-31T23:59:59+07:00');

type Options = Partial<Pick<ImportOptions, 'asOf' | 'rejectsPath' | 'onProgress'>>;

export interface SystemDatabase {
  readonly dataSource: DataSource;
  readonly plan: RollupPlan;
  /** What its database's name begins with. */
  readonly prefix: string;
  importFile(csv: CsvChunks, options?: Options): Promise<ImportResult>;
  importRows(kind: RecordKind, rows: readonly RecordRow[], options?: Options): Promise<ImportResult>;
  /** Numerator and denominator, or undefined where there is no cell. */
  figure(unit: string, period: string, kpi: string, tier?: string): Promise<Figure | undefined>;
  /** Every cell without its as-of instant, one a line, sorted. */
  cells(): Promise<string[]>;
  /** A table's rows as JSON, sorted. */
  table(name: string): Promise<string[]>;
  close(): Promise<void>;
}

export type Figure = readonly [numerator: number | null, denominator: number | null];

export async function openSystemDatabase({ records }: Subgraph, logger?: Logger): Promise<SystemDatabase> {
  if (records === undefined) throw new TypeError('This subgraph has no records.');
  const { plan } = records;
  const settings = testDatabases();
  const databases = openDatabases(settings);
  const dataSource = await records.open({
    ...databases,
    open: (schema) => databases.open(schema, logger),
  });
  const importFile = (csv: CsvChunks, options: Options = {}) =>
    importRecords(dataSource, csv, { plan, asOf: AS_OF, ...options });
  return {
    ...{ dataSource, plan, importFile, prefix: settings.prefix },
    importRows: (kind, rows, options) => importFile([csvText(kind, rows)], options),
    async figure(unit, period, kpi, tier = '') {
      const [cell] = await rowsOf<{ n: number | null; d: number | null }>(
        dataSource,
        `SELECT numerator::float8 AS n, denominator::float8 AS d FROM kpi_cell
         WHERE unit = $1 AND period = $2 AND kpi = $3 AND tier = $4`,
        [unit, period, kpi, tier],
      );
      return cell && [cell.n, cell.d];
    },
    async cells() {
      const rows = await rowsOf<{ line: string }>(
        dataSource,
        `SELECT concat_ws(' ', unit, period, kpi, nullif(tier, ''), trim_scale(numerator), '/',
                          trim_scale(denominator), CASE WHEN numerator_sensitive THEN 'n' END, CASE WHEN denominator_sensitive THEN 'd' END,
                          CASE WHEN suppressed THEN 's' END) AS line FROM kpi_cell`,
      );
      return rows.map(({ line }) => line).sort();
    },
    async table(name) {
      const rows = await rowsOf<{ line: string }>(
        dataSource,
        `SELECT to_jsonb(r)::text AS line FROM "${name}" r`,
      );
      return rows.map(({ line }) => line).sort();
    },
    async close() {
      await databases.close();
      await dropDatabases(settings);
    },
  };
}
