/**
 * Imports records: `npm run import -- feedback tickets.csv`, with `--covers-from 2024-10-01` and
 * `--as-of 2024-10-31T23:59:59+07:00` for the days on which they are complete; or deletes those whose keys a file holds:
 * `npm run import -- feedback gone.csv --delete`.
 * Ends with status 0 when every row was good, 3 when some were rejected, 4 when all were, and 1 when it failed.
 */
import { open } from 'node:fs/promises';
import { isNativeError } from 'node:util/types';
import { log, parseCommandLine, runCommand } from '../shared/command-line';
import { CodedError } from '../shared/errors';
import { FIRST_COUNTED_YEAR } from '../shared/import/column';
import { type Deletion, deleteRecords } from '../shared/import/delete-records';
import { type ImportResult, importRecords } from '../shared/import/import-records';
import { type Day, dayOf, formatInstant, parseDay, parseInstant } from '../shared/period/day';
import { InvalidInput } from '../shared/period/invalid-input';
import { recordsOf, withRecords } from './with-records';

const USAGE =
  'npm run import -- SYSTEM FILE.csv [--covers-from 2024-10-01] [--as-of 2024-10-31T23:59:59+07:00] | SYSTEM KEYS.csv --delete';
const PROGRESS_EVERY_MS = 1000;

/** No record is counted by an earlier day. */
const FIRST_COVERED = parseDay(`${FIRST_COUNTED_YEAR}-01-01`);

const SOME_REJECTED = 3;
const ALL_REJECTED = 4;

runCommand(async () => {
  const { values, positionals } = parseCommandLine(
    {
      options: {
        'as-of': { type: 'string' },
        'covers-from': { type: 'string' },
        delete: { type: 'boolean' },
      },
      allowPositionals: true,
    },
    USAGE,
  );
  const [system, file, ...rest] = positionals;
  const isMixed = values.delete === true && (values['as-of'] ?? values['covers-from']) !== undefined;
  if (system === undefined || file === undefined || rest.length > 0 || isMixed)
    throw new CodedError('CONFIG_INVALID', `usage: ${USAGE}`);
  const asOf = asOfFrom(values['as-of']);
  const coversFrom = coversFromDay(values['covers-from'], asOf);
  const records = await recordsOf(system);
  const { plan } = records;
  const { bytes, progress } = await openFile(file);
  const rejectsPath = `${file}.rejects.csv`;
  await withRecords(records, async (dataSource) => {
    if (values.delete === true) {
      reportDeletion(file, await deleteRecords(dataSource, bytes, { plan, rejectsPath }));
      return;
    }
    const options = { plan, asOf, rejectsPath, onProgress: progress };
    const covered = coversFrom === undefined ? options : { ...options, coversFrom };
    reportImport(system, file, await importRecords(dataSource, bytes, covered));
  });
});

function reportImport(system: string, file: string, result: ImportResult): void {
  const { records, accepted, changed, covers, demonstrationRemoved, rejected } = result;
  log(`${file}: ${accepted} ${records} records imported, ${changed} of them new or changed.`);
  if (covers !== undefined)
    log(`The ${records} records count as complete from ${covers.from} until ${formatInstant(covers.asOf)}.`);
  if (demonstrationRemoved > 0)
    log(`${demonstrationRemoved} demonstration records of ${system} gave way to the real ones.`);
  reportRejects(file, rejected, accepted);
}

function reportDeletion(file: string, { records, deleted, unknown, rejected }: Deletion): void {
  log(`${file}: ${deleted} ${records} records deleted; ${unknown} keys belong to none.`);
  reportRejects(file, rejected, deleted + unknown);
}

function reportRejects(file: string, rejected: number, good: number): void {
  if (rejected === 0) return;
  process.exitCode = good === 0 ? ALL_REJECTED : SOME_REJECTED;
  const rows = rejected === 1 ? '1 row was' : `${good === 0 ? 'All' : ''} ${rejected} rows were`.trim();
  log(
    `${rows} rejected: ${file}.rejects.csv gives line, column and reason. Correct them and import them again.`,
  );
}

function asOfFrom(text: string | undefined): Date {
  return text === undefined
    ? new Date()
    : optionValue('--as-of', () => {
        const instant = parseInstant(text);
        if (instant.getTime() <= Date.now()) return instant;
        throw new InvalidInput(
          `"${text}" lies ahead. Expected the time until which the records are complete.`,
        );
      });
}

function coversFromDay(text: string | undefined, asOf: Date): Day | undefined {
  return text === undefined
    ? undefined
    : optionValue('--covers-from', () => {
        const day = parseDay(text);
        if (FIRST_COVERED <= day && day <= dayOf(asOf)) return day;
        throw new InvalidInput(
          `"${text}" is no day on which the records can be complete. Expected one from ${FIRST_COVERED} to ${dayOf(asOf)}, the day of --as-of.`,
        );
      });
}

/** @throws CodedError CONFIG_INVALID that names the option */
function optionValue<T>(option: string, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    if (!(cause instanceof InvalidInput)) throw cause;
    throw new CodedError('CONFIG_INVALID', `${option}: ${cause.message}`);
  }
}

/** The file's bytes, and a line on the terminal now and then that says how much of it is read. */
async function openFile(file: string) {
  const handle = await open(file).catch((cause: unknown) => unreadable(file, cause));
  const info = await handle.stat();
  if (!info.isFile()) {
    await handle.close();
    unreadable(file, 'it is not a file');
  }
  let read = 0;
  let told = Date.now();
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of handle.createReadStream() as AsyncIterable<Uint8Array>) {
        read += chunk.length;
        yield chunk;
      }
    } catch (cause) {
      unreadable(file, cause);
    }
  };
  const progress = (rows: number) => {
    if (Date.now() - told < PROGRESS_EVERY_MS) return;
    told = Date.now();
    console.error(`${file}: ${rows} rows, ${Math.round((read / info.size) * 100)} %`);
  };
  return { bytes: bytes(), progress };
}

function unreadable(file: string, cause: unknown): never {
  const reason = isNativeError(cause) ? cause.message : String(cause);
  throw new CodedError(
    'IMPORT_UNREADABLE',
    `${file} cannot be read: ${reason}. Check its path and permissions.`,
  );
}
