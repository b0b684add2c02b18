/** More requests than can be answered at a time: those beyond are told so at once, and all others are answered. */
import { ApolloServer } from '@apollo/server';
import { healthPath } from '../gateway/health-path';
import { serveGraphql } from '../shared/http/graphql-over-http';
import { sendRaw, socketTo } from './raw-request';

/** So few are admitted also while the thread, which is this test's as well, has no time. */
const MOST = 4;
const HEADERS = { 'content-type': 'application/json' };

/** Answers wait until they are let go. */
let letGo: () => void = () => undefined;
let gate: Promise<void>;
let [waiting, most] = [0, 0];
const wait = async () => {
  most = Math.max(most, ++waiting);
  await gate;
  waiting--;
};

const server = new ApolloServer({
  typeDefs: 'type Query { hello: String, fault: String }',
  resolvers: {
    Query: {
      hello: () => wait().then(() => 'xin chào'),
      fault: () => wait().then(() => Promise.reject(new Error('A fault.'))),
    },
  },
});
let url: string;
beforeAll(async () => {
  url = await serveGraphql(server, { host: '127.0.0.1', port: 0 }, () => ({}), {
    ...{ concurrentRequests: MOST, otherPaths: healthPath },
    shortcut: ({ query }) =>
      query === 'known'
        ? wait().then(() => ({ json: Buffer.from('{"data":{}}'), isFaultless: true }))
        : undefined,
  });
});
beforeEach(() => {
  [waiting, most] = [0, 0];
  gate = new Promise((resolve) => (letGo = resolve));
});
afterAll(() => server.stop());

const ask = (query: string, signal: AbortSignal | null = null) =>
  fetch(url, { method: 'POST', headers: HEADERS, body: JSON.stringify({ query }), signal });
const inside = async (count: number) => {
  while (waiting !== count) await new Promise((resolve) => setTimeout(resolve, 5));
};

const REFUSED = {
  errors: [
    {
      message: 'As many requests are being answered as can be at a time. Try again in a second.',
      extensions: { code: 'OVERLOADED' },
    },
  ],
};

it.each(['{ hello }', 'known', '{ fault }'])('admits so many and refuses the rest: %s', async (query) => {
  for (let round = 0; round < 3; round++) {
    const admitted = Array.from({ length: MOST }, () => ask(query));
    await inside(MOST);
    const refused = await Promise.all(Array.from({ length: 10 * MOST }, () => ask(query)));
    for (const response of refused) {
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
      expect(response.headers.get('x-request-id')).not.toBeNull();
      expect(await response.json()).toEqual(REFUSED);
    }
    letGo();
    const statuses = await Promise.all(admitted.map(async (answer) => (await answer).status));
    expect(statuses).toEqual(statuses.map(() => 200));
    gate = new Promise((resolve) => (letGo = resolve));
  }
  expect(most).toBe(MOST);
});

it('never refuses to say that it is up', async () => {
  const admitted = Array.from({ length: MOST }, () => ask('known'));
  await inside(MOST);
  expect((await fetch(new URL('/health', url))).status).toBe(200);
  expect((await ask('known')).status).toBe(503);
  letGo();
  await Promise.all(admitted);
});

it('refuses before it reads the body, and without waiting for it', async () => {
  const admitted = Array.from({ length: MOST }, () => ask('known'));
  await inside(MOST);
  const head = 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
  const { statuses } = await sendRaw(url, [`${head}Content-Length: 900000\r\n\r\n{`]);
  expect(statuses).toEqual([503]);
  letGo();
  await Promise.all(admitted);
});

it('lets a connection wait that asks again before it should', async () => {
  const admitted = Array.from({ length: MOST }, () => ask('known'));
  await inside(MOST);
  const body = '{"query":"known"}';
  const again = `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const start = performance.now();
  const { statuses } = await sendRaw(url, [again, again.replace('Host', 'Connection: close\r\nHost')]);
  expect(statuses).toEqual([503, 503]);
  expect(performance.now() - start).toBeGreaterThan(400);
  letGo();
  await Promise.all(admitted);
});

it('gives no place to one who has not sent the body', async () => {
  const head = `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{`;
  const slow = Array.from({ length: 5 * MOST }, () => socketTo(url));
  await Promise.all(
    slow.map(
      (socket) =>
        new Promise<void>((sent) =>
          socket.write(head, () => {
            sent();
          }),
        ),
    ),
  );
  letGo();
  expect((await ask('known')).status).toBe(200);
  for (const socket of slow) socket.destroy();
});

it('keeps a place until the work is done, also for clients that have left', async () => {
  const left = new AbortController();
  const leaving = Array.from({ length: MOST }, () => ask('known', left.signal).catch(() => 'left'));
  await inside(MOST);
  left.abort();
  expect(await Promise.all(leaving)).toEqual(leaving.map(() => 'left'));
  expect((await ask('known')).status).toBe(503);
  letGo();
  await inside(0);
  expect((await ask('known')).status).toBe(200);
});

it('admits as many as before after bodies that were refused', async () => {
  for (let i = 0; i < 3 * MOST; i++) {
    expect((await fetch(url, { method: 'POST', headers: HEADERS, body: '{' })).status).toBe(400);
  }
  const admitted = Array.from({ length: MOST }, () => ask('known'));
  await inside(MOST);
  letGo();
  for (const answer of admitted) expect((await answer).status).toBe(200);
});
