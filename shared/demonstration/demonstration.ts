/** Demonstration records: synthetic, marked so, loaded like any other file, and never beside real records. */
import type { DataSource } from 'typeorm';
import { countOf, type Queryable } from '../database/rows';
import { loadRecords } from '../import/import-records';
import { RejectsFile } from '../import/rejects-file';
import { inMaintenance, rebuild, type RollupPlan } from '../rollup/maintain';
import type { RecordKind, RecordRow } from '../import/record-kind';
import { csvCell } from '../import/csv-cell';
import { removeDemonstration } from '../import/remove-demonstration';

export interface Demonstration {
  /** The instant up to which the generated records reach. */
  readonly asOf: Date;
  /** The same rows on every run. */
  readonly files: readonly { readonly kind: RecordKind; readonly rows: () => Iterable<RecordRow> }[];
}

/** Loads them all or, where the system holds any records, none. Gives the number of records loaded. */
export async function loadDemonstration(
  dataSource: DataSource,
  plan: RollupPlan,
  { asOf, files }: Demonstration,
): Promise<number> {
  // Asked before and after the wait for other imports: mostly there is nothing to do.
  if (await holdsRecords(dataSource)) return 0;
  return inMaintenance(dataSource, async (runner) => {
    if (await holdsRecords(runner)) return 0;
    let loaded = 0;
    for (const { kind, rows } of files) {
      const rejects = new RejectsFile(undefined);
      const options = { kinds: plan.kinds, asOf, demonstration: true };
      const { accepted } = await loadRecords(runner, csvOf(kind, rows()), options, rejects);
      if (rejects.count > 0)
        throw new TypeError(`${rejects.count} generated ${kind.name} records were rejected.`);
      loaded += accepted;
    }
    await rebuild(runner, plan);
    return loaded;
  });
}

async function holdsRecords(runner: Queryable): Promise<boolean> {
  return (await countOf(runner, 'SELECT count(*) FROM import_log')) > 0;
}

/** Takes out every demonstration record. Gives their number. */
export async function dropDemonstration(dataSource: DataSource, plan: RollupPlan): Promise<number> {
  if ((await countOf(dataSource, 'SELECT count(*) FROM import_log WHERE demonstration')) === 0) return 0;
  return inMaintenance(dataSource, async (runner) => {
    const removed = await removeDemonstration(runner, plan.kinds);
    if (removed > 0) await rebuild(runner, plan);
    return removed;
  });
}

const ROWS_PER_CHUNK = 500;

/** The rows as CSV text, a good many at a time. */
function* csvOf(kind: RecordKind, rows: Iterable<RecordRow>): Generator<string> {
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
