/** Reads a CSV stream of records row by row; stops on a wrong header, encoding or truncated file. */
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { hasCode } from '../error-code';
import { CodedError } from '../errors';

export interface CsvRow {
  /** The line in the file on which the row ends; the header is line 1. */
  readonly line: number;
  readonly fields: readonly string[];
  /** True for a last row that no line break follows: if it is faulty, the file was cut off there. */
  readonly unterminated: boolean;
}

/** Characters; a longer row is two stray quotes that swallow all the rows between them. */
const MAX_ROW = 1_000_000;

/** A file's bytes, or text that is generated. */
export type CsvChunks = AsyncIterable<Uint8Array> | Iterable<string>;

/**
 * UTF-8, with or without a byte order mark; comma; RFC 4180 quoting; any line break. Cells are NFC and trimmed.
 * The first row yielded is the header.
 * @throws CodedError IMPORT_ENCODING or IMPORT_TRUNCATED
 */
export async function* csvRows(chunks: CsvChunks): AsyncGenerator<CsvRow> {
  const ending = { text: '' };
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: '\n',
    max_record_size: MAX_ROW,
  });
  // A fault of the source ends the parser, and so comes out of the loop below.
  pipeline(decoded(chunks, ending), parser).catch(() => undefined);
  let held: CsvRow | undefined;
  try {
    for await (const parsed of parser) {
      if (held !== undefined) yield held;
      held = rowFrom(parsed);
    }
  } catch (cause) {
    throw asImportError(cause);
  }
  if (held !== undefined) yield { ...held, unterminated: ending.text !== '\n' };
}

/** The file as text with plain line feeds, so that lines are counted alike whatever their breaks. */
async function* decoded(chunks: CsvChunks, ending: { text: string }): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let held = '';
  for await (const chunk of chunks) {
    const text = held + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }));
    // A carriage return at the end may be the first half of a line break.
    held = text.endsWith('\r') ? '\r' : '';
    const whole = text.slice(0, text.length - held.length).replace(/\r\n?/g, '\n');
    if (whole === '') continue;
    ending.text = whole.slice(-1);
    yield whole;
  }
  decoder.decode();
  if (held === '') return;
  ending.text = '\n';
  yield '\n';
}

/** With `info`, the parser hands each record with where it stands; its own types do not say so. */
function rowFrom(parsed: unknown): CsvRow {
  const { record, info } = parsed as { record: string[]; info: { lines: number } };
  return {
    line: info.lines,
    fields: record.map((cell) => cell.normalize('NFC').trim()),
    unterminated: false,
  };
}

function asImportError(cause: unknown): unknown {
  if (cause instanceof CsvError) {
    return new CodedError(
      'IMPORT_TRUNCATED',
      `The file is damaged or cut off: ${cause.message}. Nothing was changed; ask for the file again.`,
    );
  }
  if (hasCode(cause, 'ERR_ENCODING_INVALID_ENCODED_DATA')) {
    return new CodedError(
      'IMPORT_ENCODING',
      'The file is not UTF-8. Nothing was changed; save it as UTF-8 and import it again.',
    );
  }
  return cause;
}
