/** Demonstration records: synthetic, marked so, loaded like any other file, and never beside real records. */
import type { DataSource, QueryRunner } from 'typeorm';
import { countOf, type Queryable } from '../database/rows';
import { copyInto } from '../import/copy';
import { contentOf, coversFrom } from '../import/file-coverage';
import { logImport } from '../import/import-log';
import { inMaintenance, rebuild, type RollupPlan } from '../rollup/maintain';
import type { RecordKind, RecordRow } from '../import/record-kind';
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
      const accepted = await load(runner, kind, rows());
      const content = await contentOf(runner, kind, plan.kpis, { table: `"${kind.name}"`, asOf });
      await logImport(runner, {
        ...{ records: kind.name, accepted, rejected: 0, changed: accepted, demonstration: true },
        ...{ coversFrom: coversFrom(content, asOf, []), asOf, lastEvent: content.lastEvent },
      });
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

/** Generated rows are good, as tests prove; a first start has no time to check them like a file of unknown origin. */
async function load(runner: QueryRunner, kind: RecordKind, rows: Iterable<RecordRow>): Promise<number> {
  let count = 0;
  const cells = function* () {
    for (const row of rows) {
      count += 1;
      yield ['true', ...kind.columnNames.map((name) => row[name] ?? null)];
    }
  };
  await copyInto(runner, kind.name, ['demonstration', ...kind.columnNames], cells());
  return count;
}
