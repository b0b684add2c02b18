/** Clients that are slow, send too much, or speak no HTTP: each gets an answer, and the others are answered as ever. */
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { ApolloServer } from '@apollo/server';
import { lastError, sendRaw, socketTo } from '../../test/raw-request';
import { serveGraphql } from './graphql-over-http';

const server = new ApolloServer({
  typeDefs: 'type Query { hello: String }',
  resolvers: { Query: { hello: () => 'xin chào' } },
});
const MOST_BYTES = 100_000;
let url: string;
const faults: unknown[] = [];
beforeAll(async () => {
  jest.spyOn(console, 'error').mockImplementation((fault) => faults.push(fault));
  url = await serveGraphql(server, { host: '127.0.0.1', port: 0 }, () => ({}), {
    ...{ headersTimeout: 300, requestTimeout: 600, keepAliveTimeout: 300, mostConnections: 20 },
    ...{ mostBodyBytes: MOST_BYTES, mostHeaderBytes: 8192 },
  });
});
afterEach(async () => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ hello }"}',
  });
  expect(await response.json()).toEqual({ data: { hello: 'xin chào' } });
  expect(faults).toEqual([]);
});
afterAll(() => server.stop());

const HEAD = 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
const BODY = '{"query":"{ hello }"}';
const GOOD = `${HEAD}Content-Length: ${BODY.length}\r\n\r\n${BODY}`;

describe('a slow client is dropped', () => {
  it.each([
    ['that stops in the middle of its head', [HEAD]],
    ['that stops in the middle of its body', [`${HEAD}Content-Length: 99\r\n\r\n{"qu`]],
    ['whose last chunk does not come', [`${HEAD}Transfer-Encoding: chunked\r\n\r\n4\r\n{"qu\r\n`]],
  ])('%s', async (_, pieces) => {
    const answers = await sendRaw(url, pieces);
    expect(answers.statuses).toEqual([408]);
    expect(lastError(answers)).toMatchObject({ extensions: { code: 'BAD_REQUEST' } });
    expect(answers.text).toMatch(/^x-request-id: [\w-]{36}\r$/m);
  });

  it('however often it sends a byte', async () => {
    const socket = socketTo(url);
    let [text, sent] = ['', 0];
    socket.on('data', (chunk) => (text += chunk.toString())).on('error', () => undefined);
    const closed = once(socket, 'close').then(() => true);
    socket.write(`${HEAD}Content-Length: 99\r\n\r\n`);
    while (sent < 200 && !(await Promise.race([closed, delay(50, false)]))) sent += Number(socket.write('{'));
    expect(sent).toBeLessThan(200);
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('that sends nothing more, with its answers', async () => {
    const answers = await sendRaw(url, [GOOD]);
    expect(answers.statuses).toEqual([200]);
  });
});

describe('a body that is too large', () => {
  const refused = { extensions: { code: 'LIMIT_BODY', limit: MOST_BYTES } };

  it('is refused before it is sent', async () => {
    const answers = await sendRaw(url, [`${HEAD}Content-Length: 1000000000\r\n\r\n`]);
    expect(answers.statuses).toEqual([413]);
    expect(lastError(answers)).toMatchObject({ extensions: { ...refused.extensions, got: 1e9 } });
  });

  it('is not asked for', async () => {
    const answers = await sendRaw(url, [`${HEAD}Content-Length: 1000000000\r\nExpect: 100-continue\r\n\r\n`]);
    expect(answers.statuses).toEqual([413]);
  });

  it('is refused when so much of it has come, and the rest is not read to its end', async () => {
    const socket = socketTo(url);
    let [text, sent] = ['', 0];
    socket.on('data', (chunk) => (text += chunk.toString())).on('error', () => undefined);
    const closed = once(socket, 'close').then(() => true);
    socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`);
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    const next = () => Promise.race([closed, delay(1, false)]);
    while (sent < 500 && !(await next())) {
      sent++;
      if (!socket.write(chunk)) await Promise.race([closed, once(socket, 'drain')]);
    }
    expect(sent).toBeLessThan(500);
    expect(text).toMatch(/^HTTP\/1\.1 413 /);
    const [{ extensions }] = (JSON.parse(text.slice(text.indexOf('{'))) as { errors: [typeof refused] })
      .errors;
    expect(extensions).toMatchObject(refused.extensions);
  });

  it('leaves the connection to the next request where it is short enough to drop', async () => {
    const small = 'x'.repeat(50_000);
    const answers = await sendRaw(url, [
      `PUT /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: ${small.length}\r\n\r\n${small}${GOOD}`,
    ]);
    expect(answers.statuses).toEqual([405, 200]);
  });
});

it('asks for a body that the client holds back', async () => {
  const answers = await sendRaw(url, [
    `${HEAD}Content-Length: ${BODY.length}\r\nExpect: 100-continue\r\n\r\n${BODY}`,
  ]);
  expect(answers.statuses).toEqual([100, 200]);
});

it.each([
  [400, 'no HTTP', ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n']],
  [400, 'two lengths', [`${HEAD}Content-Length: 5\r\nContent-Length: 6\r\n\r\n{}`]],
  [400, 'a length and chunks', [`${HEAD}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`]],
  [400, 'chunks and another coding', [`${HEAD}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`]],
  [400, 'a length below none', [`${HEAD}Content-Length: -1\r\n\r\n`]],
  [400, 'a chunk without a size', [`${HEAD}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`]],
  [400, 'a line feed alone in a head', ['POST /graphql HTTP/1.1\nHost: x\n\n']],
  [400, 'a NUL in a path', ['GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n']],
  [431, 'a head that is too large', [`${HEAD}X-Long: ${'x'.repeat(20_000)}\r\n\r\n`]],
  [431, 'a URL that is too long', [`GET /graphql?query=${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`]],
])('answers %i to %s', async (status, _, pieces) => {
  const answers = await sendRaw(url, pieces);
  expect(answers.statuses).toEqual([status]);
  expect(lastError(answers)).toEqual({
    message: expect.any(String) as unknown,
    extensions: { code: 'BAD_REQUEST' },
  });
  expect(answers.text).not.toMatch(/HPE_|node_modules|\n\s+at /);
});

it('never mixes an answer to what is no HTTP into another answer', async () => {
  const { text, statuses } = await sendRaw(url, [`${GOOD}\x16\x03\x01\r\n\r\n`]);
  expect(statuses.length).toBeLessThanOrEqual(2);
  for (const part of text.split(/(?=HTTP\/1\.1 \d{3})/)) {
    const [head = '', body = ''] = part.split('\r\n\r\n');
    const length = /^content-length: (\d+)\r?$/im.exec(head)?.[1];
    if (part !== '') expect(Buffer.byteLength(body)).toBe(Number(length));
  }
});

it('takes no more connections than it should', async () => {
  const sockets = Array.from({ length: 40 }, () => socketTo(url).on('error', () => undefined));
  const open = new Set(sockets);
  for (const socket of sockets) socket.once('close', () => open.delete(socket));
  await delay(150); // less than the time for a head
  expect(open.size).toBe(20);
  for (const socket of sockets) socket.destroy();
  await delay(50);
});
