import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { httpClient } from './http-client';
import type { ClientRequest, SubgraphClient, SubgraphOperation } from './subgraph-client';
import { TransientFault } from './subgraph-faults';

const QUERY: SubgraphOperation = { text: 'query ($code: ID!) { unit(code: $code) { name } }', kind: 'query' };
const ANSWER = { data: { unit: { name: 'Bắc Ninh' } } };
/** Small enough to see what happens beyond. */
const SETTINGS = { timeoutMs: 10_000, answerBytes: 100_000, concurrency: 4 };
const SHORT_MS = 300;
const CLIENT: ClientRequest = { headers: { 'x-request-id': 'r1', traceparent: '00-a-b-01' } };

let server: Server;
let client: SubgraphClient;
let connections: number;

async function serve(listener: RequestListener, timeoutMs = SETTINGS.timeoutMs): Promise<void> {
  connections = 0;
  server = createServer(listener).on('connection', (socket: Socket) => {
    connections++;
    socket.on('error', () => undefined);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  client = httpClient('directory', `http://127.0.0.1:${port}/graphql?v=1`, { ...SETTINGS, timeoutMs });
}

afterEach(async () => {
  await client.close();
  server.closeAllConnections();
  server.close();
});

const ask = () => client.ask(QUERY, '{"code":"27"}', CLIENT);

it('posts the operation with its variables, and passes on what the client request carries', async () => {
  let got: unknown;
  await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      got = { method, url, headers, body: JSON.parse(Buffer.concat(chunks).toString()) as unknown };
      response.end(JSON.stringify(ANSWER));
    });
  });
  expect(await ask()).toEqual(ANSWER);
  expect(got).toMatchObject({
    method: 'POST',
    url: '/graphql?v=1',
    headers: { 'content-type': 'application/json', 'x-request-id': 'r1', traceparent: '00-a-b-01' },
    body: { query: QUERY.text, variables: { code: '27' } },
  });
});

it('takes the release of the figures from the head, never from the body', async () => {
  await serve((request, response) => {
    if (request.headers['x-request-id'] === 'r1') response.setHeader('x-figures-release', '7');
    response.end(JSON.stringify({ ...ANSWER, release: '8' }));
  });
  expect((await ask()).release).toBe('7');
  expect(await client.ask(QUERY, '{}', { headers: {} })).toEqual(ANSWER);
});

it('asks again and again on the same connections', async () => {
  await serve((_, response) => response.end(JSON.stringify(ANSWER)));
  for (let i = 0; i < 10; i++) await ask();
  expect(connections).toBeLessThanOrEqual(2);
});

it('gives each of many at once its own answer', async () => {
  await serve((request, response) => {
    request.resume().on('end', () => {
      setTimeout(
        () => response.end(JSON.stringify({ data: { id: request.headers['x-request-id'] } })),
        Number(request.headers['x-request-id']) % 3,
      );
    });
  });
  const ids = Array.from({ length: 100 }, (_, i) => String(i));
  const answers = await Promise.all(
    ids.map((id) => client.ask(QUERY, '{}', { headers: { 'x-request-id': id } })),
  );
  expect(answers.map(({ data }) => data?.id)).toEqual(ids);
});

it.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
] as const)('reads an answer packed as %s', async (encoding, pack) => {
  await serve((_, response) => {
    response.setHeader('content-encoding', encoding).end(pack(JSON.stringify(ANSWER)));
  });
  expect(await ask()).toEqual(ANSWER);
});

const JSON_TYPE = { 'content-type': 'application/json' };

it.each<[string, RequestListener]>([
  ['HTML with an error', (_, response) => response.writeHead(500).end('<h1>Internal Server Error</h1>')],
  ['HTML', (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('{"data":{}}')],
  ['an error of the server', (_, response) => response.writeHead(500, JSON_TYPE).end('{"data":{}}')],
  ['too many requests', (_, response) => response.writeHead(429, JSON_TYPE).end('{"errors":[]}')],
  ['another address', (_, response) => response.writeHead(302, { location: '/' }).end('{"data":{}}')],
  ['a refusal without errors', (_, response) => response.writeHead(404, JSON_TYPE).end('{"data":{}}')],
  ['no GraphQL', (_, response) => response.end('[]')],
  ['data that are no object', (_, response) => response.end('{"data":[1]}')],
  ['lists in lists in lists', (_, response) => response.end(`{"data":{"x":${'['.repeat(501)}`)],
  ['errors that are no list', (_, response) => response.end('{"errors":"no"}')],
  ['an unknown packing', (_, response) => response.setHeader('content-encoding', 'x').end('{"data":{}}')],
  [
    'a head that announces too much',
    (_, response) => {
      response.writeHead(200, { 'content-length': 1e9 }).flushHeaders();
    },
  ],
  ['no head', () => undefined],
  [
    'a head alone',
    (_, response) => {
      response.writeHead(200, { 'content-length': 11 }).flushHeaders();
    },
  ],
  [
    'a byte now and then',
    (_, response) => {
      trickle(response, 'x');
    },
  ],
  [
    'no end',
    (_, response) => {
      trickle(response, ' '.repeat(20_000));
    },
  ],
  [
    'more, unpacked, than is taken',
    (_, response) => {
      response
        .setHeader('content-encoding', 'gzip')
        .end(gzipSync(Buffer.alloc(SETTINGS.answerBytes + 1, 0x20)));
    },
  ],
])(
  'has no answer for %s, and does not take it for a fault that may be over in a moment',
  async (_, listener) => {
    await serve(listener, SHORT_MS);
    const asked = ask();
    await expect(asked).rejects.toThrow();
    await expect(asked).rejects.not.toBeInstanceOf(TransientFault);
  },
);

function trickle(response: ServerResponse, text: string): void {
  const timer = setInterval(() => response.write(text), 10);
  response.on('close', () => {
    clearInterval(timer);
  });
}

it.each<[string, RequestListener]>([
  ['a proxy that does not reach it', (_, response) => response.writeHead(502).end('<h1>Bad Gateway</h1>')],
  ['a connection that ends at once', (_, response) => response.destroy()],
  [
    'a connection that ends in the middle',
    (_, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{"data":');
      setTimeout(() => response.destroy(), 20);
    },
  ],
])('takes %s for a fault that may be over in a moment', async (_, listener) => {
  await serve(listener);
  await expect(ask()).rejects.toBeInstanceOf(TransientFault);
});

it('takes the errors of a server that refuses the request as its answer', async () => {
  const refusal = { errors: [{ message: 'There is no such field.' }] };
  await serve((_, response) => response.writeHead(400, JSON_TYPE).end(JSON.stringify(refusal)));
  expect(await ask()).toEqual(refusal);
});

it('closes the connection of an answer that it gave up, and of no other', async () => {
  const used = new Map<unknown, Socket>();
  await serve((request, response) => {
    used.set(request.headers['x-request-id'], request.socket);
    if (request.headers['x-request-id'] === 'r1') response.end(JSON.stringify(ANSWER));
  }, SHORT_MS);
  const hung = client.ask(QUERY, '{}', { headers: { 'x-request-id': 'hung' } });
  expect(await ask()).toEqual(ANSWER);
  await expect(hung).rejects.toThrow(/no whole answer/);
  await until(() => used.get('hung')?.destroyed === true);
  expect(used.get('r1')?.destroyed).toBe(false);
});

it('gives up in time where there is no connection to be had', async () => {
  /** A connection that was made when its request had been given up is none of these: it is ready for the next. */
  const held = new Set<Socket>();
  await serve(({ socket }) => {
    held.add(socket.on('close', () => held.delete(socket)));
  }, SHORT_MS);
  const started = performance.now();
  const asked = Array.from({ length: 3 * SETTINGS.concurrency }, () => ask());
  const settled = await Promise.allSettled(asked);
  expect(settled.map(({ status }) => status)).toEqual(asked.map(() => 'rejected'));
  expect(performance.now() - started).toBeLessThan(SHORT_MS + 5_000);
  await until(() => held.size === 0);
});

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 300 && !condition(); i++) await sleep(10);
  expect(condition()).toBe(true);
}

it('has no answer where nobody listens', async () => {
  await serve((_, response) => response.end(JSON.stringify(ANSWER)));
  await new Promise((closed) => server.close(closed));
  await expect(ask()).rejects.toBeInstanceOf(TransientFault);
});

it('lets a scanner read the bytes, and parses what it leaves', async () => {
  await serve((_, response) => response.end(JSON.stringify(ANSWER)));
  const scanned = { data: { seen: true } };
  expect(await client.ask(QUERY, '{}', CLIENT, () => scanned)).toBe(scanned);
  expect(await client.ask(QUERY, '{}', CLIENT, () => undefined)).toEqual(ANSWER);
});
