/**
 * Imports records: `npm run import -- feedback tickets.csv [--as-of 2024-10-31T23:59:59+07:00]`; or deletes those whose
 * keys a file holds: `npm run import -- feedback gone.csv --delete`.
 */
import { open } from 'node:fs/promises';
import { isNativeError } from 'node:util/types';
import { log, parseCommandLine, runCommand } from '../shared/command-line';
import { CodedError } from '../shared/errors';
import { type Deletion, deleteRecords } from '../shared/import/delete-records';
import { importRecords } from '../shared/import/import-records';
import { parseInstant } from '../shared/period/day';
import { InvalidInput } from '../shared/period/invalid-input';
import { recordsOf, withRecords } from './with-records';

const USAGE = 'npm run import -- SYSTEM FILE.csv [--as-of 2024-10-31T23:59:59+07:00 | --delete]';
const PROGRESS_EVERY_MS = 1000;

runCommand(async () => {
  const { values, positionals } = parseCommandLine(
    { options: { 'as-of': { type: 'string' }, delete: { type: 'boolean' } }, allowPositionals: true },
    USAGE,
  );
  const [system, file, ...rest] = positionals;
  const both = values.delete === true && values['as-of'] !== undefined;
  if (system === undefined || file === undefined || rest.length > 0 || both)
    throw new CodedError('CONFIG_INVALID', `usage: ${USAGE}`);
  const asOf = asOfInstant(values['as-of']);
  const records = await recordsOf(system);
  const { bytes, progress } = await openFile(file);
  await withRecords(records, async (dataSource) => {
    if (values.delete === true) {
      const { plan } = records;
      report(file, await deleteRecords(dataSource, bytes, { plan, rejectsPath: `${file}.rejects.csv` }));
      return;
    }
    const result = await importRecords(dataSource, bytes, {
      ...{ plan: records.plan, asOf },
      ...{ rejectsPath: `${file}.rejects.csv`, onProgress: progress },
    });
    log(
      `${file}: ${result.accepted} ${result.records} records taken, ${result.changed} of them new or changed.`,
    );
    if (result.demonstrationRemoved > 0) {
      log(`${result.demonstrationRemoved} demonstration records of ${system} gave way to the real ones.`);
    }
    logRejects(file, result.rejected);
  });
});

function report(file: string, { records, deleted, unknown, rejected }: Deletion): void {
  log(`${file}: ${deleted} ${records} records deleted; ${unknown} keys belong to none.`);
  logRejects(file, rejected);
}

function logRejects(file: string, rejected: number): void {
  if (rejected === 0) return;
  log(
    `${rejected} rows rejected: line, column and reason are in ${file}.rejects.csv. Correct them and import them again.`,
  );
}

function asOfInstant(text: string | undefined): Date {
  if (text === undefined) return new Date();
  try {
    const instant = parseInstant(text);
    if (instant.getTime() <= Date.now()) return instant;
    throw new InvalidInput(`"${text}" is yet to come. Expected the time up to which the records reach.`);
  } catch (cause) {
    if (!(cause instanceof InvalidInput)) throw cause;
    throw new CodedError('CONFIG_INVALID', `--as-of: ${cause.message}`);
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
