/** Reads a CSV stream of records row by row; stops at a wrong encoding, another separator or the end of a file cut off. */
import { CodedError } from '../errors';
import { CsvParser, type ParsedRow } from './csv-parser';
import { type CsvChunks, csvText, notUtf8 } from './csv-text';
import type { Fault } from './reject';

export type { CsvChunks } from './csv-text';

export interface CsvRow {
  /** The line in the file on which the row ends. */
  readonly line: number;
  readonly fields: readonly string[];
  /** Why the row cannot be read, if it cannot. The rows after it can. */
  readonly fault?: Fault | undefined;
  /** True for a last row that no line break follows: if it is faulty, the file was cut off there. */
  readonly unterminated: boolean;
}

/**
 * UTF-8, with or without a byte order mark; comma; RFC 4180 quoting; any line break. Cells are NFC, trimmed, and without
 * characters that cannot be seen. The first row yielded is the header, in lower case; columns without a name at its end,
 * which must be empty, are left out of it and of every row.
 * @throws CodedError IMPORT_ENCODING, IMPORT_TRUNCATED, or IMPORT_HEADER for what is no header
 */
export async function* csvRows(chunks: CsvChunks): AsyncGenerator<CsvRow> {
  let header: Header | undefined;
  for await (const row of parsedRows(chunks)) {
    if (header === undefined) {
      header = headerFrom(row);
      yield { line: row.line, fields: header.names, unterminated: row.unterminated };
    } else {
      yield rowUnder(header, row);
    }
  }
}

async function* parsedRows(chunks: CsvChunks): AsyncGenerator<ParsedRow> {
  const parser = new CsvParser();
  for await (const text of csvText(chunks)) yield* parser.push(text);
  yield* parser.end();
}

interface Header {
  readonly names: readonly string[];
  /** The number of columns without a name behind them. */
  readonly unnamed: number;
}

function headerFrom({ line, cells, stray }: ParsedRow): Header {
  const all = cells.map((cell) => clean(cell).toLowerCase());
  const names = all.slice(0, all.findLastIndex((name) => name !== '') + 1);
  if (all.some((name) => name.includes('\0'))) throw notUtf8(line, 'it is UTF-16');
  if (stray !== undefined) throw noHeader(`The header has a quote at a wrong place, in column ${stray + 1}.`);
  const [first = ''] = names;
  if (names.length === 1 && first.startsWith('sep='))
    throw noHeader(
      `Line ${line} is "${cells.join(',')}", which is for Excel alone. Delete it: the header comes first.`,
    );
  const separator =
    names.length === 1 ? SEPARATORS.find(([character]) => first.includes(character)) : undefined;
  if (separator !== undefined)
    throw noHeader(
      `The cells are separated by ${separator[1]}, expected commas. In Excel save the file as "CSV UTF-8 (Comma delimited)", ` +
        'after setting the list separator of the regional settings to a comma.',
    );
  return { names, unnamed: all.length - names.length };
}

const SEPARATORS = [
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'vertical bars'],
] as const;

function noHeader(fault: string): CodedError {
  return new CodedError('IMPORT_HEADER', `${fault} Nothing was changed.`);
}

function rowUnder({ names, unnamed }: Header, { line, cells, stray, unterminated }: ParsedRow): CsvRow {
  const fields = cells.map(clean);
  if (stray !== undefined) {
    const reason =
      'expected quotes around a whole cell, each quote inside it doubled; got one at another place';
    return { line, fields, unterminated, fault: { column: names[stray] ?? '', value: '', reason } };
  }
  if (unnamed === 0) return { line, fields, unterminated };
  const width = names.length + unnamed;
  const surplus = fields.slice(names.length);
  if (fields.length === width && surplus.every((field) => field === ''))
    return { line, fields: fields.slice(0, names.length), unterminated };
  const reason = `expected ${names.length} cells and ${unnamed} empty ones, as in the header, got ${fields.length} cells`;
  return { line, fields, unterminated, fault: { column: '', value: '', reason } };
}

function clean(cell: string): string {
  return cell.normalize('NFC').trim();
}
