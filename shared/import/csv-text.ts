/** Decodes a CSV file: UTF-8 only, with plain line feeds, and without characters that nobody can see. */
import { hasCode } from '../error-code';
import { CodedError } from '../errors';

/** A file's bytes, or text that is generated. */
export type CsvChunks = AsyncIterable<Uint8Array> | Iterable<string>;

/**
 * Byte order marks, zero-width spaces, marks of direction and the like, by Unicode's own list: two keys that look the same would
 * differ by them.
 */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** What DOS ends a file with. */
const CONTROL_Z = '\u001A';
const LINE_FEED = 0x0a;
/** Bytes: enough of a line to tell what it is written in. */
const TAIL = 4096;

/**
 * The text in pieces of any size, so that lines are counted alike whatever their line breaks.
 * @throws CodedError IMPORT_ENCODING
 */
export async function* csvText(chunks: CsvChunks): AsyncGenerator<string> {
  const decoder = new Utf8Decoder();
  let held = '';
  for await (const chunk of chunks) {
    const text = held + (typeof chunk === 'string' ? chunk : decoder.decode(chunk));
    // A carriage return at the end may be the first half of a line break.
    held = text.endsWith('\r') ? '\r' : '';
    yield plain(text.slice(0, text.length - held.length));
  }
  decoder.end();
  yield plain(held);
}

function plain(text: string): string {
  return text.replace(INVISIBLE, '').replaceAll(CONTROL_Z, '').replace(/\r\n?/g, '\n');
}

/** Says on which line the wrong byte stands, and what the file seems to be. */
class Utf8Decoder {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private line = 1;
  /** The last bytes of the line that is not ended yet. */
  private tail: Uint8Array = new Uint8Array();

  decode(bytes: Uint8Array): string {
    try {
      const text = this.decoder.decode(bytes, { stream: true });
      for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) this.line += 1;
      const line = bytes.subarray(bytes.lastIndexOf(LINE_FEED) + 1);
      const known = line.length < bytes.length ? line : Buffer.concat([this.tail, line]);
      this.tail = known.subarray(-TAIL);
      return text;
    } catch (cause) {
      throw this.asEncodingFault(cause, bytes);
    }
  }

  /** To be called once at the end: the last character may be incomplete. */
  end(): void {
    try {
      this.decoder.decode();
    } catch (cause) {
      throw this.asEncodingFault(cause, new Uint8Array());
    }
  }

  private asEncodingFault(cause: unknown, bytes: Uint8Array): unknown {
    if (!hasCode(cause, 'ERR_ENCODING_INVALID_ENCODED_DATA')) return cause;
    const lines = linesOf(Buffer.concat([this.tail, bytes]));
    const at = lines.findIndex((line, index) => isNotUtf8(line, index === lines.length - 1));
    const index = at < 0 ? lines.length - 1 : at;
    return notUtf8(this.line + index, encodingOf(lines[index] ?? bytes));
  }
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return [...lines, bytes.subarray(start)];
}

/** @param mayEndWithin whether its last character may be incomplete */
function isNotUtf8(bytes: Uint8Array, mayEndWithin: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: mayEndWithin });
    return false;
  } catch {
    return true;
  }
}

/** As far as the bytes of one line tell. */
function encodingOf(line: Uint8Array): string {
  // A byte order mark, or the upper half of a Latin letter.
  if (line[0] === 0xff || line[0] === 0xfe || line.includes(0)) return 'it is UTF-16';
  // This code page alone writes a tone as a character of its own after the letter.
  const text = new TextDecoder('windows-1258').decode(line);
  if (/[aăâeêioôơuưy][\u0300\u0301\u0303\u0309\u0323]/i.test(text)) return 'it seems to be Windows-1258';
  return 'it may be in a code page such as Windows-1258 or TCVN3';
}

/** What is wrong, and what to do. */
export function notUtf8(line: number, encoding: string): CodedError {
  return new CodedError(
    'IMPORT_ENCODING',
    `The file is not UTF-8: ${encoding} (line ${line}). Nothing was changed. ` +
      'Save it as UTF-8 (in Excel: "CSV UTF-8 (Comma delimited)") and import it again.',
  );
}
