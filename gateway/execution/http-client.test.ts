import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { httpClient, MOST_ANSWER_BYTES } from './http-client';
import type { ClientRequest, SubgraphClient, SubgraphOperation } from './subgraph-client';

const QUERY: SubgraphOperation = { text: 'query ($code: ID!) { unit(code: $code) { name } }', kind: 'query' };
const ANSWER = { data: { unit: { name: 'Bắc Ninh' } } };
const CLIENT: ClientRequest = { headers: { 'x-request-id': 'r1', traceparent: '00-a-b-01' } };

let server: Server;
let client: SubgraphClient;
let connections: number;

async function serve(listener: RequestListener): Promise<void> {
  connections = 0;
  server = createServer(listener).on('connection', () => connections++);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  client = httpClient('directory', `http://127.0.0.1:${port}/graphql?v=1`);
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

it('asks again and again on one connection', async () => {
  await serve((_, response) => response.end(JSON.stringify(ANSWER)));
  for (let i = 0; i < 5; i++) await ask();
  expect(connections).toBe(1);
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

it.each<[string, RequestListener]>([
  ['HTML', (_, response) => response.writeHead(500).end('<h1>Internal Server Error</h1>')],
  ['no GraphQL', (_, response) => response.end('[]')],
  ['data that are no object', (_, response) => response.end('{"data":[1]}')],
  ['errors that are no list', (_, response) => response.end('{"errors":"no"}')],
  ['an unknown packing', (_, response) => response.setHeader('content-encoding', 'x').end('{"data":{}}')],
  [
    'a connection that ends in the middle',
    (_, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{"data":');
      setTimeout(() => response.destroy(), 20);
    },
  ],
  [
    'more, unpacked, than is taken',
    (_, response) => {
      response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(MOST_ANSWER_BYTES + 1, 0x20)));
    },
  ],
])('has no answer for %s', async (_, listener) => {
  await serve(listener);
  await expect(ask()).rejects.toThrow();
});

it('has no answer where nobody listens', async () => {
  await serve((_, response) => response.end(JSON.stringify(ANSWER)));
  await new Promise((closed) => server.close(closed));
  await expect(ask()).rejects.toThrow();
});

it('lets a scanner read the bytes, and parses what it leaves', async () => {
  await serve((_, response) => response.end(JSON.stringify(ANSWER)));
  const scanned = { data: { seen: true } };
  expect(await client.ask(QUERY, '{}', CLIENT, () => scanned)).toBe(scanned);
  expect(await client.ask(QUERY, '{}', CLIENT, () => undefined)).toEqual(ANSWER);
});
