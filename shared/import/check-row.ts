/** Checks one CSV row against its kind of record, cell by cell. */
import { InvalidInput } from '../period/invalid-input';
import { CodedError } from '../errors';
import { type Day, dayOf, parseDay, parseInstant, validOn } from '../period/day';
import { agencies, unitRegister } from '../reference/registers';
import type { RecordKind, RecordRow } from './record-kind';

/** Why a row cannot be taken: the first fault found. */
export interface Reject {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

export type Checked = { readonly cells: readonly (string | null)[] } | Omit<Reject, 'line'>;

/**
 * A checker for rows under that header. The columns may come in any order, but all must be there and no others.
 * Good rows come back in the declared order of the columns.
 * @throws CodedError IMPORT_HEADER
 */
export function rowChecker(
  kind: RecordKind,
  header: readonly string[],
): (fields: readonly string[]) => Checked {
  assertHeader(kind, header);
  const positions = kind.columnNames.map((name) => header.indexOf(name));
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
    return placeFault(kind, row) ?? checkTogether(kind, row) ?? { cells };
  };
}

/** The cell as PostgreSQL reads it, null where it is empty and may be, or what is wrong with it. */
export function checkCell(
  kind: RecordKind,
  name: string,
  text: string,
): string | null | Omit<Reject, 'line'> {
  const column = kind.columns[name];
  if (text === '')
    return column?.required ? { column: name, value: '', reason: 'expected a value, got none' } : null;
  try {
    return column?.parse(text) ?? null;
  } catch (cause) {
    if (!(cause instanceof InvalidInput)) throw cause;
    return { column: name, value: text.slice(0, 200), reason: cause.message };
  }
}

/** A record of a place that did not exist on its day would be counted nowhere. */
function placeFault({ place, columns }: RecordKind, row: RecordRow): Omit<Reject, 'line'> | undefined {
  if ('tier' in place) return undefined;
  const column = 'unit' in place ? place.unit : place.agency;
  const code = row[column] ?? '';
  const existed = 'unit' in place ? unitExisted : agencyExisted;
  for (const name of place.on) {
    const text = row[name];
    if (text === undefined) continue;
    const on = columns[name]?.type === 'date' ? parseDay(text) : dayOf(parseInstant(text));
    if (!existed(code, on))
      return { column, value: code, reason: `expected one that existed on ${on}, the day of ${name}` };
  }
  return undefined;
}

function unitExisted(code: string, on: Day): boolean {
  return unitRegister.byCode(code, { on }) !== undefined;
}

const agencyByCode = new Map(agencies.map((agency) => [agency.code, agency]));

function agencyExisted(code: string, on: Day): boolean {
  const agency = agencyByCode.get(code);
  const unit = agency?.unit && unitRegister.get(agency.unit);
  return agency !== undefined && validOn(agency, on) && (unit === undefined || validOn(unit, on));
}

function checkTogether(kind: RecordKind, row: RecordRow): Omit<Reject, 'line'> | undefined {
  const fault = kind.check?.(row);
  return fault && { ...fault, value: row[fault.column] ?? '' };
}

function assertHeader(kind: RecordKind, header: readonly string[]): void {
  const missing = kind.columnNames.filter((name) => !header.includes(name));
  const unknown = header.filter(
    (name, index) => !kind.columnNames.includes(name) || header.indexOf(name) !== index,
  );
  if (missing.length === 0 && unknown.length === 0) return;
  const faults = [
    ...(missing.length > 0 ? [`missing: ${missing.join(', ')}`] : []),
    ...(unknown.length > 0 ? [`unknown or twice: ${unknown.join(', ').slice(0, 300)}`] : []),
  ];
  throw new CodedError(
    'IMPORT_HEADER',
    `The header is not that of ${kind.name} records (${faults.join('; ')}). ` +
      `Expected: ${kind.columnNames.join(',')}. Nothing was imported.`,
  );
}
