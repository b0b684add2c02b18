/** Lets the pages of other origins ask. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import cors from 'cors';
import type { HttpSettings } from './http-settings';

/** A day; browsers keep a permission for two hours to a day at most. */
const PREFLIGHT_SECONDS = 86_400;

/** What a page may read beside the body. */
const EXPOSED = [
  'X-Request-Id',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Retry-After',
  'ETag',
];

/** Answers OPTIONS itself. */
export function crossOrigin(
  origins: HttpSettings['origins'],
): (request: IncomingMessage, response: ServerResponse, next: () => void) => void {
  if (origins !== 'any' && origins.length === 0) return sameOriginOnly;
  return cors({
    origin: origins === 'any' ? '*' : [...origins],
    methods: ['GET', 'HEAD', 'POST'],
    exposedHeaders: EXPOSED,
    maxAge: PREFLIGHT_SECONDS,
  });
}

function sameOriginOnly({ method }: IncomingMessage, response: ServerResponse, next: () => void): void {
  if (method === 'OPTIONS') response.writeHead(204, { allow: 'GET, HEAD, POST, OPTIONS' }).end();
  else next();
}
