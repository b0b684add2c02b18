/** Serves an Apollo server over plain node:http, at /graphql: for the gateway and for subgraphs served alone. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import type { Listening } from '../environment';
import { Admission } from './admission';
import { answerGraphql, type CreateContext, type Endpoint, type Shortcut } from './answer-graphql';
import { beginAnswer, REQUEST_ID } from './begin-answer';
import type { NamedOperation } from './asked';
import { crossOrigin } from './cross-origin';
import { hardenedServer } from './http-server';
import { type HttpSettings, STANDARD } from './http-settings';
import type { Intake } from './intake';
import { jsonStatus } from './json-status';
import { listen } from './listen';
import { BodyReader } from './read-body';
import { refuse } from './refuse';

export type { Executed } from './answer-graphql';
export type { OperationRequest } from './asked';

const PATH = '/graphql';

interface Target {
  readonly pathname: string;
  /** With its question mark, or empty. */
  readonly search: string;
}

/** Answers a path beside /graphql; false where it is none of its own. */
export type OtherPaths = (
  request: IncomingMessage,
  response: ServerResponse,
  url: Target,
) => Promise<boolean>;

/** Settings that are not given are STANDARD. */
export interface ServingOptions<C> extends Partial<HttpSettings> {
  readonly otherPaths?: OtherPaths;
  readonly shortcut?: Shortcut<C>;
  /** Default: everything may be asked, as it is. */
  readonly intake?: Intake<C>;
}

/** Starts the Apollo server and listens; gives the endpoint's URL. `server.stop()` lets open requests finish. */
export async function serveGraphql<C extends object>(
  server: ApolloServer<C>,
  at: Listening,
  createContext: CreateContext<C>,
  { otherPaths, shortcut, intake = (asked) => ({ asked }), ...given }: ServingOptions<C> = {},
): Promise<string> {
  const settings = { ...STANDARD, ...given };
  const endpoint: Endpoint<C> = {
    ...{ server, createContext, intake, ...(shortcut === undefined ? {} : { shortcut }) },
    keepSeconds: settings.keepSeconds,
    bodies: new BodyReader(settings.mostBodyBytes),
    admission: new Admission(settings.concurrentRequests, settings.busyPercent),
  };
  const allowOrigins = crossOrigin(settings.origins);
  const httpServer = hardenedServer(settings, (request, response) => {
    beginAnswer(request, response);
    allowOrigins(request, response, () => {
      answer(endpoint, otherPaths, request, response).catch((cause: unknown) => {
        if (request.readableAborted) return; // the client has left, and nobody waits for an answer
        console.error(`request ${String(response.getHeader(REQUEST_ID))}:`, cause);
        refuse(response, {
          ...{ status: 500, code: 'INTERNAL_SERVER_ERROR' },
          message: 'The request could not be answered; the log holds the cause.',
        });
      });
    });
  });
  server.addPlugin(ApolloServerPluginDrainHttpServer({ httpServer }));
  server.addPlugin(jsonStatus);
  await server.start();
  try {
    return `${await listen(httpServer, at)}${PATH}`;
  } catch (cause) {
    await server.stop();
    throw cause;
  }
}

async function answer<C extends object>(
  endpoint: Endpoint<C>,
  otherPaths: OtherPaths | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = targetOf(request.url);
  const named = namedOperation(target);
  if (target.pathname === PATH || named !== undefined) {
    await answerGraphql(endpoint, request, response, target.search, named);
    return;
  }
  if ((await otherPaths?.(request, response, target)) === true) return;
  if (target.pathname === '/' && request.method === 'GET') {
    response.writeHead(307, { location: PATH }).end();
  } else {
    const message = `There is nothing at this path. The GraphQL endpoint is ${PATH}.`;
    refuse(response, { status: 404, code: 'BAD_REQUEST', message });
  }
}

/** `/v1/<client>/<operation>`: an operation that the client has registered. */
function namedOperation({ pathname, search }: Target): NamedOperation | undefined {
  const [, client, operation] = /^\/v1\/([\w-]+)\/(\w+)$/.exec(pathname) ?? [];
  if (client === undefined || operation === undefined) return undefined;
  return { client, operation, parameters: new URLSearchParams(search) };
}

/** A client may also send the whole URL, as it does to a proxy. */
function targetOf(url = '/'): Target {
  const local = url.replace(/^https?:\/\/[^/?]*/i, '');
  const question = local.indexOf('?');
  if (question === -1) return { pathname: local === '' ? '/' : local, search: '' };
  return { pathname: question === 0 ? '/' : local.slice(0, question), search: local.slice(question) };
}
