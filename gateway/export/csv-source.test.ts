import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvalidInput } from '../../shared/period/invalid-input';
import { csvOverHttp } from './csv-source';

let asked: string[] = [];
let answer: RequestListener;
const server: Server = createServer((request, response) => {
  asked.push(request.url ?? '');
  answer(request, response);
});
let origin: string;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a pipe's
  origin = `http://127.0.0.1:${port}`;
});
beforeEach(() => {
  asked = [];
  jest.spyOn(console, 'error').mockReturnValue();
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const staying = new AbortController().signal;

async function read(path = '/graphql', left = staying): Promise<string> {
  const source = csvOverHttp('loans', origin + path);
  const pieces = await source.open(new URLSearchParams('codes=LON-01,LON-02&periods=2022'), left);
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of pieces) {
    text += typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
  }
  return text;
}

const refusal =
  (status: number, code: string): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ errors: [{ message: 'At http://10.0.0.7:4003.', extensions: { code } }] }));
  };

it.each([
  ['/graphql', '/export.csv'],
  ['/graphql?x=1', '/export.csv'],
  ['/feedback/graphql', '/feedback/export.csv'],
])('asks beside %s, with the same parameters', async (path, beside) => {
  answer = (_, response) => response.end('a\r\n');
  expect(await read(path)).toBe('a\r\n');
  expect(asked).toEqual([`${beside}?codes=LON-01%2CLON-02&periods=2022`]);
});

it('hands on what is wrong with the parameters', async () => {
  answer = refusal(400, 'BAD_USER_INPUT');
  await expect(read()).rejects.toThrow(InvalidInput);
});

it.each([
  ['a fault', refusal(500, 'INTERNAL_SERVER_ERROR')],
  ['another refusal', refusal(400, 'BAD_REQUEST')],
  ['nothing there', refusal(404, 'BAD_REQUEST')],
  ['no answer', ((request) => request.destroy()) satisfies RequestListener],
])('takes the system for down on %s, and tells nothing of it', async (_, listener) => {
  answer = listener;
  await expect(read()).rejects.toMatchObject({
    code: 'SUBGRAPH_UNAVAILABLE',
    message: 'The system "loans" does not answer, so it cannot be exported now. Try again later.',
  });
});

it('breaks off when the subgraph does', async () => {
  answer = (_, response) => {
    response.write('a\r\n', () => response.destroy());
  };
  await expect(read()).rejects.toThrow('terminated');
});

it('ends its own request when the client leaves', async () => {
  const leaving = new AbortController();
  const closed = new Promise<void>((resolve) => {
    answer = (_, response) => {
      response.on('close', () => {
        resolve();
      });
      response.write('a\r\n', () => {
        leaving.abort();
      });
    };
  });
  await expect(read('/graphql', leaving.signal)).rejects.toThrow();
  await closed;
});
