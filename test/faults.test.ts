/**
 * One of two subgraphs breaks in every way that a server on a network can: the other's fields stand, one error says which system is
 * at fault and not where it runs, the answer comes in time, and all is well when the subgraph is. FAULT_TABLE=1 prints what was seen.
 */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { ask, type AskAnswer } from './ask';
import { run, type Running } from './stack';

const TIMEOUT_MS = 1_000;
const DEADLINE_MS = 1_500;
/** For a machine that has much else to do. */
const SLACK_MS = 5_000;
const SETTINGS = {
  ...{
    SUBGRAPH_TIMEOUT_MS: String(TIMEOUT_MS),
    REQUEST_DEADLINE_MS: String(DEADLINE_MS),
    MAX_CONCURRENT_REQUESTS: '400',
  },
  ...{ SUBGRAPH_BREAKER_FAILURES: '4', SUBGRAPH_BREAKER_OPEN_MS: '300' },
};
const FEDERATION =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])';

type Answer = (response: ServerResponse, body: string) => void;

/** What a subgraph answers to entities, and to all else. */
const answers =
  (entity: object, data: object): Answer =>
  (response, body) => {
    const isOfEntities = body.includes('_entities');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data: isOfEntities ? { _entities: [entity] } : data }));
  };
const UNIT = { __typename: 'Unit', id: '27', name: 'Bắc Ninh' };
const rightly = answers({ tickets: 7 }, { newest: { unit: { __typename: 'Unit', id: '27' } } });

function subgraph(initial: Answer) {
  const served = { answer: initial, asked: 0 };
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    served.asked++;
    response.on('error', () => undefined);
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      served.answer(response, body);
    });
  };
  const server = createServer(listener);
  const listen = async (port = 0) => {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return (server.address() as AddressInfo).port;
  };
  const close = async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((closed) => server.close(closed));
  };
  return Object.assign(served, { listen, close });
}

const folder = mkdtempSync(join(tmpdir(), 'faults-'));
const units = subgraph(answers(UNIT, { unit: UNIT }));
const tickets = subgraph(rightly);
let port: number;
let gateway: Running;
const table: string[] = [];

beforeAll(async () => {
  const unitsPort = await units.listen();
  port = await tickets.listen();
  const { supergraphSdl = '', errors } = composeServices([
    {
      ...{ name: 'units', url: `http://127.0.0.1:${unitsPort}/` },
      typeDefs: parse(
        `${FEDERATION} type Query { unit: Unit } type Unit @key(fields: "id") { id: ID! name: String }`,
      ),
    },
    {
      ...{ name: 'tickets', url: `http://127.0.0.1:${port}/secret` },
      typeDefs: parse(
        `${FEDERATION} type Query { newest: Ticket } type Ticket { unit: Unit }
         type Unit @key(fields: "id") { id: ID! name: String @external tickets(of: Int): Int @requires(fields: "name") }`,
      ),
    },
  ]);
  if (errors !== undefined) throw new Error(String(errors));
  const path = join(folder, 'supergraph.graphql');
  writeFileSync(path, supergraphSdl);
  gateway = await run(['node', 'dist/gateway/main.js'], { SUPERGRAPH_PATH: path, ...SETTINGS });
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all([units.close(), tickets.close()]);
  rmSync(folder, { recursive: true });
  if (process.env.FAULT_TABLE === '1')
    console.log(['| fault | client saw | ms | RSS MB before, after |', ...table].join('\n'));
});

const QUERY = '{ unit { name tickets } }';
/** With a variable of its own for each request, none is shared with another. */
const APART = 'query ($of: Int) { unit { name tickets(of: $of) } }';
const RIGHT = { unit: { name: 'Bắc Ninh', tickets: 7 } };

async function timed(
  query: string,
  variables?: Record<string, unknown>,
): Promise<AskAnswer & { readonly ms: number }> {
  const started = performance.now();
  const answer = await ask(gateway.url, query, variables);
  const ms = performance.now() - started;
  expect(ms).toBeLessThan(DEADLINE_MS + SLACK_MS);
  return { ...answer, ms };
}

async function recovered(): Promise<void> {
  tickets.answer = rightly;
  let answer = await ask(gateway.url, QUERY);
  for (let i = 0; i < 100 && answer.errors !== undefined; i++) {
    await sleep(50);
    answer = await ask(gateway.url, QUERY);
  }
  expect(answer).toEqual({ status: 200, data: RIGHT });
}

/** In megabytes; only Linux tells. */
function memory(): number {
  if (process.platform !== 'linux') return 0;
  const status = readFileSync(`/proc/${String(gateway.process.pid)}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}

function writeEvery(milliseconds: number, text: string, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(text), milliseconds);
  response.on('close', () => {
    clearInterval(timer);
  });
}

const json = (response: ServerResponse) => response.setHeader('content-type', 'application/json');
const LARGE = `{"data":{"_entities":[{"tickets":7}],"x":"${'x'.repeat(30_000_000)}"}}`;
const BOMB = gzipSync(Buffer.alloc(300_000_000, ' '));
const DEEP = `{"data":{"_entities":[{"tickets":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}]}}`;

const UNAVAILABLE = 'SUBGRAPH_UNAVAILABLE';
const FAULTS: readonly (readonly [string, string, Answer])[] = [
  ['accepts and never answers', UNAVAILABLE, () => undefined],
  [
    'sends its head alone',
    UNAVAILABLE,
    (response) => {
      json(response).writeHead(200, { 'content-length': 100 }).flushHeaders();
    },
  ],
  [
    'sends a byte now and then',
    UNAVAILABLE,
    (response) => {
      writeEvery(20, ' ', response);
    },
  ],
  ['closes the connection', UNAVAILABLE, (response) => response.destroy()],
  [
    'resets the connection in the middle',
    UNAVAILABLE,
    (response) => {
      json(response).writeHead(200, { 'content-length': 100 }).write('{"data":');
      setTimeout(() => response.socket?.resetAndDestroy(), 20);
    },
  ],
  [
    'answers 502 with HTML',
    UNAVAILABLE,
    (response) => {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway of 10.1.2.3</h1>');
    },
  ],
  [
    'answers 200 with HTML',
    UNAVAILABLE,
    (response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Login</h1>');
    },
  ],
  [
    'answers 500 with GraphQL',
    UNAVAILABLE,
    (response) => {
      json(response).writeHead(500).end('{"errors":[{"message":"SELECT secret"}]}');
    },
  ],
  [
    'answers 400 with GraphQL',
    'INTERNAL_SERVER_ERROR',
    (response) => {
      json(response).writeHead(400).end('{"errors":[{"message":"SELECT secret"}]}');
    },
  ],
  ['answers what is not JSON', UNAVAILABLE, (response) => json(response).end('{"data":{')],
  ['answers what is not GraphQL', UNAVAILABLE, (response) => json(response).end('[7]')],
  [
    'answers no list of entities',
    UNAVAILABLE,
    (response) => json(response).end('{"data":{"_entities":"secret"}}'),
  ],
  [
    'answers a value of another type',
    'INTERNAL_SERVER_ERROR',
    (response) => json(response).end('{"data":{"_entities":[{"tickets":"secret"}]}}'),
  ],
  ['answers 30 MB', UNAVAILABLE, (response) => json(response).end(LARGE)],
  [
    'answers 30 MB in pieces',
    UNAVAILABLE,
    (response) => {
      json(response).write(LARGE);
      response.end();
    },
  ],
  [
    'answers without end',
    UNAVAILABLE,
    (response) => {
      writeEvery(1, ' '.repeat(1_000_000), response);
    },
  ],
  [
    'sends a gzip bomb',
    UNAVAILABLE,
    (response) => json(response).setHeader('content-encoding', 'gzip').end(BOMB),
  ],
  ['nests a million deep', UNAVAILABLE, (response) => json(response).end(DEEP)],
];

it('answers from both while both are well', recovered);

it.each(FAULTS)('a subgraph that %s costs its own fields and one error', async (fault, code, answer) => {
  await recovered();
  const before = memory();
  tickets.answer = answer;
  const { status, data, errors, ms } = await timed(QUERY);
  table.push(
    `| ${fault} | ${String(status)} ${JSON.stringify(data)} ${String(errors?.[0]?.extensions?.code)} | ${ms.toFixed(0)} | ${before.toFixed(0)}, ${memory().toFixed(0)} |`,
  );
  expect({ status, data }).toEqual({ status: 200, data: { unit: { name: 'Bắc Ninh', tickets: null } } });
  expect(errors).toMatchObject([{ path: ['unit', 'tickets'], extensions: { code, system: 'tickets' } }]);
  expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|10\.1\.2\.3|secret|ECONN|http:|SELECT|<h1>/);
  expect(gateway.process.exitCode).toBeNull();
  await recovered();
});

it('is answered for at once when nobody listens, and found again when somebody does', async () => {
  await recovered();
  await tickets.close();
  for (let i = 0; i < 6; i++) {
    const { data, errors } = await timed(QUERY);
    expect(data).toEqual({ unit: { name: 'Bắc Ninh', tickets: null } });
    expect(errors).toMatchObject([
      { path: ['unit', 'tickets'], extensions: { code: UNAVAILABLE, system: 'tickets' } },
    ]);
  }
  await tickets.listen(port);
  await recovered();
});

it('is left alone once it is known to be down', async () => {
  await recovered();
  tickets.answer = (response) => response.writeHead(500).end();
  tickets.asked = 0;
  for (let wave = 0; wave < 5; wave++)
    await Promise.all(Array.from({ length: 100 }, (_, i) => timed(APART, { of: 100 * wave + i })));
  // Those of the first wave were asked before it was known.
  expect(tickets.asked).toBeLessThan(150);
  await recovered();
});

it('takes nothing from clients who ask the other one while it hangs', async () => {
  await recovered();
  tickets.answer = () => undefined;
  const hung = Array.from({ length: 100 }, (_, i) => timed(APART, { of: i }));
  const others = await Promise.all(Array.from({ length: 50 }, () => ask(gateway.url, '{ unit { name } }')));
  expect(new Set(others.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify({ status: 200, data: { unit: { name: 'Bắc Ninh' } } })]),
  );
  for (const { data } of await Promise.all(hung)) expect(data).toMatchObject({ unit: { name: 'Bắc Ninh' } });
  await recovered();
});

it('is waited for no longer than a whole request may take, each time a little', async () => {
  await recovered();
  tickets.answer = (...asked) => {
    setTimeout(() => {
      rightly(...asked);
    }, 0.8 * TIMEOUT_MS);
  };
  // Asked twice, one after the other: `tickets` needs the name, which the other subgraph has.
  const { data, errors } = await timed('{ newest { unit { name tickets } } }');
  expect(data).toEqual({ newest: { unit: { name: 'Bắc Ninh', tickets: null } } });
  expect(errors).toMatchObject([
    { path: ['newest', 'unit', 'tickets'], extensions: { code: 'DEADLINE_EXCEEDED', system: 'tickets' } },
  ]);
  expect((await timed(QUERY)).data).toEqual(RIGHT);
  await recovered();
});

it('cannot bring the gateway down with what clients share', async () => {
  await recovered();
  tickets.answer = (response) =>
    json(response).end(`{"data":{"newest":{"unit":${'{"unit":'.repeat(500_000)}1${'}'.repeat(500_000)}}}}`);
  const answers = await Promise.all([1, 2, 3].map(() => ask(gateway.url, '{ newest { unit { id } } }')));
  for (const { errors } of answers) expect(errors).toHaveLength(1);
  expect(gateway.process.exitCode).toBeNull();
  await recovered();
});
