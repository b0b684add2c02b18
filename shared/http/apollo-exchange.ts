/** What Apollo Server is asked for a request over HTTP, and how its answer is sent. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server';
import { type Asked, searchOf } from './asked';
import { CONTENT_POLICY } from './begin-answer';
import { send } from './compression';
import type { Taken } from './intake';

/**
 * A page elsewhere could make a browser send it, unless the browser asks first; of a registered operation, without a cookie, nothing is
 * gained by it.
 */
export function isSafe({ headers }: IncomingMessage, { isRegistered = false }: Taken): boolean {
  if (isRegistered && headers.cookie === undefined) return true;
  return ['apollo-require-preflight', 'x-apollo-operation-name'].some((name) => (headers[name] ?? '') !== '');
}

/** With what is really asked in place of what it was asked by. */
export function forApollo(
  request: IncomingMessage,
  search: string,
  json: unknown,
  taken: Taken,
  asked: Asked,
): HTTPGraphQLRequest {
  const method = request.method ?? 'GET';
  const headers = headersOf(request);
  if (taken.asked === asked) return { method, headers, search, body: json };
  if (method === 'GET') {
    if (isSafe(request, taken)) headers.set('apollo-require-preflight', 'true');
    return { method, headers, search: searchOf(taken.asked), body: undefined };
  }
  const given = Object.entries(taken.asked).filter(([, value]) => value !== undefined);
  return { method, headers, search: '', body: Object.fromEntries(given) };
}

export async function sendResult(
  response: ServerResponse,
  { status, headers, body }: HTTPGraphQLResponse,
): Promise<void> {
  // Apollo's page loads what it consists of from elsewhere.
  if (headers.get('content-type')?.startsWith('text/html') === true) response.removeHeader(CONTENT_POLICY);
  if (body.kind === 'complete') {
    await send(response, status ?? 200, Object.fromEntries(headers), body.string);
    return;
  }
  response.writeHead(status ?? 200, Object.fromEntries(headers));
  for await (const chunk of body.asyncIterator) response.write(chunk);
  response.end();
}

function headersOf({ headers }: IncomingMessage): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}
