/** Imports a CSV stream of records in one transaction: check, COPY to staging, upsert what changed, roll up. */
import type { DataSource, QueryRunner } from 'typeorm';
import { countOf, rowsOf } from '../database/rows';
import { CodedError } from '../errors';
import type { Day } from '../period/day';
import { coverageOfRecords } from '../rollup/coverage';
import { inMaintenance, type RollupPlan, rebuild, rollUpTouched } from '../rollup/maintain';
import { touch, touchReached } from '../rollup/touch';
import { type Checked, type Reject, rowChecker } from './check-row';
import { copyInto } from './copy';
import { type CsvChunks, type CsvRow, csvRows } from './csv-rows';
import { contentOf, coversFrom } from './file-coverage';
import { logImport } from './import-log';
import { keepVersions } from './record-versions';
import { removeDemonstration } from './remove-demonstration';
import type { RecordKind } from './record-kind';
import { shownValue } from './reject';
import { RejectsFile } from './rejects-file';

export interface ImportOptions {
  readonly plan: RollupPlan;
  /** The instant up to which the file's records reach. */
  readonly asOf: Date;
  /** The day from which on they are complete; default: see `coversFrom` of file-coverage.ts. */
  readonly coversFrom?: Day;
  readonly rejectsPath?: string;
  /** Called now and then with the number of rows read. */
  readonly onProgress?: (rows: number) => void;
}

export interface ImportResult {
  readonly records: string;
  readonly accepted: number;
  readonly rejected: number;
  /** Of the accepted, those that were new or differed from what was there. */
  readonly changed: number;
  /** From when until when the file's records count as complete; undefined where every row was rejected. */
  readonly covers: { readonly from: Day; readonly asOf: Date } | undefined;
  /** Demonstration records that gave way, in all the system's tables: a system holds either kind, never both. */
  readonly demonstrationRemoved: number;
}

const PROGRESS_EVERY = 10_000;

/**
 * Imports one file. The header tells the kind of record. Good rows land; bad ones go to the rejects file.
 * @throws CodedError IMPORT_HEADER, IMPORT_ENCODING, IMPORT_TRUNCATED: nothing was written then
 */
export async function importRecords(
  dataSource: DataSource,
  csv: CsvChunks,
  options: ImportOptions,
): Promise<ImportResult> {
  const { plan, rejectsPath } = options;
  const rejects = new RejectsFile(rejectsPath);
  const imported = inMaintenance(dataSource, async (runner) => {
    const loaded = await loadRecords(runner, csv, options, rejects);
    if (loaded.demonstrationRemoved > 0) await rebuild(runner, plan);
    // Also where nothing changed: the records may now reach further than before.
    else if (loaded.covers !== undefined) await rollUpTouched(runner, plan, loaded.records);
    await rejects.complete();
    return loaded;
  });
  const result = await imported.catch(async (cause: unknown) => {
    await rejects.discard();
    throw cause;
  });
  await rejects.keep();
  return result;
}

/** Brings the records into their table, and notes which cells they touch. */
async function loadRecords(
  runner: QueryRunner,
  csv: CsvChunks,
  options: ImportOptions,
  rejects: RejectsFile,
): Promise<ImportResult> {
  const { plan } = options;
  const rows = csvRows(csv);
  const first = await rows.next();
  if (first.done)
    throw new CodedError('IMPORT_HEADER', 'The file is empty. Expected a header and a row for each record.');
  const header = first.value.fields;
  const kind = kindOf(plan.kinds, header);
  await runner.query(
    `CREATE TEMPORARY TABLE staging (LIKE "${kind.name}", line integer NOT NULL) ON COMMIT DROP`,
  );
  const columns = ['line', 'demonstration', ...kind.columnNames];
  await copyInto(
    runner,
    'staging',
    columns,
    goodRows(rows, rowChecker(kind, header, options.asOf), options, rejects),
  );
  await runner.query('ANALYZE staging');
  const accepted = await rejectRepeatedKeys(runner, kind, rejects);
  // A file of which no row is good says nothing; one without rows says that there was nothing.
  if (accepted === 0 && rejects.count > 0) {
    const nothing = { changed: 0, demonstrationRemoved: 0, covers: undefined };
    return { records: kind.name, accepted, rejected: rejects.count, ...nothing };
  }
  const demonstrationRemoved = await removeDemonstration(runner, plan.kinds);
  const { asOf } = options;
  const before = await coverageOfRecords(runner);
  const content = await contentOf(runner, kind, plan.kpis, { table: 'staging', asOf });
  const covers = { from: options.coversFrom ?? coversFrom(content, asOf, before.get(kind.name) ?? []), asOf };
  await keepOnlyChanged(runner, kind);
  await touch(runner, plan, kind);
  await keepVersions(runner, kind, asOf);
  const changed = await upsert(runner, kind);
  await runner.query('DROP TABLE staging');
  const result = {
    records: kind.name,
    accepted,
    rejected: rejects.count,
    changed,
    demonstrationRemoved,
    covers,
  };
  const { lastEvent } = content;
  await logImport(runner, { ...result, demonstration: false, coversFrom: covers.from, asOf, lastEvent });
  await touchReached(runner, plan, before, await coverageOfRecords(runner));
  return result;
}

/** The kind whose columns the header names, or, to explain what is wrong, the one that comes nearest. */
function kindOf(kinds: readonly RecordKind[], header: readonly string[]): RecordKind {
  const shared = (kind: RecordKind) => kind.columnNames.filter((name) => header.includes(name)).length;
  const [nearest] = kinds.toSorted((a, b) => shared(b) - shared(a));
  if (nearest === undefined) throw new CodedError('IMPORT_HEADER', 'This system takes no records.');
  return nearest;
}

/** The good rows, in the order of staging's columns; the bad ones go to the rejects as they pass. */
async function* goodRows(
  rows: AsyncIterable<CsvRow>,
  check: (fields: readonly string[]) => Checked,
  { onProgress }: ImportOptions,
  rejects: RejectsFile,
): AsyncGenerator<readonly (string | null)[]> {
  let read = 0;
  for await (const { line, fields, fault, unterminated } of rows) {
    const checked = fault ?? check(fields);
    if ('cells' in checked) yield [String(line), 'false', ...checked.cells];
    else if (unterminated) {
      throw new CodedError(
        'IMPORT_TRUNCATED',
        `The file ends in the middle of line ${line} (${checked.column}: ${checked.reason}). ` +
          'Nothing was imported; ask for the file again, or end its last line with a line break.',
      );
    } else {
      await rejects.add({ line, ...checked });
    }
    read += 1;
    if (read % PROGRESS_EVERY === 0) onProgress?.(read);
  }
}

/** Of rows with the same key in one file the first counts. Gives the number of rows left. */
async function rejectRepeatedKeys(
  runner: QueryRunner,
  kind: RecordKind,
  rejects: RejectsFile,
): Promise<number> {
  const key = kind.key.map((name) => `"${name}"`).join(', ');
  const repeated = await rowsOf<{ line: number; first: number; value: string }>(
    runner,
    `WITH numbered AS (SELECT line, min(line) OVER (PARTITION BY ${key}) AS first, concat_ws(' ', ${key}) AS value FROM staging),
          dropped AS (DELETE FROM staging s USING numbered n WHERE n.line = s.line AND n.first < n.line
                      RETURNING n.line, n.first, n.value)
     SELECT * FROM dropped ORDER BY line`,
  );
  for (const { line, first, value } of repeated) {
    const reject: Reject = {
      line,
      column: kind.key[0],
      value: shownValue(kind.columns[kind.key[0]], value),
      reason: `the same key stands on line ${first}`,
    };
    await rejects.add(reject);
  }
  return countOf(runner, 'SELECT count(*) FROM staging');
}

/** Leaves in staging the rows that are new or differ from what is there. */
async function keepOnlyChanged(runner: QueryRunner, kind: RecordKind): Promise<void> {
  const of = (alias: string) =>
    columnsOf(kind)
      .map((name) => `${alias}.${name}`)
      .join(', ');
  await runner.query(
    `DELETE FROM staging s USING "${kind.name}" r
     WHERE (${kind.key.map((name) => `s."${name}" = r."${name}"`).join(' AND ')}) AND (${of('s')}) IS NOT DISTINCT FROM (${of('r')})`,
  );
}

/** Gives the number of rows inserted or updated. */
async function upsert(runner: QueryRunner, kind: RecordKind): Promise<number> {
  const columns = columnsOf(kind);
  return countOf(
    runner,
    `WITH changed AS (
       INSERT INTO "${kind.name}" (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM staging
       ON CONFLICT (${kind.key.map((name) => `"${name}"`).join(', ')})
       DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}
       RETURNING 1)
     SELECT count(*) FROM changed`,
  );
}

function columnsOf(kind: RecordKind): string[] {
  return ['demonstration', ...kind.columnNames].map((name) => `"${name}"`);
}
