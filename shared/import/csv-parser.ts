/**
 * Cuts CSV text into rows (RFC 4180, comma, line feed), however damaged it is: a quote at a wrong place costs the line that it
 * stands on, and no other. Parsers of packages give up there, or read all rows up to the next quote as one cell.
 */
import { CodedError } from '../errors';

export interface ParsedRow {
  /** The line on which the row ends; the first is line 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The position of a cell with a quote at a wrong place. The line was not read from there on. */
  readonly stray?: number | undefined;
  /** True for a last row that no line break follows. */
  readonly unterminated: boolean;
}

/** Characters. A quote that stays open for longer encloses no cell: all cells of a record together are shorter. */
const MAX_QUOTED = 100_000;
/** Characters. A file with a longer line is none of rows. */
const MAX_LINE = 1_000_000;
/** With fewer columns a line of a quoted text may have as many cells as a row by chance. */
const MIN_COLUMNS = 4;

export class CsvParser {
  private text = '';
  private at = 0;
  private line = 1;
  private columns: number | undefined;

  /** The rows that are whole with this text. Commas and blanks alone, which spreadsheets leave, are none. */
  *push(text: string): Generator<ParsedRow> {
    this.text = this.text.slice(this.at) + text;
    this.at = 0;
    yield* this.rows(false);
  }

  /**
   * The rows that are left at the end of the text.
   * @throws CodedError IMPORT_TRUNCATED when a quote is still open
   */
  *end(): Generator<ParsedRow> {
    yield* this.rows(true);
  }

  private *rows(ended: boolean): Generator<ParsedRow> {
    while (this.at < this.text.length) {
      const { at } = this;
      const row = this.next(ended);
      if (row === undefined) return;
      if (/^[\s,]*$/.test(this.text.slice(at, this.at))) continue;
      this.columns ??= row.cells.length;
      yield row;
    }
  }

  /** Undefined when more text is needed to tell. */
  private next(ended: boolean): ParsedRow | undefined {
    const line = this.text.slice(this.at, indexOf(this.text, '\n', this.at));
    if (!ended && this.at + line.length === this.text.length) {
      if (line.length > MAX_LINE) throw damaged(`Line ${this.line} is longer than ${MAX_LINE} characters.`);
      return undefined;
    }
    if (!line.includes('"')) return this.take(line, line.split(','));
    const { cells, end, isStray } = readRow(this.text, this.at);
    const length = (end ?? this.text.length) - this.at;
    if (isStray || length > MAX_QUOTED) return this.take(line, cells, cells.length);
    // Where the text ends behind a quote, that may be the first half of a doubled one.
    if (!ended && this.at + length === this.text.length) return undefined;
    if (end === undefined) throw damaged(`The quote that opens on line ${this.line} is never closed.`);
    const row = this.text.slice(this.at, end);
    if (this.isJoined(row))
      return this.take(
        line,
        cells,
        cells.findIndex((cell) => cell.includes('\n')),
      );
    return this.take(row, cells);
  }

  /** Whether each of its lines is a row by itself: two stray quotes have then made one cell of what stands between them. */
  private isJoined(row: string): boolean {
    const { columns = 0 } = this;
    const lines = row.split('\n');
    return (
      lines.length > 1 && columns >= MIN_COLUMNS && lines.every((line) => line.split(',').length === columns)
    );
  }

  /** The row that the characters from here on are; the next one begins behind them and their line break. */
  private take(characters: string, cells: readonly string[], stray?: number): ParsedRow {
    const line = this.line + characters.split('\n').length - 1;
    this.line = line + 1;
    this.at += characters.length + 1;
    return { line, cells, stray, unterminated: this.at > this.text.length };
  }
}

interface ReadRow {
  /** Those before the quote at a wrong place, if there is one. */
  readonly cells: readonly string[];
  readonly isStray: boolean;
  /** The position of the line break or of the end of the text; undefined when a quote is still open there. */
  readonly end?: number;
}

/** Reads cells until a line break that no quotes enclose. */
function readRow(text: string, start: number): ReadRow {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const isQuoted = text[at] === '"';
    const end = isQuoted ? endOfQuoted(text, at) : endOfPlain(text, at);
    if (end === undefined) return { cells, isStray: false };
    const cell = text.slice(at, end);
    const isStray = isQuoted ? ![',', '\n', undefined].includes(text[end]) : cell.includes('"');
    if (isStray) return { cells, isStray };
    cells.push(isQuoted ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (text[end] !== ',') return { cells, isStray: false, end };
    at = end + 1;
  }
}

/** The position behind the quote that closes the one at the start; undefined when there is none. */
function endOfQuoted(text: string, start: number): number | undefined {
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return undefined;
    if (text[quote + 1] !== '"') return quote + 1;
    at = quote + 2;
  }
}

function endOfPlain(text: string, start: number): number {
  const lineBreak = indexOf(text, '\n', start);
  const comma = text.slice(start, lineBreak).indexOf(',');
  return comma < 0 ? lineBreak : start + comma;
}

/** Its position, or the end of the text. */
function indexOf(text: string, wanted: string, start: number): number {
  const found = text.indexOf(wanted, start);
  return found < 0 ? text.length : found;
}

function damaged(fault: string): CodedError {
  return new CodedError(
    'IMPORT_TRUNCATED',
    `${fault} The file may be damaged or cut off. Nothing was changed; mend that line, or ask for the file again.`,
  );
}
