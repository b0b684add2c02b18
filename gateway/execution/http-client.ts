/** Asks a subgraph over HTTP, on connections that stay open. */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { Pool } from 'undici';
import type { Answer } from '../../shared/subgraph/answer';
import { exchange, type Response } from './http-exchange';
import { isNestedDeeper } from './json-nesting';
import {
  assertAnswer,
  type ClientRequest,
  type SubgraphClient,
  type SubgraphOperation,
} from './subgraph-client';
import { STANDARD_SETTINGS, type SubgraphSettings } from './subgraph-settings';

/** Far more than an operation may select. */
const MOST_LEVELS = 500;

const unpack = new Map([
  ['gzip', promisify(gunzip)],
  ['br', promisify(brotliDecompress)],
]);

export function httpClient(
  name: string,
  url: string,
  settings: Pick<SubgraphSettings, 'timeoutMs' | 'answerBytes' | 'concurrency'> = STANDARD_SETTINGS,
): SubgraphClient {
  const { timeoutMs, answerBytes, concurrency } = settings;
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    // One question at a time on each, so that one without an answer holds up no other and can be given up by itself.
    ...{ connections: concurrency, pipelining: 1 },
    ...{ maxResponseSize: answerBytes, connect: { timeout: timeoutMs } },
    // The whole exchange has a time of its own.
    ...{ headersTimeout: 0, bodyTimeout: 0 },
  });
  const path = pathname + search;
  const bodyHeads = new WeakMap<SubgraphOperation, string>();

  function bodyOf(operation: SubgraphOperation, variables: string): string {
    let head = bodyHeads.get(operation);
    if (head === undefined) {
      head = `{"query":${JSON.stringify(operation.text)},"variables":`;
      bodyHeads.set(operation, head);
    }
    return `${head}${variables}}`;
  }

  async function unpacked({ encoding, body }: Response): Promise<Buffer> {
    if (encoding === undefined || encoding === 'identity') return body;
    const json = await unpack.get(encoding)?.(body, { maxOutputLength: answerBytes });
    if (json === undefined) throw new TypeError(`The answer is packed as ${encoding}.`);
    return json;
  }

  return {
    name,
    async ask(operation, variables, client, scan) {
      const question = { path, headers: headersOf(client), body: bodyOf(operation, variables) };
      const response = await exchange(pool, question, { timeoutMs, answerBytes });
      const { status, encoding, release } = response;
      const scanned = status === 200 && encoding === undefined ? scan?.(response.body) : undefined;
      if (scanned !== undefined) return released(scanned, release);
      const json = await unpacked(response);
      if (isNestedDeeper(json, MOST_LEVELS)) throw new RangeError('The answer is nested too deep.');
      const answer: unknown = JSON.parse(json.toString('utf8'));
      assertAnswer(answer);
      if (status >= 400 && answer.errors == null) throw new TypeError(`HTTP ${status} without errors.`);
      return released(answer, release);
    },
    close: () => pool.close(),
  };
}

/** What the body says of it, if anything, is no word of the server's. */
function released(answer: Answer, release: string | undefined): Answer {
  if (release === undefined) delete answer.release;
  else answer.release = release;
  return answer;
}

const HEADERS = [
  ...['content-type', 'application/json', 'accept', 'application/json'],
  ...['accept-encoding', 'gzip, br'],
];

/** Names and values in turn, put together once for all that a client's request asks. */
const headerLists = new WeakMap<ClientRequest, string[]>();

function headersOf(client: ClientRequest): string[] {
  let list = headerLists.get(client);
  if (list === undefined) {
    list = [...HEADERS, ...Object.entries(client.headers).flat()];
    headerLists.set(client, list);
  }
  return list;
}
