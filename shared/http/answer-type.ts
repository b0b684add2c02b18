/** The content types of GraphQL over HTTP that a client may ask for. */
import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import { preferredType } from './negotiation';

const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';
/** As Apollo Server prefers them. */
const TYPES = [JSON_TYPE, GRAPHQL_TYPE, 'application/json; callbackSpec=1.0; charset=utf-8'];

/** By the Accept header: clients send a handful of different ones. */
const chosen = new LRUCache<string, { readonly type: string | undefined }>({ max: 100 });

/** The content type that the client prefers; undefined where Apollo Server has another answer than one JSON value, or none. */
export function answerType({ headers: { accept } }: IncomingMessage): string | undefined {
  if (accept === undefined || accept === '') return JSON_TYPE;
  let choice = chosen.get(accept);
  if (choice === undefined) {
    const type = preferredType(accept, TYPES);
    choice = { type: type === JSON_TYPE || type === GRAPHQL_TYPE ? type : undefined };
    if (accept.length <= 512) chosen.set(accept, choice);
  }
  return choice.type;
}
