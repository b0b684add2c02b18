/** Reads the project's own CSV files, strictly: a fault in them is a fault of the product, found at start-up. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
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
    return (
      values.find((value) => value === text) ??
      this.fail(column, `is "${text}", expected ${values.join(', ')}`)
    );
  }

  flag(column: string): boolean {
    return this.oneOf(column, ['true', 'false']) === 'true';
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

  fail(column: string, reason: string): never {
    throw new CodedError(
      'REFERENCE_INVALID',
      `${this.file}, line ${this.line}, column ${column}: ${reason}.`,
    );
  }
}

/** All rows of a UTF-8 CSV file with a header, by its path from the project's root. */
export function readDataFile(...path: string[]): DataRow[] {
  const records: Record<string, string>[] = parse(readFileSync(projectFile(...path)), {
    columns: true,
    bom: true,
  });
  return records.map((cells, index) => new DataRow(path.join('/'), index + 2, cells));
}
