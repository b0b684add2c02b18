import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from 'undici';
import { send, sentTag } from './compression';
import { entityTag, isKept } from './keep-answer';

const LONG = Buffer.from('Xã Gia Bình, '.repeat(500));
const SHORT = Buffer.from('Xã Gia Bình');

let server: Server;
let client: Client;
beforeAll(async () => {
  server = createServer((request, response) => {
    const body = request.url === '/short' ? SHORT : LONG;
    const etag = entityTag(body);
    if (isKept(request, etag)) response.writeHead(304, { etag: sentTag(request, etag, body.length) }).end();
    else void send(response, 200, { etag }, body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new Client(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(async () => {
  await client.close();
  server.close();
});

async function ask(path: string, headers: Record<string, string>) {
  const { statusCode, headers: got, body } = await client.request({ method: 'GET', path, headers });
  await body.dump();
  return { status: statusCode, etag: got.etag, encoding: got['content-encoding'] };
}

const PLAIN = entityTag(LONG);
const [GZIP, BR] = [PLAIN.replace(/"$/, '-gzip"'), PLAIN.replace(/"$/, '-br"')];
const FORMS: [string, string, string | undefined][] = [
  ['identity', PLAIN, undefined],
  ['gzip', GZIP, 'gzip'],
  ['gzip, br', BR, 'br'],
];

it.each(FORMS)('has a strong tag of its own, for accept-encoding: %s', async (accepted, etag, encoding) => {
  expect(await ask('/long', { 'accept-encoding': accepted })).toEqual({ status: 200, etag, encoding });
});

describe.each(FORMS)('with accept-encoding: %s', (accepted, etag) => {
  it.each([PLAIN, GZIP, BR, `W/${PLAIN}`, `W/${GZIP}`, `"x", W/"y" ,${BR}`, '*', ' * '])(
    'says, by the tag that it would send it with, that it has not changed, for if-none-match: %s',
    async (kept) => {
      const headers = { 'accept-encoding': accepted, 'if-none-match': kept };
      expect(await ask('/long', headers)).toEqual({ status: 304, etag, encoding: undefined });
    },
  );

  it.each(['', '"another"', PLAIN.slice(1, -1), `"${PLAIN.slice(1, -1)}-zstd"`, entityTag(SHORT)])(
    'sends it for if-none-match: %s',
    async (kept) => {
      const headers = { 'accept-encoding': accepted, 'if-none-match': kept };
      expect(await ask('/long', headers)).toMatchObject({ status: 200, etag });
    },
  );
});

it('tags what is too short to be compressed as it is', async () => {
  const etag = entityTag(SHORT);
  const headers = { 'accept-encoding': 'gzip, br' };
  expect(await ask('/short', headers)).toEqual({ status: 200, etag, encoding: undefined });
  const again = await ask('/short', { ...headers, 'if-none-match': `${etag.slice(0, -1)}-br"` });
  expect(again).toEqual({ status: 304, etag, encoding: undefined });
});
