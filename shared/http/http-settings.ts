/** What the HTTP server takes from its clients: sizes, times, how many at once, and whose pages may ask. */
import { type Environment, setting, wholeNumber } from '../environment';

export interface HttpSettings {
  /** The origins whose pages may ask; `any`: every page's, as the graph is public and no cookie counts. */
  readonly origins: 'any' | readonly string[];
  /** Bytes of a request's body. */
  readonly mostBodyBytes: number;
  /** Bytes of a request's head; a query in a URL is part of it. */
  readonly mostHeaderBytes: number;
  /** Milliseconds from a request's first byte until its head has come. */
  readonly headersTimeout: number;
  /** Milliseconds from a request's first byte until all of it has come. */
  readonly requestTimeout: number;
  /** Milliseconds that a connection may wait for its next request. */
  readonly keepAliveTimeout: number;
  readonly mostConnections: number;
  /** GraphQL requests that are answered at a time. */
  readonly concurrentRequests: number;
  /** Percent of its time that the thread may work before fewer are answered at a time; at 100 it works as much as it likes. */
  readonly busyPercent: number;
  /** Seconds that a client or a proxy may keep the answer to a persisted query. */
  readonly keepSeconds: number;
  /** Exports that are answered at a time: a client may take long to read one. */
  readonly concurrentExports: number;
}

/** Of a server that stands behind another one, which lets in no more than it should. */
export const STANDARD: HttpSettings = {
  origins: 'any',
  mostBodyBytes: 1_048_576,
  mostHeaderBytes: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 65_000,
  mostConnections: 10_000,
  concurrentRequests: Infinity,
  busyPercent: 100,
  keepSeconds: 60,
  concurrentExports: Infinity,
};

/** CORS_ORIGINS, LIMIT_BODY_BYTES and the others; adds to the faults what is wrong with them. */
export function httpSettings(env: Environment, faults: string[]): HttpSettings {
  const number = (name: string, standard: number, most: number) =>
    wholeNumber(env, { name, standard, most }, faults);
  const settings = {
    origins: origins(setting(env, 'CORS_ORIGINS') ?? '*', faults),
    mostBodyBytes: number('LIMIT_BODY_BYTES', STANDARD.mostBodyBytes, 33_554_432),
    mostHeaderBytes: number('LIMIT_HEADER_BYTES', STANDARD.mostHeaderBytes, 1_048_576),
    headersTimeout: number('HTTP_HEADERS_TIMEOUT_MS', STANDARD.headersTimeout, 600_000),
    requestTimeout: number('HTTP_REQUEST_TIMEOUT_MS', STANDARD.requestTimeout, 600_000),
    keepAliveTimeout: number('HTTP_KEEP_ALIVE_TIMEOUT_MS', STANDARD.keepAliveTimeout, 600_000),
    mostConnections: number('MAX_CONNECTIONS', STANDARD.mostConnections, 1_000_000),
    concurrentRequests: number('MAX_CONCURRENT_REQUESTS', 128, 100_000),
    busyPercent: number('OVERLOAD_BUSY_PERCENT', 85, 100),
    keepSeconds: number('PERSISTED_MAX_AGE_SECONDS', STANDARD.keepSeconds, 86_400),
    concurrentExports: number('MAX_CONCURRENT_EXPORTS', 16, 10_000),
  };
  if (settings.headersTimeout > settings.requestTimeout) {
    faults.push(
      'HTTP_HEADERS_TIMEOUT_MS is longer than HTTP_REQUEST_TIMEOUT_MS. The head is a part of the request.',
    );
  }
  return settings;
}

/** `*`, `none`, or origins with commas between them, as browsers write them. */
function origins(text: string, faults: string[]): HttpSettings['origins'] {
  if (text === '*') return 'any';
  if (text === 'none') return [];
  const listed = text.split(',').map((origin) => origin.trim());
  for (const origin of listed) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      faults.push(
        `CORS_ORIGINS names "${origin}". Expected *, none, or origins such as https://example.org.`,
      );
    }
  }
  return listed;
}
