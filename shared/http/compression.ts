/** Sends answers, compressed for clients that ask for it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Transform } from 'node:stream';
import { promisify } from 'node:util';
import {
  brotliCompress,
  brotliCompressSync,
  type BrotliOptions,
  constants,
  createBrotliCompress,
  createGzip,
  gzip,
  gzipSync,
  type ZlibOptions,
} from 'node:zlib';
import { preferredEncoding } from './negotiation';

/** What is shorter fits a packet or two as it is. */
const LEAST_BYTES = 1024;
/** What is shorter is compressed sooner than another thread has been asked to. */
const LEAST_APART_BYTES = 32_768;

/** Brotli's level 4 costs what gzip's 6 does, for as few bytes; gzip's 1 costs half of that, for some hundredths more. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const GZIP = { level: 1 };

export type Encoding = 'br' | 'gzip';

const brotliApart = promisify<Buffer, BrotliOptions, Buffer>(brotliCompress);
const gzipApart = promisify<Buffer, ZlibOptions, Buffer>(gzip);
const encoders = {
  br: {
    short: (body: Buffer) => brotliCompressSync(body, BROTLI),
    long: (body: Buffer) => brotliApart(body, BROTLI),
    stream: () => createBrotliCompress(BROTLI),
  },
  gzip: {
    short: (body: Buffer) => gzipSync(body, GZIP),
    long: (body: Buffer) => gzipApart(body, GZIP),
    stream: () => createGzip(GZIP),
  },
};

/** Brotli where the client takes it as gladly as gzip; undefined where it takes neither, or rather none. */
export function encodingFor({ headers }: IncomingMessage): Encoding | undefined {
  const accepted = headers['accept-encoding'];
  if (typeof accepted !== 'string') return undefined;
  const chosen = preferredEncoding(accepted, ['br', 'gzip', 'identity']);
  return chosen === 'br' || chosen === 'gzip' ? chosen : undefined;
}

export function encodingStream(encoding: Encoding): Transform {
  return encoders[encoding].stream();
}

/** In which a body of the length is sent; undefined for as it is. */
function encodingOf(request: IncomingMessage, bytes: number): Encoding | undefined {
  return bytes < LEAST_BYTES ? undefined : encodingFor(request);
}

/** Of a body in an encoding: a strong tag is one of the bytes that are sent, so each encoding has its own. */
export function encodedTag(etag: string, encoding: Encoding | undefined): string {
  return encoding === undefined || etag.startsWith('W/') ? etag : etag.replace(/"$/, `-${encoding}"`);
}

/** The tag that `send` gives a body of the length. @param etag of the body as it is */
export function sentTag(request: IncomingMessage, etag: string, bytes: number): string {
  return encodedTag(etag, encodingOf(request, bytes));
}

/** Ends the response with the whole body. The ETag is that of the body as it is. */
export async function send(
  response: ServerResponse,
  status: number,
  { etag, ...headers }: Readonly<Record<string, string>>,
  body: Buffer | string,
): Promise<void> {
  let bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const encoding = encodingOf(response.req, bytes.length);
  if (etag !== undefined) response.setHeader('etag', encodedTag(etag, encoding));
  if (encoding !== undefined) {
    response.setHeader('content-encoding', encoding);
    const { short, long } = encoders[encoding];
    bytes = bytes.length < LEAST_APART_BYTES ? short(bytes) : await long(bytes);
  }
  response.writeHead(status, { ...headers, 'content-length': bytes.length }).end(bytes);
}
