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
}

const knownAgencies = new Set(agencies.map(({ code }) => code));
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

export function flag(): Column {
  return column('boolean', (text) =>
    text === 'true' || text === 'false' ? text : expected('true or false'),
  );
}

export function day(): Column {
  return column('date', (text) => inReach(text, parseDay(text)));
}

/** An instant with its offset from UTC, such as `2024-03-12T09:40:00+07:00`. */
export function instant(): Column {
  return column('timestamptz', (text) => inReach(text, dayOf(parseInstant(text))));
}

/** Records are those of digital systems: a year outside is a slip of the pen, and would stretch every series to it. */
function inReach(text: string, on: Day): string {
  return '2000-01-01' <= on && on < '2100-01-01' ? text : expected('a day from 2000 to 2099');
}

/** The code of an administrative unit; on which days it must have been valid the kind of record says. */
export function unitCode(): Column {
  return column('text', (text) =>
    knownUnitCodes.has(text) ? text : expected('the code of an administrative unit in the register'),
  );
}

export function agencyCode(): Column {
  return column('text', (text) =>
    knownAgencies.has(text) ? text : expected('the code of an agency in the register'),
  );
}

/** A code that stands for a person: never the number of an identity card, which has 9 or 12 digits and nothing else. */
export function pseudonym(base = text(100)): Column {
  return checked(
    base,
    (code) => !/^(\d{9}|\d{12})$/.test(code.replace(/[\s.-]/g, '')),
    'a pseudonym; 9 or 12 digits alone look like a personal identity number, which must not be imported',
  );
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
