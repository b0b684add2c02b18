/**
 * A process that serves every subgraph on loopback. An answer is computed once, by the real subgraph on
 * PostgreSQL, and then sent from memory, whatever form a gateway gives its requests.
 */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { printSubgraphSchema } from '@apollo/subgraph';
import { databaseSettings } from '../../shared/database/settings';
import { runCommand } from '../../shared/command-line';
import type { RunningSubgraph } from '../../shared/subgraph/running-subgraph';
import { loadCatalogue } from '../../subgraphs/catalogue';
import { registry } from '../../subgraphs/registry';
import { startSubgraphs } from '../../subgraphs/start';

/** Told to the parent once, when all are served. */
export interface Served {
  readonly subgraphs: readonly CannedSubgraph[];
}

export interface CannedSubgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** Told to the parent as often as it asks. */
export interface Counted {
  /** How many answers did not come from memory, since the start. */
  readonly computed: number;
}

/** Longer than any pause between a contestant's rounds. */
const KEEP_ALIVE_MS = 3_600_000;

let computed = 0;

runCommand(async () => {
  const databases = databaseSettings(process.env, Object.keys(registry), []);
  const { running } = await startSubgraphs({ databases, demonstration: true, log: () => undefined });
  const subgraphs = await Promise.all(
    running.map(async (subgraph) => ({
      ...{ name: subgraph.name, url: await serve(subgraph), sdl: await sdlOf(subgraph.name) },
    })),
  );
  process.send?.({ subgraphs } satisfies Served);
  process.on('message', () => process.send?.({ computed } satisfies Counted));
  process.on('disconnect', () => process.exit());
});

async function serve(subgraph: RunningSubgraph): Promise<string> {
  const answers = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const key = body.toString('latin1');
      const known = answers.get(key);
      if (known !== undefined) {
        send(response, known);
        return;
      }
      compute(subgraph, body.toString()).then(
        (bytes) => {
          answers.set(key, bytes);
          send(response, bytes);
        },
        (cause: unknown) => {
          console.error(cause);
          response.writeHead(500).end();
        },
      );
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a pipe's
  return `http://127.0.0.1:${port}/graphql`;
}

function send(response: ServerResponse, bytes: Buffer): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
  response.end(bytes);
}

async function compute(subgraph: RunningSubgraph, body: string): Promise<Buffer> {
  computed++;
  // What every client of GraphQL over HTTP posts.
  const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
  const result = await subgraph.execute(query, variables ?? {}, subgraph.createContext());
  if (result.errors !== undefined) console.error(subgraph.name, JSON.stringify(result.errors), query);
  return Buffer.from(JSON.stringify(result));
}

async function sdlOf(name: string): Promise<string> {
  const subgraph = await registry[name]?.load();
  if (subgraph === undefined) throw new TypeError(`There is no subgraph ${name}.`);
  return printSubgraphSchema(await subgraph.buildSchema(await loadCatalogue()));
}
