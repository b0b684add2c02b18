/** The kinds of column that a CSV file of records can have: how each is checked, and how PostgreSQL keeps it. */
import { InvalidInput } from '../period/invalid-input';
import { parseDay } from '../period/day';
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
  return column('date', parseDay);
}

/** An instant with its offset from UTC, such as `2024-03-12T09:40:00+07:00`. */
export function instant(): Column {
  return column('timestamptz', (text) => {
    const match = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/.exec(
      text,
    );
    if (match?.[1] === undefined)
      return expected('a time with its offset, such as 2024-03-12T09:40:00+07:00');
    parseDay(match[1]);
    return text;
  });
}

/** The code of an administrative unit; on which day it must have been valid is the record's affair. */
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

export function optional(column: Column): Column {
  return { ...column, required: false };
}

function column(type: Column['type'], parse: Column['parse']): Column {
  return { type, required: true, parse };
}

function expected(what: string): never {
  throw new InvalidInput(`expected ${what}`);
}
