/** Checks one CSV row against its kind of record, cell by cell. */
import { InvalidInput } from '../period/invalid-input';
import { CodedError } from '../errors';
import { lastCoveredDay } from '../kpi/coverage';
import { placeFault } from './check-place';
import type { RecordKind, RecordRow } from './record-kind';
import { type Fault, shownValue } from './reject';

export type { Reject } from './reject';

export type Checked = { readonly cells: readonly (string | null)[] } | Fault;

/**
 * A checker for rows under that header. The columns may come in any order, but all must be there and no others.
 * Good rows come back in the declared order of the columns.
 * @param asOf the instant until which the file is complete
 * @throws CodedError IMPORT_HEADER
 */
export function rowChecker(
  kind: RecordKind,
  header: readonly string[],
  asOf: Date,
): (fields: readonly string[]) => Checked {
  assertHeader(kind, header);
  const positions = kind.columnNames.map((name) => header.indexOf(name));
  const lastDay = lastCoveredDay(asOf);
  return (fields) => {
    if (fields.length !== header.length) {
      return { column: '', value: '', reason: `expected ${header.length} cells, got ${fields.length}` };
    }
    const row: Record<string, string> = {};
    const cells: (string | null)[] = [];
    for (const [index, name] of kind.columnNames.entries()) {
      const text = fields[positions[index] ?? -1] ?? '';
      const cell = checkCell(kind, name, text);
      if (cell !== null && typeof cell === 'object') return cell;
      cells.push(cell);
      if (cell !== null) row[name] = cell;
    }
    return checkTogether(kind, row) ?? placeFault(kind, row, lastDay) ?? { cells };
  };
}

/** The cell as PostgreSQL reads it, null where it is empty and may be, or what is wrong with it. */
export function checkCell(kind: RecordKind, name: string, text: string): string | null | Fault {
  const column = kind.columns[name];
  if (text === '')
    return column?.required ? { column: name, value: '', reason: 'expected a value, got none' } : null;
  try {
    return column?.parse(text) ?? null;
  } catch (cause) {
    if (!(cause instanceof InvalidInput)) throw cause;
    return { column: name, value: shownValue(column, text), reason: cause.message };
  }
}

function checkTogether(kind: RecordKind, row: RecordRow): Fault | undefined {
  const fault = kind.check?.(row);
  return fault && { ...fault, value: shownValue(kind.columns[fault.column], row[fault.column] ?? '') };
}

function assertHeader(kind: RecordKind, header: readonly string[]): void {
  const missing = kind.columnNames.filter((name) => !header.includes(name));
  const unknown = header.filter(
    (name, index) => !kind.columnNames.includes(name) || header.indexOf(name) !== index,
  );
  if (missing.length === 0 && unknown.length === 0) return;
  const faults = [
    ...(missing.length > 0 ? [`missing: ${missing.join(', ')}`] : []),
    ...(unknown.length > 0 ? [`unknown or twice: ${unknown.map(named).join(', ').slice(0, 300)}`] : []),
  ];
  throw new CodedError(
    'IMPORT_HEADER',
    `The header is not that of ${kind.name} records (${faults.join('; ')}). ` +
      `Expected: ${kind.columnNames.join(',')}. Nothing was imported.`,
  );
}

function named(column: string): string {
  return column === '' ? 'a column without a name' : column;
}
