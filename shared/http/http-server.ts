/** A server of node:http that waits for no client longer than it should, and answers in JSON to what is no HTTP. */
import { randomUUID } from 'node:crypto';
import {
  createServer,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { errorCode } from '../error-code';
import { REQUEST_ID, STANDARD_HEADERS } from './begin-answer';
import type { HttpSettings } from './http-settings';
import { refusalJson } from './refuse';

/** Milliseconds that a client may leave an answer unread, or an answer may leave the client waiting. */
const MOST_STANDSTILL = 120_000;
/** How exact the timeouts are, as a part of the shortest. */
const CHECKS = 5;

export function hardenedServer(settings: HttpSettings, listener: RequestListener): Server {
  const { headersTimeout, requestTimeout, keepAliveTimeout } = settings;
  const server = createServer(
    {
      ...{ headersTimeout, requestTimeout, keepAliveTimeout },
      maxHeaderSize: settings.mostHeaderBytes,
      connectionsCheckingInterval: Math.ceil(Math.min(headersTimeout, requestTimeout) / CHECKS),
    },
    listener,
  );
  server.maxConnections = settings.mostConnections;
  server.timeout = MOST_STANDSTILL;
  const latest = new WeakMap<Duplex, ServerResponse>();
  server.prependListener('request', ({ socket }, response) => latest.set(socket, response));
  server.on('clientError', (fault, socket) => {
    // The bytes of another answer would be taken for a part of the one that has begun.
    const begun = latest.get(socket);
    const isAnswering = begun?.headersSent === true && !begun.writableFinished;
    if (!socket.writable || isAnswering || errorCode(fault) === 'ECONNRESET') socket.destroy();
    else socket.end(rawAnswer(errorCode(fault), settings), () => socket.destroy());
  });
  // A body that will be refused is not asked for.
  server.on('checkContinue', (request, response) => {
    if (Number(request.headers['content-length'] ?? 0) <= settings.mostBodyBytes) response.writeContinue();
    server.emit('request', request, response);
  });
  return server;
}

/** For a request that has not become one: there is no response to write to. */
function rawAnswer(fault: unknown, { mostHeaderBytes }: HttpSettings): string {
  const [status, message] = meaning(fault, mostHeaderBytes);
  const json = refusalJson('BAD_REQUEST', message);
  const headers = Object.entries({
    ...STANDARD_HEADERS,
    [REQUEST_ID]: randomUUID(),
    'content-type': 'application/json; charset=utf-8',
    'content-length': json.length,
    connection: 'close',
  });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return `${head.join('\r\n')}\r\n\r\n${json.toString()}`;
}

function meaning(fault: unknown, mostHeaderBytes: number): readonly [status: number, message: string] {
  switch (fault) {
    case 'HPE_HEADER_OVERFLOW':
      return [
        431,
        `The head of the request has more than ${mostHeaderBytes} bytes. Send long queries by POST.`,
      ];
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return [413, 'The chunks of the body have too long extensions. Expected none.'];
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return [408, 'The request took too long to arrive. Send all of it at once.'];
    default:
      return [400, 'What was received is not an HTTP/1.1 request.'];
  }
}
