/** Answers GraphQL requests: those that are known already by the shortcut, all others by Apollo Server. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer, HTTPGraphQLResponse } from '@apollo/server';
import { type Admission, refuseForNow } from './admission';
import { forApollo, isSafe, sendResult } from './apollo-exchange';
import { send, sentTag } from './compression';
import { answerType } from './answer-type';
import { askedOf, isObject, isPlain, type NamedOperation, type OperationRequest } from './asked';
import type { Intake, Taken } from './intake';
import { isKept, keepingHeaders } from './keep-answer';
import type { BodyReader } from './read-body';
import { type Refusal, refuse, refuseCredential } from './refuse';

/** A whole answer. */
export interface Executed {
  /** As JSON. */
  readonly json: Buffer;
  /** Without an error in it. */
  readonly isFaultless: boolean;
}

/**
 * The answer to a request that is known already; undefined leaves the request to Apollo Server.
 * @param isGet so that only a query is executed
 */
export type Shortcut<C> = (
  request: OperationRequest,
  context: C,
  isGet: boolean,
) => Promise<Executed> | undefined;

/** What the resolvers of one request share. Throws CodedError UNAUTHENTICATED for credentials that are not valid, RATE_LIMITED. */
export type CreateContext<C> = (request: IncomingMessage) => C | Promise<C>;

export interface Endpoint<C extends object> {
  readonly server: ApolloServer<C>;
  readonly createContext: CreateContext<C>;
  readonly shortcut?: Shortcut<C>;
  readonly intake: Intake<C>;
  /** How long the answers to persisted queries may be kept. */
  readonly keepSeconds: number;
  readonly bodies: BodyReader;
  readonly admission: Admission;
}

/**
 * @param search the URL's query, with its question mark, or empty
 * @param named the operation that the path names
 */
export async function answerGraphql<C extends object>(
  endpoint: Endpoint<C>,
  request: IncomingMessage,
  response: ServerResponse,
  search: string,
  named?: NamedOperation,
): Promise<void> {
  const { method } = request;
  if (method !== 'GET' && (method !== 'POST' || named !== undefined)) {
    const allowed = named === undefined ? ['GET', 'POST'] : ['GET'];
    response.setHeader('allow', [...allowed, 'OPTIONS'].join(', '));
    const message = `The method is ${method ?? 'missing'}. Expected ${allowed.join(' or ')}.`;
    refuse(response, { status: 405, code: 'BAD_REQUEST', message });
    return;
  }
  const { admission } = endpoint;
  if (admission.isFull) {
    refuseForNow(response, FULL);
    return;
  }
  const body = await endpoint.bodies.read(request);
  if ('status' in body) {
    if (body.status === 503) refuseForNow(response, body.message);
    else refuse(response, body);
    return;
  }
  // Only now: one who sends a body slowly takes no other's place.
  if (!admission.enter()) {
    refuseForNow(response, FULL);
    return;
  }
  try {
    await answerAdmitted(endpoint, request, response, search, body.json, named);
  } finally {
    admission.leave();
  }
}

const FULL = 'As many requests are being answered as can be at a time. Try again in a second.';

async function answerAdmitted<C extends object>(
  endpoint: Endpoint<C>,
  request: IncomingMessage,
  response: ServerResponse,
  search: string,
  json: unknown,
  named: NamedOperation | undefined,
): Promise<void> {
  const { server, createContext, intake } = endpoint;
  let context: C;
  try {
    context = await createContext(request);
  } catch (cause) {
    refuseCredential(response, cause);
    return;
  }
  const asked = named === undefined ? askedOf(request, search, json) : { named };
  if (asked === undefined) {
    if (Array.isArray(json)) refuse(response, A_LIST);
    else refuse(response, request.method === 'GET' || isObject(json) ? OUT_OF_FORM : NO_OBJECT);
    return;
  }
  const taken = await intake(asked, context, request);
  for (const [name, value] of Object.entries(taken.headers ?? {})) response.setHeader(name, value);
  if (taken.refused !== undefined) {
    refuse(response, taken.refused);
    return;
  }
  const executed = await byShortcut(endpoint, request, taken, context);
  if (executed !== undefined) {
    await sendExecuted(endpoint, response, taken, executed);
    return;
  }
  const result = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: forApollo(request, search, json, taken, asked),
    context: () => Promise.resolve(context),
  });
  const isKeepable = request.method === 'GET' && taken.isPersisted === true;
  const whole = isKeepable ? wholeAnswer(result) : undefined;
  if (whole === undefined) await sendResult(response, result);
  else await sendExecuted(endpoint, response, taken, whole);
}

/** Apollo Server would execute some of it, and nobody would have looked at it before. */
const OUT_OF_FORM: Refusal = {
  status: 400,
  code: 'BAD_REQUEST',
  message:
    'The request is not in the form of GraphQL over HTTP. Expected query, operationName and documentId as texts, variables and extensions as objects.',
};

const A_LIST: Refusal = {
  status: 400,
  code: 'BAD_REQUEST',
  message:
    'The body is a list. Expected one request as a JSON object: send several one by one, or as one operation with aliases.',
};

const NO_OBJECT: Refusal = {
  status: 400,
  code: 'BAD_REQUEST',
  message:
    'The body is missing or no JSON object, or its type is not said. Expected Content-Type: application/json and such as {"query": "{ … }"}.',
};

/** Undefined for an answer that has an error, or a status or headers of its own. */
function wholeAnswer({ status = 200, headers, body }: HTTPGraphQLResponse): WellKnown | undefined {
  const type = headers.get('content-type') ?? '';
  if (status !== 200 || body.kind !== 'complete' || !type.includes('json')) return undefined;
  const { errors } = JSON.parse(body.string) as { errors?: unknown };
  return errors === undefined ? { json: Buffer.from(body.string), isFaultless: true, type } : undefined;
}

interface WellKnown extends Executed {
  readonly type: string;
}

async function byShortcut<C extends object>(
  { shortcut }: Endpoint<C>,
  request: IncomingMessage,
  taken: Taken,
  context: C,
): Promise<WellKnown | undefined> {
  const { asked } = taken;
  const type = answerType(request);
  const isGet = request.method === 'GET';
  if (type === undefined || !isPlain(asked) || (isGet && !isSafe(request, taken))) return undefined;
  const executed = await shortcut?.(asked, context, isGet);
  return executed && { ...executed, type };
}

async function sendExecuted<C extends object>(
  { keepSeconds }: Endpoint<C>,
  response: ServerResponse,
  taken: Taken,
  { json, type, isFaultless }: WellKnown,
): Promise<void> {
  const { req: request } = response;
  if (request.method !== 'GET' || taken.isPersisted !== true || !isFaultless) {
    await send(response, 200, { 'content-type': type, 'cache-control': 'no-store' }, json);
    return;
  }
  const isPrivate = request.headers.authorization !== undefined || request.headers['x-api-key'] !== undefined;
  const keeping = keepingHeaders(json, keepSeconds, isPrivate);
  const headers = { ...keeping, vary: VARIES };
  if (isKept(request, keeping.etag))
    response.writeHead(304, { ...headers, etag: sentTag(request, keeping.etag, json.length) }).end();
  else await send(response, 200, { 'content-type': type, ...headers }, json);
}

const VARIES = 'Accept-Encoding, Accept, X-API-Key, Authorization, Origin';
