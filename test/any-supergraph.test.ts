/** The gateway alone, on a supergraph that is not the product's. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { ask } from './ask';
import { run, type Running } from './stack';

const folder = mkdtempSync(join(tmpdir(), 'supergraph-'));
const path = join(folder, 'supergraph.graphql');
let subgraph: Server;
let gateway: Running | undefined;

const start = (supergraph: string) => run(['node', 'dist/gateway/main.js'], { SUPERGRAPH_PATH: supergraph });

beforeAll(async () => {
  subgraph = createServer((request, response) => {
    request.resume().on('end', () => response.end('{"data":{"greeting":"xin chào","hello":"xin chào"}}'));
  });
  await once(subgraph.listen(0, '127.0.0.1'), 'listening');
  const { port } = subgraph.address() as AddressInfo;
  const { supergraphSdl = '' } = composeServices([
    { name: 'words', url: `http://127.0.0.1:${port}/`, typeDefs: parse('type Query { greeting: String! }') },
  ]);
  writeFileSync(path, supergraphSdl);
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
