/** One question over HTTP and its answer, in bytes and in time. */
import type { Pool } from 'undici';
import { hasCode } from '../../shared/error-code';
import { RELEASE } from '../../shared/subgraph/answer';
import { TransientFault } from './subgraph-faults';

export interface Question {
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: string;
}

/** With a status that a GraphQL server gives an answer: 2xx, or 4xx where the request is at fault. */
export interface Response {
  readonly status: number;
  readonly encoding: string | undefined;
  /** Of the figures, where the subgraph says so. */
  readonly release: string | undefined;
  readonly body: Buffer;
}

export interface ExchangeLimits {
  /** From now to the last byte, the time for a connection included. */
  readonly timeoutMs: number;
  readonly answerBytes: number;
}

/**
 * What is given up, is given up at once: its connection is closed, and what has come of the answer is let go.
 * @throws TransientFault where nobody listens, the connection broke, or a proxy says that the subgraph is away
 * @throws Error for all else that is no answer of a GraphQL server
 */
export function exchange(pool: Pool, question: Question, limits: ExchangeLimits): Promise<Response> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let encoding: string | undefined;
    let release: string | undefined;
    let abort: ((reason: Error) => void) | undefined;
    let late: Error | undefined;
    const timer = setTimeout(() => {
      late = new Error(`There is no whole answer after ${limits.timeoutMs} ms.`);
      reject(late);
      abort?.(late);
    }, limits.timeoutMs);
    pool.dispatch(
      { ...question, method: 'POST' },
      {
        onRequestStart(controller) {
          abort = (reason) => {
            controller.abort(reason);
          };
          // It has got its connection too late.
          if (late !== undefined) abort(late);
        },
        onResponseStart(controller, statusCode, headers) {
          if (statusCode < 200) return;
          status = statusCode;
          encoding = headers['content-encoding']?.toString();
          release = headers[RELEASE]?.toString();
          const refusal = refusalOf(statusCode, headers, limits.answerBytes);
          if (refusal !== undefined) controller.abort(refusal);
        },
        onResponseData(_, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          clearTimeout(timer);
          const [first] = chunks;
          const body = first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
          resolve({ status, encoding, release, body });
        },
        onResponseError(_, cause) {
          clearTimeout(timer);
          reject(isBrokenConnection(cause) ? new TransientFault(cause.message, { cause }) : cause);
        },
      },
    );
  });
}

/** Of a proxy that does not reach the server behind it. */
const AWAY: readonly number[] = [502, 503, 504];
const TOO_MANY_REQUESTS = 429;
/** A server that says nothing of the type is taken at its word when the body is read. */
const JSON_TYPE = /^(?:application\/(?:graphql-response\+)?json\s*(?:;|$)|$)/i;

/** Why an answer with such a head is not read; undefined for one that is. */
function refusalOf(
  status: number,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  answerBytes: number,
): Error | undefined {
  if (AWAY.includes(status)) return new TransientFault(`HTTP ${status}`);
  if (status >= 500 || status === TOO_MANY_REQUESTS || (status >= 300 && status < 400)) {
    return new Error(`HTTP ${status}`);
  }
  const type = headers['content-type']?.toString() ?? '';
  if (!JSON_TYPE.test(type)) return new TypeError(`HTTP ${status} with an answer of type ${type}`);
  const length = Number(headers['content-length'] ?? 0);
  return length > answerBytes ? new RangeError(`The answer has ${length} bytes.`) : undefined;
}

function isBrokenConnection(cause: Error): boolean {
  return hasCode(cause, 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_SOCKET');
}
