/** A gateway that runs serves its supergraph's file as it changes, unless the new one would break what it has promised. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { newKey } from '../gateway/identity/api-key';
import { writeKeys } from '../gateway/identity/client';
import { ask } from './ask';
import { run, type Running } from './stack';

const PATIENCE_MS = 20_000;
const folder = mkdtempSync(join(tmpdir(), 'followed-'));
const path = join(folder, 'supergraph.graphql');
const clientsFolder = join(folder, 'clients');
let words: WordsSubgraph;
let gateway: Running;
let lines: string[];

interface WordsSubgraph {
  readonly url: string;
  readonly server: Server;
  /** Milliseconds until it answers. */
  delay: number;
  asked: number;
}

/** Has every field that a test asks for. */
async function startWords(word: string): Promise<WordsSubgraph> {
  const server = createServer((request, response) => {
    subgraph.asked++;
    request.resume().on('end', () => {
      const data = { greeting: word, farewell: word, bye: word };
      setTimeout(() => response.end(JSON.stringify({ data })), subgraph.delay);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a pipe's
  const subgraph = { url: `http://127.0.0.1:${port}/`, server, delay: 0, asked: 0 };
  return subgraph;
}

function supergraphOf(fields: string, url = words.url): string {
  const typeDefs = parse(`type Query { ${fields} }`);
  return composeServices([{ name: 'words', url, typeDefs }]).supergraphSdl ?? '';
}

/** At once, as a careful operator does it. */
function replace(supergraph: string): void {
  writeFileSync(`${path}.new`, supergraph);
  renameSync(`${path}.new`, path);
}

/** The gateway's next line that says so. */
async function says(expected: RegExp, since: number): Promise<string> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const found = lines.slice(since).join('\n');
    if (expected.test(found)) return found;
    await sleep(20);
  }
  throw new Error(`The gateway has not said ${String(expected)}, but:\n${lines.slice(since).join('\n')}`);
}

async function serve(supergraph: string): Promise<string> {
  const since = lines.length;
  replace(supergraph);
  return says(/is served from now on/, since);
}

async function refuses(supergraph: string): Promise<string> {
  const since = lines.length;
  replace(supergraph);
  return says(/is not served, the one of before goes on/, since);
}

const KEY = newKey('portal', new Date());
const byName = async (name: string) => {
  const url = new URL(`/v1/portal/${name}`, gateway.url);
  return (await fetch(url, { headers: { 'x-api-key': KEY.text } })).json();
};

const DEADLINE_MS = 2000;

beforeEach(async () => {
  words = await startWords('xin chào');
  rmSync(clientsFolder, { recursive: true, force: true });
  mkdirSync(join(clientsFolder, 'portal'), { recursive: true });
  writeFileSync(join(clientsFolder, 'portal', 'client.yaml'), 'name: Portal\ncontact: data team\n');
  writeFileSync(join(clientsFolder, 'portal', 'greet.graphql'), 'query Greet { greeting }');
  writeKeys(clientsFolder, 'portal', [KEY.kept]);
  replace(supergraphOf('greeting: String'));
  lines = [];
  gateway = await run(['node', 'dist/gateway/main.js'], {
    ...{ SUPERGRAPH_PATH: path, CLIENTS_DIR: clientsFolder },
    ...{ REQUEST_DEADLINE_MS: String(DEADLINE_MS), SUBGRAPH_TIMEOUT_MS: String(DEADLINE_MS) },
  });
  const { stdout, stderr } = gateway.process;
  for (const stream of [stdout, stderr]) {
    if (stream !== null) createInterface(stream).on('line', (line) => lines.push(line));
  }
});
afterEach(async () => {
  await gateway.stop();
  words.server.closeAllConnections();
  words.server.close();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('serves a new field without a restart, and answers all the while', async () => {
  const other = '{ greeting, farewell }';
  expect((await ask(gateway.url, other)).status).toBe(400);
  const state = { isServed: false };
  const answers: unknown[] = [];
  const asking = (async () => {
    while (!state.isServed) answers.push((await ask(gateway.url, '{ greeting }')).data);
  })();
  await serve(supergraphOf('greeting: String, farewell: String'));
  state.isServed = true;
  await asking;
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set(['{"greeting":"xin chào"}']),
  );
  expect(await ask(gateway.url, other)).toEqual({
    status: 200,
    data: { greeting: 'xin chào', farewell: 'xin chào' },
  });
  expect(await byName('Greet')).toEqual({ data: { greeting: 'xin chào' } });
  const schema = await (await fetch(new URL('/schema.graphql', gateway.url))).text();
  expect(schema).toContain('farewell');
});

it.each([
  ['no GraphQL', () => 'not a supergraph {', /not GraphQL/],
  ['an empty file', () => '', /not GraphQL/],
  ['a schema that is no supergraph', () => 'type Query { greeting: String }', /names no subgraphs/],
  [
    'a supergraph that contradicts itself',
    () => supergraphOf('greeting: String').replace('greeting: String', 'greeting: Strange'),
    /Strange/,
  ],
  [
    'a subgraph without a URL',
    () => supergraphOf('greeting: String', 'nowhere'),
    /no URL for the subgraph "words"/,
  ],
])('does not serve %s', async (_, supergraph, reason) => {
  expect(await refuses(supergraph())).toMatch(reason);
  expect(await ask(gateway.url, '{ greeting }')).toEqual({ status: 200, data: { greeting: 'xin chào' } });
});

it('goes on when the file is gone, and serves the one that comes', async () => {
  const since = lines.length;
  rmSync(path);
  expect(await says(/the one of before goes on/, since)).toMatch(/no such file/);
  expect(await byName('Greet')).toEqual({ data: { greeting: 'xin chào' } });
  await serve(supergraphOf('greeting: String, farewell: String'));
  expect((await ask(gateway.url, '{ farewell }')).data).toEqual({ farewell: 'xin chào' });
});

it.each([
  ['takes a field away', 'farewell: String', /Cannot query field "greeting"/],
  ['gives another type', 'greeting: Int', /changed type from .String. to .Int./],
  [
    'asks for an argument',
    'greeting(lang: String!): String',
    /argument "lang" of type "String!" is required/,
  ],
])(
  'does not serve one that %s of what a client has registered, and names client and operation',
  async (_, fields, reason) => {
    const said = await refuses(supergraphOf(fields));
    expect(said).toMatch(/portal, operation Greet in .*greet\.graphql: /);
    expect(said).toMatch(reason);
    expect(await byName('Greet')).toEqual({ data: { greeting: 'xin chào' } });
    // Nobody needs it any more.
    rmSync(join(clientsFolder, 'portal', 'greet.graphql'));
    await sleep(1000);
    await serve(supergraphOf(`${fields}, bye: String`));
    expect((await ask(gateway.url, '{ bye }')).data).toEqual({ bye: 'xin chào' });
  },
);

it('ends on the supergraph of before what has begun on it, and closes what is not asked any more', async () => {
  const moved = await startWords('chào bạn');
  try {
    await serve(supergraphOf('greeting: String, bye: String'));
    await ask(gateway.url, '{ greeting }');
    words.delay = 1500;
    const begun = fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ bye }', extensions: { queryPlan: true } }),
    });
    await serve(supergraphOf('greeting: String, farewell: String', moved.url));
    expect(await ask(gateway.url, '{ greeting }')).toEqual({ status: 200, data: { greeting: 'chào bạn' } });
    // It has a field that is no more, and tells of the plan that it was executed by.
    expect(await (await begun).json()).toMatchObject({
      data: { bye: 'xin chào' },
      extensions: { queryPlan: { text: expect.stringContaining('bye') as unknown } },
    });
    expect([words.asked, moved.asked]).toEqual([2, 1]);
    const connections = () =>
      new Promise((resolve) => {
        words.server.getConnections((_, count) => {
          resolve(count);
        });
      });
    expect(await connections()).toBeGreaterThan(0);
    await sleep(DEADLINE_MS + 500);
    expect(await connections()).toBe(0);
    expect((await ask(gateway.url, '{ greeting }')).data).toEqual({ greeting: 'chào bạn' });
  } finally {
    moved.server.closeAllConnections();
    moved.server.close();
  }
});

it('serves the last of several that come one after the other', async () => {
  const since = lines.length;
  for (let i = 0; i < 10; i++) {
    replace(supergraphOf(`greeting: String, farewell: String, f${i}: String`));
    await sleep(i * 40);
  }
  await says(/is served from now on/, since);
  const end = performance.now() + PATIENCE_MS;
  const isLast = async () =>
    (await (await fetch(new URL('/schema.graphql', gateway.url))).text()).includes('f9: String');
  while (!(await isLast()) && performance.now() < end) await sleep(100);
  expect(await isLast()).toBe(true);
  expect(await byName('Greet')).toEqual({ data: { greeting: 'xin chào' } });
});
