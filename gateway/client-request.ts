/** What a request to the gateway carries on to the subgraphs: its number, the trace that it is part of, and the caller's reach. */
import type { IncomingMessage } from 'node:http';
import { REQUEST_ID } from '../shared/http/begin-answer';
import { CALLER_UNITS } from '../shared/subgraph/caller';
import type { Viewer } from './execution/access-rules';
import type { ClientRequest } from './execution/subgraph-client';

/** https://www.w3.org/TR/trace-context/ */
const TRACE_CONTEXT = ['traceparent', 'tracestate'];

/** It has a number since it came in. */
export function clientRequest({ headers }: IncomingMessage, viewer: Viewer | undefined): ClientRequest {
  const carried: Record<string, string> = {
    [REQUEST_ID]: String(headers[REQUEST_ID]),
  };
  for (const name of TRACE_CONTEXT) {
    const value = headers[name];
    if (typeof value === 'string') carried[name] = value;
  }
  if (viewer?.units !== undefined) carried[CALLER_UNITS] = viewer.units.join(',');
  return viewer === undefined ? { headers: carried } : { headers: carried, viewer };
}

/** By which the log and the subgraphs know the request. */
export function requestIdOf({ headers }: ClientRequest): string {
  return headers[REQUEST_ID] ?? '';
}

/** The same for clients who get the same answers from a subgraph. */
export function visibility({ headers }: ClientRequest): string {
  return headers[CALLER_UNITS] ?? 'all units';
}

/** One request to a subgraph on behalf of several: it has the numbers of all, so that each can be followed, and the first one's trace. */
export function forAll(clients: readonly ClientRequest[]): ClientRequest {
  const [first = { headers: {} }, ...others] = new Set(clients);
  if (others.length === 0) return first;
  const ids = [first, ...others].flatMap(({ headers }) => headers[REQUEST_ID] ?? []);
  return { headers: { ...first.headers, [REQUEST_ID]: ids.join(',') } };
}
