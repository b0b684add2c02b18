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
/** Whole answers that are kept. */
const MOST_ANSWERS = 10_000;

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
  const answerTo = answerer(subgraph);
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
      answerTo(body.toString()).then(
        (bytes) => {
          if (answers.size < MOST_ANSWERS) answers.set(key, bytes);
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

/** A request about entities that come together in ever new ways is put together from what is known of each. */
function answerer(subgraph: RunningSubgraph): (body: string) => Promise<Buffer> {
  const entities = new Map<string, Promise<string>>();
  return async (body) => {
    // What every client of GraphQL over HTTP posts.
    const { query, variables = {} } = JSON.parse(body) as Question;
    const { representations, ...others } = variables;
    if (!Array.isArray(representations) || /_entities1\b/.test(query)) {
      return Buffer.from(JSON.stringify(await compute(subgraph, query, variables)));
    }
    const parts = representations.map((representation: unknown) => {
      const key = `${query} ${JSON.stringify([others, representation])}`;
      let entity = entities.get(key);
      if (entity === undefined) {
        entity = entityOf(subgraph, query, { ...others, representations: [representation] });
        entities.set(key, entity);
      }
      return entity;
    });
    return Buffer.from(`{"data":{"_entities":[${(await Promise.all(parts)).join(',')}]}}`);
  };
}

interface Question {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

async function entityOf(subgraph: RunningSubgraph, query: string, variables: Record<string, unknown>) {
  const { data } = await compute(subgraph, query, variables);
  const [entity] = data?._entities as unknown[]; // the query asks for one
  return JSON.stringify(entity);
}

async function compute(subgraph: RunningSubgraph, query: string, variables: Record<string, unknown>) {
  computed++;
  const result = await subgraph.execute(query, variables, subgraph.createContext({}));
  if (result.errors !== undefined) console.error(subgraph.name, JSON.stringify(result.errors), query);
  return result;
}

async function sdlOf(name: string): Promise<string> {
  const subgraph = await registry[name]?.load();
  if (subgraph === undefined) throw new TypeError(`There is no subgraph ${name}.`);
  return printSubgraphSchema(await subgraph.buildSchema(await loadCatalogue()));
}
