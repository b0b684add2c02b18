/** Asks a subgraph over HTTP, on connections that stay open. */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { Pool } from 'undici';
import { connectorThatWritesTogether } from './written-together';
import {
  assertAnswer,
  type ClientRequest,
  type SubgraphClient,
  type SubgraphOperation,
} from './subgraph-client';

/** A subgraph that has not answered by then is taken for down. */
export const TIMEOUT_MS = 10_000;
/** An answer that is larger is refused, packed or unpacked. */
export const MOST_ANSWER_BYTES = 67_108_864;
/** Enough for what one gateway asks at a time; more wait for a free one. */
const MOST_CONNECTIONS = 64;
/** Queries that may wait for each other on one connection, before another is opened. */
const MOST_PIPELINED = 16;

const unpack = new Map([
  ['gzip', promisify(gunzip)],
  ['br', promisify(brotliDecompress)],
]);

interface Response {
  readonly encoding: string | undefined;
  readonly body: Buffer;
}

export function httpClient(name: string, url: string): SubgraphClient {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    ...{ connections: MOST_CONNECTIONS, pipelining: MOST_PIPELINED, maxResponseSize: MOST_ANSWER_BYTES },
    ...{
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      connect: connectorThatWritesTogether(TIMEOUT_MS),
    },
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

  return {
    name,
    async ask(operation, variables, client, scan) {
      const body = bodyOf(operation, variables);
      const response = await post(pool, { path, body, isQuery: operation.kind === 'query' }, client);
      const scanned = response.encoding === undefined ? scan?.(response.body) : undefined;
      if (scanned !== undefined) return scanned;
      const answer: unknown = JSON.parse(await textOf(response));
      assertAnswer(answer);
      return answer;
    },
    close: () => pool.close(),
  };
}

interface Posted {
  readonly path: string;
  readonly body: string;
  readonly isQuery: boolean;
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

function post(pool: Pool, { path, body, isQuery }: Posted, client: ClientRequest): Promise<Response> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let encoding: string | undefined;
    let deadline: NodeJS.Timeout | undefined;
    const fail = (cause: Error) => {
      clearTimeout(deadline);
      reject(cause);
    };
    pool.dispatch(
      {
        ...{ path, method: 'POST', body },
        // A query may go out behind others on its connection, and again when that breaks; nothing else may.
        ...{ idempotent: isQuery, blocking: !isQuery },
        headers: headersOf(client),
      },
      {
        // Again where the connection broke before its turn came.
        onRequestStart(controller) {
          clearTimeout(deadline);
          deadline = setTimeout(() => {
            controller.abort(new Error(`There is no whole answer after ${TIMEOUT_MS} ms.`));
          }, TIMEOUT_MS);
        },
        onResponseStart(_, __, { 'content-encoding': contentEncoding }) {
          encoding = contentEncoding?.toString();
        },
        onResponseData(_, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          clearTimeout(deadline);
          const [first] = chunks;
          const body = first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
          resolve({ encoding, body });
        },
        onResponseError(_, cause) {
          fail(cause);
        },
      },
    );
  });
}

async function textOf({ encoding, body }: Response): Promise<string> {
  if (encoding === undefined || encoding === 'identity') return body.toString('utf8');
  const unpacked = await unpack.get(encoding)?.(body, { maxOutputLength: MOST_ANSWER_BYTES });
  if (unpacked === undefined) throw new TypeError(`The answer is packed as ${encoding}.`);
  return unpacked.toString('utf8');
}
