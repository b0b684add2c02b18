/** What every answer has, whatever it turns out to be: the request's number, and what a browser may do with it. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

export const REQUEST_ID = 'x-request-id';

/** Of all numbers together: a head of a request that is too long is refused by whoever it is sent on to. */
export const MOST_ID_LENGTH = 1024;

/** One number, or those of all requests on whose behalf a gateway asks. */
const KNOWN_ID = /^[\w.:-]{1,128}(?:,[\w.:-]{1,128})*$/;

/** For JSON. Whoever serves a page gives it a policy of its own, or removes this one. */
export const CONTENT_POLICY = 'content-security-policy';

export const STANDARD_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  [CONTENT_POLICY]: "default-src 'none'; frame-ancestors 'none'",
};

/** The request has a number from here on: one of its own that a log can hold, or a new one. */
export function beginAnswer({ headers }: IncomingMessage, response: ServerResponse): void {
  const own = headers[REQUEST_ID];
  const id = typeof own === 'string' && isKnownId(own) ? own : randomUUID();
  headers[REQUEST_ID] = id;
  response.setHeader(REQUEST_ID, id);
  for (const name in STANDARD_HEADERS) response.setHeader(name, STANDARD_HEADERS[name] ?? '');
  response.setHeader('vary', 'Accept-Encoding');
}

function isKnownId(text: string): boolean {
  return text.length <= MOST_ID_LENGTH && KNOWN_ID.test(text);
}
