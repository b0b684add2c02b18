/** Reads the project's own CSV files, strictly: a fault in them is a fault of the product, found at start-up. */
import { readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';
import { CodedError } from '../errors';
import { projectFile } from '../project-root';

/** A row by column name. Each getter throws REFERENCE_INVALID with file, line and column when it cannot answer. */
export class DataRow {
  constructor(
    private readonly file: string,
    private readonly line: number,
    private readonly cells: Readonly<Record<string, string>>,
  ) {}

  text(column: string): string {
    const value = this.optional(column);
    return value ?? this.fail(column, 'is empty');
  }

  optional(column: string): string | undefined {
    const value = this.cells[column] ?? this.fail(column, 'is missing');
    return value === '' ? undefined : value;
  }

  number(column: string): number | undefined {
    return this.parsed(column, (text) =>
      Number.isFinite(Number(text)) ? Number(text) : this.fail(column, 'is no number'),
    );
  }

  oneOf<T extends string>(column: string, values: readonly T[]): T {
    const text = this.text(column);
    return values.find((value) => value === text) ?? this.contradicts(column, values.join(', '));
  }

  /** In any case: spreadsheets write TRUE and FALSE. */
  flag(column: string): boolean {
    const lower = this.text(column).toLowerCase();
    return lower === 'true' || (lower !== 'false' && this.contradicts(column, 'true or false'));
  }

  /** The cell through a parser of the vocabulary; undefined where it is empty. */
  parsed<T>(column: string, parse: (text: string) => T): T | undefined {
    const text = this.optional(column);
    try {
      return text === undefined ? undefined : parse(text);
    } catch (cause) {
      if (cause instanceof CodedError) throw cause;
      return this.fail(column, cause instanceof Error ? cause.message : String(cause));
    }
  }

  /** For a cell that is not what other data, or the file's form, ask for. */
  contradicts(column: string, expected: string): never {
    return this.fail(column, `is "${this.cells[column] ?? ''}", expected ${expected}`);
  }

  fail(column: string, reason: string): never {
    throw new CodedError(
      'REFERENCE_INVALID',
      `${this.file}, line ${this.line}, column ${column}: ${reason}.`,
    );
  }
}

/** All rows of a UTF-8 CSV file with a header, by its path from the project's root. */
export function readDataFile(...path: string[]): DataRow[] {
  return dataRows(path.join('/'), readFileSync(projectFile(...path), 'utf8'));
}

interface ParsedRow {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

/**
 * @param file its name, for messages
 * @throws CodedError REFERENCE_INVALID for text that is no CSV, or whose rows do not fit its header
 */
export function dataRows(file: string, csv: string): DataRow[] {
  try {
    const options = { columns: true, bom: true, trim: true, skip_empty_lines: true, info: true } as const;
    // With `info` each record comes with the line on which it ends; the package's types do not say so. It counts a line break
    // of two characters inside quotes twice.
    const rows = parse(csv.replaceAll('\r\n', '\n'), options) as unknown as ParsedRow[];
    return rows.map(({ record, info }) => new DataRow(file, info.lines, record));
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new CodedError('REFERENCE_INVALID', `${file}: ${cause.message}.`);
  }
}
