/** Serves an Apollo server over plain node:http, at /graphql: for the gateway and for subgraphs served alone. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import cors from 'cors';
import { errorCode } from '../error-code';
import { CodedError } from '../errors';
import type { Listening } from '../environment';
import { readBody } from './read-body';
import { refuse } from './refuse';

const PATH = '/graphql';

/** Answers a path beside /graphql; false where it is none of its own. */
export type OtherPaths = (
  request: IncomingMessage,
  response: ServerResponse,
  url: { readonly pathname: string; readonly search: string },
) => Promise<boolean>;

/** A request as JSON holds it, with nothing beside what it takes to run an operation. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/** The answer to a request that is known already, as JSON; undefined leaves the request to Apollo Server. */
export type Shortcut<C> = (
  request: OperationRequest,
  context: C,
) => Promise<{ readonly json: Buffer }> | undefined;

/** What the resolvers of one request share. Throws CodedError UNAUTHENTICATED for credentials that are not valid. */
export type CreateContext<C> = (request: IncomingMessage) => C | Promise<C>;

export interface ServingOptions<C> {
  readonly otherPaths?: OtherPaths;
  readonly shortcut?: Shortcut<C>;
  readonly mostBodyBytes?: number;
}

/** Starts the Apollo server and listens; gives the endpoint's URL. `server.stop()` lets open requests finish. */
export async function serveGraphql<C extends object>(
  server: ApolloServer<C>,
  { host, port }: Listening,
  createContext: CreateContext<C>,
  options: ServingOptions<C> = {},
): Promise<string> {
  const httpServer = createServer((request, response) => {
    allowOrigins(request, response, () => {
      answer({ server, createContext, ...options }, request, response).catch((cause: unknown) => {
        if (request.readableAborted) return; // the client has left, and nobody waits for an answer
        console.error(cause);
        refuse(
          response,
          500,
          'INTERNAL_SERVER_ERROR',
          'The request could not be answered; the log holds the cause.',
        );
      });
    });
  });
  server.addPlugin(ApolloServerPluginDrainHttpServer({ httpServer }));
  await server.start();
  try {
    httpServer.listen(port, host);
    await once(httpServer, 'listening');
  } catch (cause) {
    await server.stop();
    throw cannotListen(cause, host, port);
  }
  const { port: taken } = httpServer.address() as AddressInfo; // a TCP server's address is never a pipe's
  return `http://${host === '0.0.0.0' || host === '127.0.0.1' ? 'localhost' : host}:${taken}${PATH}`;
}

function cannotListen(cause: unknown, host: string, port: number): unknown {
  const reasons = new Map<unknown, string>([
    ['EADDRINUSE', 'another program listens there already'],
    ['EACCES', 'this user may not listen there'],
    ['EADDRNOTAVAIL', 'this machine does not have that address'],
    ['ENOTFOUND', 'there is no such host'],
  ]);
  const reason = reasons.get(errorCode(cause));
  if (reason === undefined) return cause;
  return new CodedError(
    'CONFIG_INVALID',
    `Cannot listen on ${host}, port ${port}: ${reason}. Set PORT or HOST.`,
  );
}

/** Any page may ask: the graph holds public figures only, and no cookie counts. */
const allowOrigins = cors({ methods: ['GET', 'HEAD', 'POST'] });

interface Served<C extends object> extends ServingOptions<C> {
  readonly server: ApolloServer<C>;
  readonly createContext: CreateContext<C>;
}

async function answer<C extends object>(
  { server, createContext, otherPaths, shortcut, mostBodyBytes }: Served<C>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [pathname = '', ...query] = (request.url ?? '/').split('?');
  const search = query.length === 0 ? '' : `?${query.join('?')}`;
  if (pathname === '/' && request.method === 'GET') {
    response.writeHead(307, { location: PATH }).end();
    return;
  }
  if (pathname !== PATH) {
    if (await otherPaths?.(request, response, { pathname, search })) return;
    refuse(response, 404, 'BAD_REQUEST', `There is nothing at this path. The GraphQL endpoint is ${PATH}.`);
    return;
  }
  const body = await readBody(request, mostBodyBytes);
  if ('status' in body) {
    refuse(response, body.status, 'BAD_REQUEST', body.message);
    return;
  }
  let context: C;
  try {
    context = await createContext(request);
  } catch (cause) {
    if (!(cause instanceof CodedError) || cause.code !== 'UNAUTHENTICATED') throw cause;
    response.setHeader('www-authenticate', 'Bearer');
    refuse(response, 401, cause.code, cause.message);
    return;
  }
  const plain = shortcut === undefined ? undefined : operationRequest(request, body.json);
  const answered = plain && (await shortcut?.(plain, context));
  if (answered !== undefined) {
    response.writeHead(200, JSON_HEADERS).end(answered.json);
    return;
  }
  const result = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method ?? 'GET',
      headers: headersOf(request),
      search,
      body: body.json,
    },
    context: () => Promise.resolve(context),
  });
  response.writeHead(result.status ?? 200, Object.fromEntries(result.headers));
  if (result.body.kind === 'complete') response.end(result.body.string);
  else {
    for await (const chunk of result.body.asyncIterator) response.write(chunk);
    response.end();
  }
}

/** As Apollo Server answers. */
const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

/** Undefined for all but the plainest request: what else there is, Apollo Server knows. */
function operationRequest({ method, headers }: IncomingMessage, body: unknown): OperationRequest | undefined {
  if (method !== 'POST' || !ACCEPTS_JSON.test(headers.accept ?? '*/*')) return undefined;
  if (typeof body !== 'object' || body === null) return undefined;
  const { query, operationName, variables, ...rest } = body as Record<string, unknown>;
  if (typeof query !== 'string' || Object.keys(rest).length > 0) return undefined;
  if (operationName != null && typeof operationName !== 'string') return undefined;
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables))) return undefined;
  return {
    query,
    operationName: operationName ?? undefined,
    variables: (variables ?? undefined) as OperationRequest['variables'],
  };
}

const ACCEPTS_JSON = /^(?!.*graphql-response).*(?:application\/json|\*\/\*)/;

function headersOf({ headers }: IncomingMessage): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}
