/**
 * How long requests that are admitted wait when more clients ask than are admitted, against one client alone and as many as are admitted.
 * After `npm run build && npx tsc -p test/bench`: `node dist/test/bench/overload.js [--most 128] [--busy 85] [--seconds 5] [--delay 0] [--patience 0]`
 * in front of a canned subgraph, or with `--url http://localhost:4000/graphql` the whole product that runs there.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { Client } from 'undici';
import { freePort } from '../free-port';
import { startServer, startTalking } from './processes';

const { values } = parseArgs({
  options: {
    most: { type: 'string', default: '128' },
    seconds: { type: 'string', default: '5' },
    /** OVERLOAD_BUSY_PERCENT. */
    busy: { type: 'string', default: '85' },
    /** Milliseconds that the subgraph takes. */
    delay: { type: 'string', default: '0' },
    /** Milliseconds that a refused client waits before it asks again. */
    patience: { type: 'string', default: '0' },
    /** Of a gateway of the product's own supergraph. */
    url: { type: 'string' },
  },
});
const most = Number(values.most);

/** What is asked as the `n`th; others than are asked at the same time, so that no fetch is shared. */
type Question = (n: number) => object;

const aboutRows: Question = (n) => ({
  query: 'query Rows($n: Int!) { rows(n: $n) { code value unit } }',
  variables: { n },
});
const TYPES = 'type Query { rows(n: Int!): [Row!] } type Row { code: String, value: Float, unit: String }';

function supergraphOf(port: number): string {
  const url = `http://127.0.0.1:${port}/`;
  return composeServices([{ name: 'rows', url, typeDefs: parse(TYPES) }]).supergraphSdl ?? '';
}

/** Not measured: all clients connect at once, as they would not. */
const CONNECTING_MS = 2000;
/** Of an answer with all its rows. */
const LEAST_BYTES = 1000;

interface Outcome {
  readonly admitted: number[];
  readonly refused: number[];
}

const DISTRICTS = `query Districts($period: Period!) { administrativeUnit(code: "27") { children(on: "2022-12-31") { name
  scorecard(period: $period) { feedback { received { value } } documents { processedAndSignedRate { value } } } } } }`;

/** The eight districts in one of 180 months. */
const aboutDistricts: Question = (n) => {
  const month = String((n % 12) + 1).padStart(2, '0');
  return { query: DISTRICTS, variables: { period: `${2010 + (Math.floor(n / 12) % 15)}-${month}` } };
};

/** So many clients, each of which asks again as soon as it has its answer. */
async function load(url: string, question: Question, clients: number): Promise<Outcome> {
  const outcome: Outcome = { admitted: [], refused: [] };
  const begin = performance.now() + CONNECTING_MS;
  const end = begin + Number(values.seconds) * 1000;
  const askOn = async (client: Client, n: number) => {
    for (let round = 0; performance.now() < end; round++) {
      const body = JSON.stringify(question(n + round * clients));
      const start = performance.now();
      const response = await client.request({
        ...{ method: 'POST', path: '/graphql', body, headers: { 'content-type': 'application/json' } },
      });
      await response.body.dump();
      const took = performance.now() - start;
      const isWhole = Number(response.headers['content-length']) > LEAST_BYTES;
      if (response.statusCode === 200 && isWhole) {
        if (start > begin) outcome.admitted.push(took);
      } else if (response.statusCode === 503) {
        if (start > begin) outcome.refused.push(took);
        await delay(Number(values.patience) * (0.5 + Math.random()));
      } else throw new Error(`Answered with status ${response.statusCode}.`);
    }
    await client.close();
  };
  await Promise.all(Array.from({ length: clients }, (_, n) => askOn(new Client(new URL(url).origin), n)));
  return outcome;
}

function quantile(sorted: readonly number[], part: number): string {
  return sorted.length === 0 ? '–' : (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(1);
}

function row(clients: number, { admitted, refused }: Outcome): string {
  for (const times of [admitted, refused]) times.sort((a, b) => a - b);
  const perSecond = (times: readonly number[]) => Math.round(times.length / Number(values.seconds));
  const cells = [
    ...[clients, perSecond(admitted), quantile(admitted, 0.5), quantile(admitted, 0.99)],
    ...[perSecond(refused), quantile(refused, 0.5), quantile(refused, 0.99)],
  ];
  return `| ${cells.join(' | ')} |`;
}

async function measure(url: string, question: Question): Promise<void> {
  await load(url, question, 16); // until it is warm
  console.log('| clients | admitted/s | p50 ms | p99 ms | refused/s | p50 ms | p99 ms |');
  console.log('| ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const clients of [1, most, 2 * most, 10 * most])
    console.log(row(clients, await load(url, question, clients)));
}

async function measureAlone(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'overload-'));
  const path = join(folder, 'supergraph.graphql');
  const subgraph = await startTalking(join(__dirname, 'entries', 'rows.js'), { DELAY: values.delay });
  writeFileSync(path, supergraphOf((subgraph.message as { port: number }).port)); // what the entry tells
  const port = await freePort();
  const env = {
    PORT: String(port),
    SUPERGRAPH_PATH: path,
    MAX_CONCURRENT_REQUESTS: values.most,
    OVERLOAD_BUSY_PERCENT: values.busy,
  };
  const gateway = await startServer({ program: 'node', args: ['dist/gateway/main.js'], env }, port);
  try {
    await measure(gateway.url, aboutRows);
  } finally {
    await gateway.stop();
    await subgraph.stop();
    rmSync(folder, { recursive: true });
  }
}

void (values.url === undefined ? measureAlone() : measure(values.url, aboutDistricts));
