/** Demonstration records: synthetic, marked so, loaded like any other file, and never beside real records. */
import type { DataSource } from 'typeorm';
import { beginMaintenance, rebuild, type RollupPlan } from '../rollup/maintain';
import { importRecords } from '../import/import-records';
import type { RecordKind, RecordRow } from '../import/record-kind';
import { csvCell } from '../import/csv-cell';
import { removeDemonstration } from '../import/remove-demonstration';

export interface Demonstration {
  /** The instant up to which the generated records reach. */
  readonly asOf: Date;
  /** The same rows on every run. */
  readonly files: readonly { readonly kind: RecordKind; readonly rows: () => Iterable<RecordRow> }[];
}

/** Loads what is not there yet, unless the system holds real records. Gives the number of records loaded. */
export async function loadDemonstration(
  dataSource: DataSource,
  plan: RollupPlan,
  { asOf, files }: Demonstration,
): Promise<number> {
  const imports: { records: string; demonstration: boolean }[] = await dataSource.query(
    'SELECT DISTINCT records, demonstration FROM import_log',
  );
  if (imports.some(({ demonstration }) => !demonstration)) return 0;
  const present = new Set(imports.map(({ records }) => records));
  let loaded = 0;
  for (const { kind, rows } of files.filter((file) => !present.has(file.kind.name))) {
    const options = { kinds: plan.kinds, plan, asOf, demonstration: true };
    const { accepted, rejected } = await importRecords(dataSource, csvOf(kind, rows()), options);
    if (rejected > 0) throw new TypeError(`${rejected} generated ${kind.name} records were rejected.`);
    loaded += accepted;
  }
  return loaded;
}

/** Takes out every demonstration record. Gives their number. */
export async function dropDemonstration(dataSource: DataSource, plan: RollupPlan): Promise<number> {
  return dataSource.transaction(async ({ queryRunner }) => {
    if (queryRunner === undefined) return 0;
    await beginMaintenance(queryRunner);
    const removed = await removeDemonstration(queryRunner, plan.kinds);
    if (removed > 0) await rebuild(queryRunner, plan);
    return removed;
  });
}

const ROWS_PER_CHUNK = 500;

/** The rows as CSV text, a good many at a time. */
async function* csvOf(kind: RecordKind, rows: Iterable<RecordRow>): AsyncGenerator<string> {
  let chunk = `${kind.columnNames.join(',')}\n`;
  let held = 0;
  for (const row of rows) {
    chunk += `${kind.columnNames.map((name) => csvCell(row[name] ?? '')).join(',')}\n`;
    held += 1;
    if (held < ROWS_PER_CHUNK) continue;
    yield chunk;
    chunk = '';
    held = 0;
  }
  yield chunk;
}
