/** Deletes the records that a CSV file of keys names, and rolls up what that touches, in one transaction. */
import type { DataSource, QueryRunner } from 'typeorm';
import { countOf } from '../database/rows';
import { CodedError } from '../errors';
import { inMaintenance, type RollupPlan, rollUpTouched } from '../rollup/maintain';
import { touch } from '../rollup/touch';
import { checkCell, type Reject } from './check-row';
import { copyInto } from './copy';
import { type CsvChunks, type CsvRow, csvRows } from './csv-rows';
import { logImport } from './import-log';
import { dropVersions } from './record-versions';
import type { RecordKind } from './record-kind';
import { RejectsFile } from './rejects-file';

export interface Deletion {
  readonly records: string;
  readonly deleted: number;
  /** Keys that no record bears. */
  readonly unknown: number;
  readonly rejected: number;
}

interface Options {
  readonly plan: RollupPlan;
  readonly rejectsPath?: string;
}

/**
 * The header holds the key columns of one kind of record, and nothing else. Demonstration records stay.
 * @throws CodedError IMPORT_HEADER, IMPORT_ENCODING, IMPORT_TRUNCATED: nothing was deleted then
 */
export async function deleteRecords(
  dataSource: DataSource,
  csv: CsvChunks,
  { plan, rejectsPath }: Options,
): Promise<Deletion> {
  const rejects = new RejectsFile(rejectsPath);
  const deletion = inMaintenance(dataSource, async (runner) => {
    const rows = csvRows(csv);
    const first = await rows.next();
    const header = first.done ? [] : first.value.fields;
    const kind = kindWithKey(plan.kinds, header);
    await runner.query(
      `CREATE TEMPORARY TABLE staging ON COMMIT DROP AS SELECT * FROM "${kind.name}" WHERE false`,
    );
    await copyInto(runner, 'staging', header, keys(rows, kind, header, rejects));
    const named = await countOf(runner, `SELECT count(DISTINCT (${columns(kind, '')})) FROM staging`);
    await touch(runner, plan, kind);
    const deleted = await countOf(
      runner,
      `WITH gone AS (DELETE FROM "${kind.name}" r USING staging s
         WHERE (${columns(kind, 'r.')}) = (${columns(kind, 's.')}) AND NOT r.demonstration RETURNING 1)
       SELECT count(*) FROM gone`,
    );
    await dropVersions(runner, kind, 'staging');
    if (deleted > 0) {
      await log(runner, kind, deleted);
      await rollUpTouched(runner, plan, kind.name);
    }
    await rejects.complete();
    return { records: kind.name, deleted, unknown: named - deleted, rejected: rejects.count };
  });
  const result = await deletion.catch(async (cause: unknown) => {
    await rejects.discard();
    throw cause;
  });
  await rejects.keep();
  return result;
}

function kindWithKey(kinds: readonly RecordKind[], header: readonly string[]): RecordKind {
  const kind = kinds.find(
    ({ key }) => key.length === header.length && key.every((name) => header.includes(name)),
  );
  if (kind !== undefined) return kind;
  const known = kinds.map(({ name, key }) => `${key.join(',')} (${name})`).join(' or ');
  throw new CodedError(
    'IMPORT_HEADER',
    `The header is "${header.join(',').slice(0, 300)}". Expected the key of the records to delete: ${known}. Nothing was deleted.`,
  );
}

async function* keys(
  rows: AsyncIterable<CsvRow>,
  kind: RecordKind,
  header: readonly string[],
  rejects: RejectsFile,
): AsyncGenerator<readonly string[]> {
  for await (const { line, fields, fault, unterminated } of rows) {
    // A key that is cut off may be another record's.
    if (unterminated) {
      throw new CodedError(
        'IMPORT_TRUNCATED',
        `No line break follows line ${line}, the last one, so the file may end in the middle of a key. ` +
          'Nothing was deleted; ask for the file again, or end its last line with a line break.',
      );
    }
    const checked = fault ?? checkKey(kind, header, fields);
    if ('cells' in checked) yield checked.cells;
    else await rejects.add({ line, ...checked });
  }
}

function checkKey(
  kind: RecordKind,
  header: readonly string[],
  fields: readonly string[],
): { readonly cells: readonly string[] } | Omit<Reject, 'line'> {
  if (fields.length !== header.length) {
    return { column: '', value: '', reason: `expected ${header.length} cells, got ${fields.length}` };
  }
  const cells: string[] = [];
  for (const [i, name] of header.entries()) {
    const cell = checkCell(kind, name, fields[i] ?? '');
    if (typeof cell !== 'string') {
      return cell ?? { column: name, value: '', reason: 'expected a value, got none' };
    }
    cells.push(cell);
  }
  return { cells };
}

const columns = ({ key }: RecordKind, of: string) => key.map((name) => `${of}"${name}"`).join(', ');

/** What is gone does not change from when until when the records are complete. */
async function log(runner: QueryRunner, { name }: RecordKind, changed: number): Promise<void> {
  await logImport(runner, {
    ...{ records: name, accepted: 0, rejected: 0, changed, demonstration: false },
    ...{ coversFrom: null, asOf: new Date(), lastEvent: null },
  });
}
