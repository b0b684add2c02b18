/** An answer in GraphQL's own shape, also to what is no GraphQL request. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CodedError, type ErrorCode } from '../errors';

/** Of a body that nobody reads: as much is dropped, in as much time, for the client to see the answer. */
const MOST_DROPPED_BYTES = 1_048_576;
const MOST_DROPPING_MS = 1000;

export function refusalJson(
  code: ErrorCode,
  message: string,
  numbers: Readonly<Record<string, number>> = {},
): Buffer {
  return Buffer.from(JSON.stringify({ errors: [{ message, extensions: { code, ...numbers } }] }));
}

export interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  /** What the client could go by, such as the limit that it is beyond. */
  readonly numbers?: Readonly<Record<string, number>> | undefined;
}

/**
 * A credential that is not valid, or one more after too many of them.
 * @throws any other fault
 */
export function refuseCredential(response: ServerResponse, cause: unknown): void {
  if (!(cause instanceof CodedError)) throw cause;
  const { code, message } = cause;
  if (code === 'UNAUTHENTICATED') {
    response.setHeader('www-authenticate', 'Bearer');
    refuse(response, { status: 401, code, message });
  } else if (code === 'RATE_LIMITED') {
    response.setHeader('retry-after', '60');
    refuse(response, { status: 429, code, message });
  } else throw cause;
}

/** Where an answer has begun already, it is cut off, so that nobody takes it for whole. */
export function refuse(response: ServerResponse, { status, code, message, numbers }: Refusal): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const json = refusalJson(code, message, numbers);
  const endless = isEndless(response.req);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': json.length,
    ...(endless ? { connection: 'close' } : {}),
  });
  if (endless) endAfterDropping(response, json);
  else response.end(json);
}

/** A short rest of a body is dropped by Node.js, and the connection lives on. */
function isEndless({ complete, headers }: IncomingMessage): boolean {
  if (complete) return false;
  if (headers['transfer-encoding'] !== undefined) return true;
  return Number(headers['content-length'] ?? 0) > 65_536;
}

/** A connection that is closed with bytes unread is reset, and the answer with it: so it is closed a while after the answer has left. */
function endAfterDropping(response: ServerResponse, json: Buffer): void {
  const { req: request } = response;
  let dropped = 0;
  const close = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(close, MOST_DROPPING_MS);
  response.write(json);
  request.on('data', (chunk: Buffer) => {
    dropped += chunk.length;
    if (dropped > MOST_DROPPED_BYTES) close();
  });
  request.once('end', close).once('error', close).once('close', close).resume();
}
