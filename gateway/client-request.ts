/** What a request to the gateway carries on to the subgraphs: its number, the trace that it is part of, and the caller's reach. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { MOST_ID_LENGTH, REQUEST_ID } from '../shared/http/begin-answer';
import { CALLER_UNITS } from '../shared/subgraph/caller';
import type { Viewer } from './execution/access-rules';
import type { ClientRequest } from './execution/subgraph-client';

/** https://www.w3.org/TR/trace-context/ */
const TRACE_PARENT = /^(?!ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}$/;
/** As long as everybody has to carry on. */
const TRACE_STATE = /^[\t\x20-\x7e]{1,512}$/;

/** It has a number since it came in. */
export function clientRequest({ headers }: IncomingMessage, viewer: Viewer | undefined): ClientRequest {
  const carried: Record<string, string> = {
    [REQUEST_ID]: String(headers[REQUEST_ID]),
    ...traceContext(headers),
  };
  if (viewer?.units !== undefined) carried[CALLER_UNITS] = viewer.units.join(',');
  return viewer === undefined ? { headers: carried } : { headers: carried, viewer };
}

/**
 * What is not in its form is dropped: a subgraph that refuses a head that is too long would be taken for one that is down. A state
 * without its parent says nothing.
 */
function traceContext({ traceparent, tracestate }: IncomingHttpHeaders): Record<string, string> {
  if (typeof traceparent !== 'string' || !TRACE_PARENT.test(traceparent)) return {};
  return typeof tracestate === 'string' && TRACE_STATE.test(tracestate)
    ? { traceparent, tracestate }
    : { traceparent };
}

/** By which the log and the subgraphs know the request. */
export function requestIdOf({ headers }: ClientRequest): string {
  return headers[REQUEST_ID] ?? '';
}

/** The same for clients who get the same answers from a subgraph. */
export function visibility({ headers }: ClientRequest): string {
  return headers[CALLER_UNITS] ?? 'all units';
}

/**
 * One request to a subgraph on behalf of several: it has the numbers of all, so that each can be followed, as far as a header may hold
 * them, and the first one's trace.
 */
export function forAll(clients: readonly ClientRequest[]): ClientRequest {
  const [first = { headers: {} }, ...others] = new Set(clients);
  if (others.length === 0) return first;
  const ids = [first, ...others].flatMap(({ headers }) => headers[REQUEST_ID] ?? []);
  return { headers: { ...first.headers, [REQUEST_ID]: joined(ids) } };
}

function joined([first = '', ...others]: readonly string[]): string {
  let all = first;
  for (const id of others) if (all.length + 1 + id.length <= MOST_ID_LENGTH) all += `,${id}`;
  return all;
}
