/** The gateway alone, on a supergraph that is not the product's. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { ACCESS_DEFINITIONS } from '../shared/subgraph/access-spec';
import { ask } from './ask';
import { runCommand } from './run-command';
import { run, type Running } from './stack';

const folder = mkdtempSync(join(tmpdir(), 'supergraph-'));
const path = join(folder, 'supergraph.graphql');
let subgraph: Server;
let gateway: Running | undefined;

const TYPES = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective"])
  ${ACCESS_DEFINITIONS}
  type Mutation { greet: String }
  type Query { greeting: String! agreed: String @policy(policies: [["sharing-agreement"]]) }`;
const CLIENTS = { CLIENTS_DIR: join(folder, 'clients') };

const start = (supergraph: string) =>
  run(['node', 'dist/gateway/main.js'], { SUPERGRAPH_PATH: supergraph, ...CLIENTS });

let agreedKey: string;
let otherKey: string;

async function keyOf(id: string, ...granted: string[]): Promise<string> {
  const args = ['create', id, '--name', 'Portal', '--contact', 'data team', ...granted];
  const { out } = await runCommand('gateway/identity/command.js', args, CLIENTS);
  return out.split('\n')[0] ?? '';
}

beforeAll(async () => {
  subgraph = createServer((request, response) => {
    request
      .resume()
      .on('end', () =>
        response.end('{"data":{"greeting":"xin chào","hello":"xin chào","agreed":"chào bạn"}}'),
      );
  });
  await once(subgraph.listen(0, '127.0.0.1'), 'listening');
  const { port } = subgraph.address() as AddressInfo;
  const { supergraphSdl = '' } = composeServices([
    { name: 'words', url: `http://127.0.0.1:${port}/`, typeDefs: parse(TYPES) },
  ]);
  writeFileSync(path, supergraphSdl);
  agreedKey = await keyOf('agreed', '--policy', 'sharing-agreement');
  otherKey = await keyOf('other', '--scope', 'sharing-agreement');
  gateway = await start(path);
});
afterAll(async () => {
  await gateway?.stop();
  subgraph.closeAllConnections();
  subgraph.close();
  rmSync(folder, { recursive: true });
});

it('answers from the subgraphs that the file names', async () => {
  expect(await ask(gateway?.url ?? '', '{ hello: greeting }')).toMatchObject({ data: { hello: 'xin chào' } });
});

it('answers a known operation as it did the first time', async () => {
  const first = await ask(gateway?.url ?? '', '{ greeting __typename }');
  expect(await ask(gateway?.url ?? '', '{ greeting __typename }')).toEqual(first);
});

it('shows what a policy guards to who has agreed to it', async () => {
  const greeting = 'xin chào';
  const withheld = {
    data: { greeting, agreed: null },
    errors: [{ path: ['agreed'], extensions: { code: 'FORBIDDEN' } }],
  };
  const askAs = async (headers: Record<string, string>) => {
    const body = JSON.stringify({ query: '{ greeting agreed }' });
    const all = { 'content-type': 'application/json', ...headers };
    const response = await fetch(gateway?.url ?? '', { method: 'POST', headers: all, body });
    return response.json();
  };
  expect(await askAs({ 'x-api-key': agreedKey })).toEqual({ data: { greeting, agreed: 'chào bạn' } });
  expect(await askAs({ 'x-api-key': otherKey })).toMatchObject(withheld);
  expect(await askAs({})).toMatchObject(withheld);
});

const JSON_TYPE = { 'content-type': 'application/json' };
it.each<[string, RequestInit, number, RegExp]>([
  ['a browser’s GET', {}, 400, /Expected .*for GET the header apollo-require-preflight/],
  ['a body of a form', { method: 'POST', body: 'query={greeting}' }, 400, /Content-Type: application\/json/],
  ['no operation', { method: 'POST', headers: JSON_TYPE, body: '{"query":""}' }, 400, /has no operation/],
  ['an empty object', { method: 'POST', headers: JSON_TYPE, body: '{}' }, 400, /is an empty object/],
  [
    'an answer that cannot be given',
    { method: 'POST', headers: { ...JSON_TYPE, accept: 'image/png' }, body: '{"query":"{ greeting }"}' },
    406,
    /The Accept header .* Expected application\/graphql-response\+json/,
  ],
])('says in its own words what it expected: %s', async (_, init, status, message) => {
  const response = await fetch(gateway?.url ?? '', init);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({
    errors: [{ message: expect.stringMatching(message) as unknown, extensions: { code: 'BAD_REQUEST' } }],
  });
});

it('lets GET change nothing, and says how to', async () => {
  const headers = { 'apollo-require-preflight': 'true' };
  const response = await fetch(`${gateway?.url ?? ''}?query=mutation{greet}`, { headers });
  expect(response.status).toBe(405);
  expect(await response.json()).toMatchObject({
    errors: [{ message: expect.stringContaining('Send a mutation with POST') as unknown }],
  });
});

it('says that it is up', async () => {
  const response = await fetch(new URL('/health', gateway?.url));
  expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
});

it.each([
  ['a file that is not there', join(folder, 'none.graphql'), /SUPERGRAPH_PATH names .*none\.graphql/],
  ['a file that is no supergraph', 'package.json', /The supergraph is not GraphQL/],
])('does not start on %s, and says why', async (_, supergraph, reason) => {
  await expect(start(supergraph)).rejects.toThrow(reason);
});
