/** Serves CSV as a stream: as fast as the client reads, and no further when it leaves. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { CodedError } from '../errors';
import { InvalidInput } from '../period/invalid-input';
import { refuseForNow } from './admission';
import { type Encoding, encodingFor, encodingStream } from './compression';
import { refuse } from './refuse';

type Piece = string | Uint8Array;

export interface CsvPieces extends AsyncIterable<Piece> {
  /** Aborted, with the fault, when no more can come, even while nobody reads. */
  readonly expired?: AbortSignal;
}

/** A file that is made while it is read. */
export interface CsvFile {
  readonly name: string;
  /**
   * Throws InvalidInput for parameters that cannot be used, and a CodedError SUBGRAPH_UNAVAILABLE or OVERLOADED.
   * @param left aborted when nobody waits any more, whether for the end or because it has come
   */
  open(parameters: URLSearchParams, left: AbortSignal): Promise<CsvPieces> | CsvPieces;
}

/**
 * Answers a request for the file.
 * @throws a fault that is not the client's; one that comes after the first piece has cut the connection, so that the client
 * does not take for whole what is not
 */
export async function answerCsv(
  request: IncomingMessage,
  response: ServerResponse,
  search: string,
  file: CsvFile,
): Promise<void> {
  const { method } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    refuse(response, {
      ...{ status: 405, code: 'BAD_REQUEST' },
      message: `The method is ${method ?? 'missing'}. Expected GET or HEAD.`,
    });
    return;
  }
  const left = new AbortController();
  response.once('close', () => {
    left.abort();
  });
  try {
    const pieces = await file.open(new URLSearchParams(search), left.signal);
    if (method === 'HEAD') begin(response, file).end();
    else await send(pieces, response, file, left.signal);
  } catch (cause) {
    if (cause instanceof BrokenOff) throw cause.cause;
    if (left.signal.aborted) return; // the client has left, and nobody waits for an answer
    refuseFor(cause, response);
  } finally {
    left.abort();
  }
}

/** A fault in the middle; it closes the response, just as a client does that leaves. */
class BrokenOff extends Error {}

/** The first piece comes before the head, so that a fault until then still has a status of its own. */
async function send(
  all: CsvPieces,
  response: ServerResponse,
  file: CsvFile,
  left: AbortSignal,
): Promise<void> {
  const rest = all[Symbol.asyncIterator]();
  const first = await rest.next();
  const encoding = encodingFor(response.req);
  const pieces = resumed(first, rest, left);
  const begun = begin(response, file, encoding);
  // Aborting it destroys the response, whether or not the client reads.
  const options = all.expired === undefined ? {} : { signal: all.expired };
  try {
    if (encoding === undefined) await pipeline(pieces, begun, options);
    else await pipeline(pieces, encodingStream(encoding), begun, options);
  } catch (cause) {
    throw all.expired?.aborted === true
      ? new BrokenOff('No more could come.', { cause: all.expired.reason })
      : cause;
  }
}

async function* resumed(
  first: IteratorResult<Piece, unknown>,
  rest: AsyncIterator<Piece, unknown>,
  left: AbortSignal,
): AsyncGenerator<Piece> {
  try {
    for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
  } catch (cause) {
    throw left.aborted ? cause : new BrokenOff('The stream broke off.', { cause });
  } finally {
    await rest.return?.();
  }
}

function begin(response: ServerResponse, { name }: CsvFile, encoding?: Encoding): ServerResponse {
  return response.writeHead(200, {
    ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': `attachment; filename="${name}"`,
  });
}

function refuseFor(cause: unknown, response: ServerResponse): void {
  if (cause instanceof InvalidInput) {
    refuse(response, { status: 400, code: 'BAD_USER_INPUT', message: cause.message });
  } else if (cause instanceof CodedError && cause.code === 'SUBGRAPH_UNAVAILABLE') {
    refuse(response, { status: 503, code: cause.code, message: cause.message });
  } else if (cause instanceof CodedError && cause.code === 'OVERLOADED')
    refuseForNow(response, cause.message);
  else throw cause;
}
