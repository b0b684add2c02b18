import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { CodedError } from '../errors';
import { InvalidInput } from '../period/invalid-input';
import { answerCsv, type CsvFile } from './csv-over-http';
import { refuse } from './refuse';

let file: CsvFile;
let faults: unknown[];
const server = createServer((request, response) => {
  answerCsv(request, response, '', file).catch((cause: unknown) => {
    faults.push(cause);
    refuse(response, { status: 500, code: 'INTERNAL_SERVER_ERROR', message: 'A fault.' });
  });
});
let url: string;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a pipe's
  url = `http://127.0.0.1:${port}/`;
});
beforeEach(() => {
  faults = [];
});
afterAll(() => {
  server.close();
});

const serve = (open: CsvFile['open']) => {
  file = { name: 'loans.csv', open };
};

/** Endless pieces, and how many were taken. */
function endless() {
  const taken = { count: 0, ended: false };
  async function* pieces() {
    try {
      for (; ; taken.count += 1) yield await Promise.resolve('x'.repeat(65_536));
    } finally {
      taken.ended = true;
    }
  }
  return { taken, pieces };
}

async function opened(): Promise<IncomingMessage> {
  const [response] = (await once(get(url), 'response')) as [IncomingMessage]; // what the event carries
  return response;
}

async function* twoPieces() {
  yield await Promise.resolve('a,b\r\n');
  yield await Promise.resolve('1,"Gia Bình, Lương Tài"\r\n');
}

it('sends the pieces as a CSV file to save', async () => {
  serve(twoPieces);
  const response = await fetch(url);
  expect([
    response.status,
    response.headers.get('content-type'),
    response.headers.get('content-disposition'),
  ]).toEqual([200, 'text/csv; charset=utf-8; header=present', 'attachment; filename="loans.csv"']);
  expect(await response.text()).toBe('a,b\r\n1,"Gia Bình, Lương Tài"\r\n');
});

it('compresses them for a client that asks for it', async () => {
  serve(twoPieces);
  const response = await fetch(url, { headers: { 'accept-encoding': 'br;q=0.1, gzip' } });
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(await response.text()).toBe('a,b\r\n1,"Gia Bình, Lương Tài"\r\n');
});

it('says when to ask again where too many are being read', async () => {
  serve(() => {
    throw new CodedError('OVERLOADED', 'Too many.');
  });
  const response = await fetch(url);
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
});

it('answers HEAD without reading anything', async () => {
  const { taken, pieces } = endless();
  serve(pieces);
  const response = await fetch(url, { method: 'HEAD' });
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/csv; charset=utf-8; header=present',
  ]);
  expect(taken.count).toBe(0);
});

it('has no other methods', async () => {
  serve(twoPieces);
  const response = await fetch(url, { method: 'POST', body: 'x' });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

it.each([
  [new InvalidInput('codes is empty.'), 400, 'BAD_USER_INPUT', 'codes is empty.'],
  [
    new CodedError('SUBGRAPH_UNAVAILABLE', 'It does not answer.'),
    503,
    'SUBGRAPH_UNAVAILABLE',
    'It does not answer.',
  ],
  [new Error('SELECT secret'), 500, 'INTERNAL_SERVER_ERROR', 'A fault.'],
])('has a status for a fault before the first piece: %s', async (fault, status, code, message) => {
  serve(() => Promise.reject(fault));
  const response = await fetch(url);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ errors: [{ message, extensions: { code } }] });
});

it.each(['identity', 'gzip'])('cuts the connection for a fault in the middle: %s', async (encoding) => {
  serve(async function* () {
    yield* twoPieces();
    await delay(50); // until they have left
    throw new Error('The database has gone.');
  });
  const response = await fetch(url, { headers: { 'accept-encoding': encoding } });
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow('terminated');
  // The client may see it before the server has told of it.
  for (let waited = 0; faults.length === 0 && waited < 100; waited += 1) await delay(20);
  expect(faults).toEqual([new Error('The database has gone.')]);
});

it.each(['identity', 'gzip'])(
  'cuts the connection of a client that does not read when no more can come: %s',
  async (encoding) => {
    const { taken, pieces } = endless();
    const expiry = new AbortController();
    serve(() => ({ [Symbol.asyncIterator]: pieces, expired: expiry.signal }));
    const [response] = (await once(get(url, { headers: { 'accept-encoding': encoding } }), 'response')) as [
      IncomingMessage,
    ]; // what the event carries
    expiry.abort(new CodedError('DEADLINE_EXCEEDED', 'It took too long.'));
    await expect(once(response.resume(), 'end')).rejects.toThrow('aborted');
    for (let waited = 0; faults.length === 0 && waited < 100; waited += 1) await delay(20);
    expect(faults).toMatchObject([{ code: 'DEADLINE_EXCEEDED' }]);
    expect(taken.ended).toBe(true);
  },
);

it('waits for a client that does not read', async () => {
  const { taken, pieces } = endless();
  serve(pieces);
  const response = await opened();
  let before: number;
  do {
    before = taken.count;
    await delay(200);
  } while (before < taken.count);
  // What the buffers of the connection hold, and no more.
  expect(taken.count).toBeLessThan(1000);
  expect(taken.ended).toBe(false);
  response.destroy();
  for (let waited = 0; !taken.ended && waited < 100; waited += 1) await delay(20);
  expect(taken.ended).toBe(true);
  expect(faults).toEqual([]);
});

it('tells the source when the client leaves while it is being opened', async () => {
  const told = new Promise<void>((resolve) => {
    serve(async (_, left) => {
      await once(left, 'abort');
      resolve();
      throw new Error('Nobody waits.');
    });
  });
  const request = get(url);
  request.on('error', () => undefined);
  await once(server, 'request');
  request.destroy();
  await told;
  await delay(20);
  expect(faults).toEqual([]);
});
