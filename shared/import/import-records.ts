/** Imports a CSV stream of records in one transaction: check, COPY to staging, upsert what changed, roll up. */
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { CodedError } from '../errors';
import { beginMaintenance, type RollupPlan, rebuild, rollUpTouched, touch } from '../rollup/maintain';
import { type Checked, type Reject, rowChecker } from './check-row';
import { csvRows } from './csv-rows';
import { removeDemonstration } from './remove-demonstration';
import type { RecordKind } from './record-kind';
import { RejectsFile } from './rejects-file';

export interface ImportOptions {
  readonly kinds: readonly RecordKind[];
  readonly plan: RollupPlan;
  /** The instant up to which the file's records reach. */
  readonly asOf: Date;
  /** True only for generated records; they never join real ones. */
  readonly demonstration: boolean;
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
  /** Demonstration records that gave way, in all the system's tables: a system holds either kind, never both. */
  readonly demonstrationRemoved: number;
}

const PROGRESS_EVERY = 10_000;
const COPY_CHUNK = 65_536;

/**
 * The header tells the kind of record. Good rows land; bad ones go to the rejects file.
 * @throws CodedError IMPORT_HEADER, IMPORT_ENCODING, IMPORT_TRUNCATED: nothing was written then
 */
export async function importRecords(
  dataSource: DataSource,
  csv: AsyncIterable<Uint8Array | string>,
  options: ImportOptions,
): Promise<ImportResult> {
  const rejects = new RejectsFile(options.rejectsPath);
  try {
    const result = await dataSource.transaction('READ COMMITTED', async (manager) => {
      const runner = manager.queryRunner;
      if (runner === undefined) throw new TypeError('A transaction always has a query runner.');
      return importWith(runner, csv, options, rejects);
    });
    await rejects.keep();
    return result;
  } catch (cause) {
    await rejects.discard();
    throw cause;
  }
}

async function importWith(
  runner: QueryRunner,
  csv: AsyncIterable<Uint8Array | string>,
  options: ImportOptions,
  rejects: RejectsFile,
): Promise<ImportResult> {
  await beginMaintenance(runner);
  const rows = csvRows(csv);
  const first = await rows.next();
  const header = first.done ? [] : first.value.fields;
  const kind = kindOf(options.kinds, header);
  await runner.query(
    `CREATE TEMPORARY TABLE staging (LIKE "${kind.name}", line integer NOT NULL) ON COMMIT DROP`,
  );
  await copyToStaging(runner, kind, copyLines(rows, rowChecker(kind, header), options, rejects));
  await runner.query('ANALYZE staging');
  const accepted = await rejectRepeatedKeys(runner, kind, rejects);
  const removed =
    accepted === 0 || options.demonstration ? 0 : await removeDemonstration(runner, options.kinds);
  const changed = await upsert(runner, kind, options.plan);
  if (accepted > 0) await logImport(runner, kind.name, accepted, rejects.count, changed, options);
  if (removed > 0) await rebuild(runner, options.plan);
  else if (changed > 0) await rollUpTouched(runner, options.plan, kind.name);
  return { records: kind.name, accepted, rejected: rejects.count, changed, demonstrationRemoved: removed };
}

/** The kind whose columns the header names, or, to explain what is wrong, the one that comes nearest. */
function kindOf(kinds: readonly RecordKind[], header: readonly string[]): RecordKind {
  const shared = (kind: RecordKind) => kind.columnNames.filter((name) => header.includes(name)).length;
  const [nearest] = kinds.toSorted((a, b) => shared(b) - shared(a));
  if (nearest === undefined) throw new CodedError('IMPORT_HEADER', 'This system takes no records.');
  return nearest;
}

async function copyToStaging(
  runner: QueryRunner,
  kind: RecordKind,
  lines: AsyncIterable<string>,
): Promise<void> {
  // TypeORM hands out the driver's own connection; for the postgres driver that is a client of pg.
  const client = (await runner.connect()) as PoolClient;
  const columns = ['line', 'demonstration', ...kind.columnNames].map((name) => `"${name}"`).join(', ');
  const copy = client.query(copyFrom(`COPY staging (${columns}) FROM STDIN`));
  await pipeline(Readable.from(lines), copy);
}

/** The good rows in COPY's text format; the bad ones go to the rejects as they pass. */
async function* copyLines(
  rows: AsyncIterable<{ line: number; fields: readonly string[]; unterminated: boolean }>,
  check: (fields: readonly string[]) => Checked,
  { demonstration, onProgress }: ImportOptions,
  rejects: RejectsFile,
): AsyncGenerator<string> {
  let read = 0;
  let chunk = '';
  for await (const { line, fields, unterminated } of rows) {
    const checked = check(fields);
    if ('cells' in checked) {
      chunk += `${[String(line), String(demonstration), ...checked.cells].map(copyCell).join('\t')}\n`;
      // A write for every row would cost more than the row.
      if (chunk.length > COPY_CHUNK) {
        yield chunk;
        chunk = '';
      }
    } else if (unterminated) {
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
  yield chunk;
}

function copyCell(cell: string | null): string {
  if (cell === null) return '\\N';
  return cell.replace(/[\\\t\n\r]/g, (c) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n' })[c] ?? '\\r');
}

/** Of rows with the same key in one file the first counts. Gives the number of rows left. */
async function rejectRepeatedKeys(
  runner: QueryRunner,
  kind: RecordKind,
  rejects: RejectsFile,
): Promise<number> {
  const key = kind.key.map((name) => `"${name}"`).join(', ');
  const repeated: { line: number; first: number; value: string }[] = await runner.query(
    `WITH numbered AS (SELECT line, min(line) OVER (PARTITION BY ${key}) AS first, concat_ws(' ', ${key}) AS value FROM staging),
          dropped AS (DELETE FROM staging s USING numbered n WHERE n.line = s.line AND n.first < n.line
                      RETURNING n.line, n.first, n.value)
     SELECT * FROM dropped ORDER BY line`,
  );
  for (const { line, first, value } of repeated) {
    const reject: Reject = {
      line,
      column: kind.key[0],
      value,
      reason: `the same key stands on line ${first}`,
    };
    await rejects.add(reject);
  }
  const [left]: { count: string }[] = await runner.query('SELECT count(*) FROM staging');
  return Number(left?.count);
}

/** Inserts what is new and updates what differs; the cells of both the old and the new state are touched. */
async function upsert(runner: QueryRunner, kind: RecordKind, plan: RollupPlan): Promise<number> {
  const columns = ['demonstration', ...kind.columnNames].map((name) => `"${name}"`);
  const of = (alias: string) => columns.map((name) => `${alias}.${name}`).join(', ');
  const key = kind.key.map((name) => `"${name}"`).join(', ');
  await runner.query(
    `DELETE FROM staging s USING "${kind.name}" r
     WHERE (${kind.key.map((name) => `s."${name}" = r."${name}"`).join(' AND ')}) AND (${of('s')}) IS NOT DISTINCT FROM (${of('r')})`,
  );
  await touch(runner, plan, kind);
  const [row]: { count: string }[] = await runner.query(
    `WITH changed AS (
       INSERT INTO "${kind.name}" (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM staging
       ON CONFLICT (${key}) DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}
       RETURNING 1)
     SELECT count(*) FROM changed`,
  );
  return Number(row?.count);
}

async function logImport(
  runner: QueryRunner,
  records: string,
  accepted: number,
  rejected: number,
  changed: number,
  { demonstration, asOf }: ImportOptions,
): Promise<void> {
  await runner.query(
    `INSERT INTO import_log (records, accepted, rejected, changed, demonstration, as_of) VALUES ($1, $2, $3, $4, $5, $6)`,
    [records, accepted, rejected, changed, demonstration, asOf],
  );
}
