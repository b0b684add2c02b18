/** The kinds of column that a CSV file of records can have: how each is checked, and how PostgreSQL keeps it. */
import { InvalidInput } from '../period/invalid-input';
import { type Day, dayOf, parseDay, parseInstant } from '../period/day';
import { agencies, unitRegister } from '../reference/registers';

export interface Column {
  /** PostgreSQL type. */
  readonly type: 'text' | 'integer' | 'double precision' | 'boolean' | 'date' | 'timestamptz';
  readonly required: boolean;
  /**
   * The text as PostgreSQL reads it; never called for an empty cell.
   * @throws InvalidInput with what was expected.
   */
  readonly parse: (text: string) => string;
  /** Its cells stand for persons, so the rejects file does not show them. */
  readonly isPerson?: true;
}

const agencyByCode = new Map(agencies.map((agency) => [agency.code, agency]));
const knownUnitCodes = new Set(unitRegister.list().map(({ code }) => code));

export function text(maxLength = 500): Column {
  return column('text', (text) =>
    text.length <= maxLength ? text : expected(`at most ${maxLength} characters, got ${text.length}`),
  );
}

export function oneOf(...values: readonly string[]): Column {
  return column('text', (text) => (values.includes(text) ? text : expected(`one of ${values.join(', ')}`)));
}

export function integer(min: number, max: number): Column {
  return column('integer', (text) =>
    /^-?\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max
      ? text
      : expected(`a whole number from ${min} to ${max}`),
  );
}

export function decimal(min: number, max: number): Column {
  return column('double precision', (text) =>
    /^-?\d+(\.\d+)?$/.test(text) && Number(text) >= min && Number(text) <= max
      ? text
      : expected(`a number from ${min} to ${max}`),
  );
}

/** In any case: spreadsheets write TRUE and FALSE. */
export function flag(): Column {
  return column('boolean', (text) => {
    const lower = text.toLowerCase();
    return lower === 'true' || lower === 'false' ? lower : expected('true or false');
  });
}

/** The year in which the records of digital systems begin: an earlier day by which one is counted is a slip of the pen. */
export const FIRST_COUNTED_YEAR = 2000;
/** The year of a day since when something may hold, or on which it was issued: entitlements and offices are older than systems. */
export const FIRST_HELD_YEAR = 1900;
const LAST_YEAR = 2099;

export function day({ firstYear = FIRST_COUNTED_YEAR } = {}): Column {
  return column('date', (text) => between(firstYear, text, parseDay(text)));
}

/** An instant with its offset from UTC, such as `2024-03-12T09:40:00+07:00`. */
export function instant(): Column {
  return column('timestamptz', (text) => between(FIRST_COUNTED_YEAR, text, dayOf(parseInstant(text))));
}

function between(firstYear: number, text: string, on: Day): string {
  const year = Number(on.slice(0, 4));
  return firstYear <= year && year <= LAST_YEAR
    ? text
    : expected(`a day from ${firstYear}-01-01 to ${LAST_YEAR}-12-31`);
}

/** The code of an administrative unit; on which days it must have been valid the kind of record says. */
export function unitCode(): Column {
  return column('text', (text) => {
    if (knownUnitCodes.has(text)) return text;
    // Spreadsheets take a code for a number.
    const whole = `0${text}`;
    const hint = knownUnitCodes.has(whole) ? `, such as ${whole}, whose zero is missing here` : '';
    return expected(`the code of an administrative unit in the register${hint}`);
  });
}

/** The code of a real agency: those of the demonstration have no real records. */
export function agencyCode(): Column {
  return column('text', (text) => {
    const agency = agencyByCode.get(text);
    if (agency === undefined) return expected('the code of an agency in the register');
    return agency.demonstration
      ? expected(`the code of a real agency; ${text} exists for the demonstration alone`)
      : text;
  });
}

/** A code that stands for a person: never the number of an identity card, which has 9 or 12 digits and nothing else. */
export function pseudonym(base = text(100)): Column {
  const column = checked(
    base,
    (code) => !/^(\d{9}|\d{12})$/.test(code.replace(/[\s.-]/g, '')),
    'a pseudonym; 9 or 12 digits alone look like a personal identity number, which must not be imported',
  );
  return { ...column, isPerson: true };
}

/** A column with a further condition. */
export function checked(column: Column, isGood: (text: string) => boolean, what: string): Column {
  return { ...column, parse: (text) => (isGood(text) ? column.parse(text) : expected(what)) };
}

export function optional(column: Column): Column {
  return { ...column, required: false };
}

function column(type: Column['type'], parse: Column['parse']): Column {
  // PostgreSQL keeps every character but this one.
  const check = (text: string) =>
    text.includes('\0') ? expected('text without null characters') : parse(text);
  return { type, required: true, parse: check };
}

function expected(what: string): never {
  throw new InvalidInput(`expected ${what}`);
}
