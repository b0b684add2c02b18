import { ApolloServer } from '@apollo/server';
import { Client } from 'undici';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { serveGraphql } from './graphql-over-http';

const LONG = 'Xã Gia Bình, '.repeat(500);
const VERY_LONG = LONG.repeat(10);
const server = new ApolloServer({
  typeDefs: 'type Query { veryLong: String, long: String, short: String }',
  resolvers: { Query: { veryLong: () => VERY_LONG, long: () => LONG, short: () => 'x' } },
});
let client: Client;
beforeAll(async () => {
  const url = await serveGraphql(server, { host: '127.0.0.1', port: 0 }, () => ({}), {
    shortcut: ({ query }) =>
      query === 'known'
        ? Promise.resolve({
            json: Buffer.from(`{"data":{"long":"${LONG}"}}`),
            isFaultless: true,
          })
        : undefined,
  });
  client = new Client(new URL(url).origin);
});
afterAll(async () => {
  await client.close();
  await server.stop();
});

async function ask(query: string, acceptEncoding?: string) {
  const { headers, body } = await client.request({
    ...{ method: 'POST', path: '/graphql', body: JSON.stringify({ query }) },
    headers: {
      'content-type': 'application/json',
      ...(acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding }),
    },
  });
  const bytes = Buffer.from(await body.arrayBuffer());
  expect(headers).toMatchObject({ 'content-length': String(bytes.length), vary: 'Accept-Encoding' });
  const encoding = headers['content-encoding'];
  const plain =
    encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes;
  return { encoding, length: bytes.length, answer: JSON.parse(plain.toString()) as unknown };
}

describe.each(['{ long }', 'known'])('%s', (query) => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['identity', undefined],
    ['deflate, zstd', undefined],
    ['gzip;q=0, br;q=0', undefined],
    ['gzip;q=0.2, identity;q=0.8', undefined],
    ['gzip', 'gzip'],
    ['gzip, deflate', 'gzip'],
    ['GZIP', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['br;q=0.5, gzip;q=0.9', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['*', 'br'],
    ['nonsense;;q=x,', undefined],
  ])('accept-encoding: %s → %s', async (accepted, encoding) => {
    const got = await ask(query, accepted);
    expect(got).toMatchObject({ encoding, answer: { data: { long: LONG } } });
    if (encoding !== undefined) expect(got.length).toBeLessThan(LONG.length / 10);
  });
});

it('sends what is short as it is', async () => {
  expect(await ask('{ short }', 'gzip, br')).toMatchObject({
    encoding: undefined,
    answer: { data: { short: 'x' } },
  });
});

it.each(['gzip', 'br'])('sends what is very long by %s', async (encoding) => {
  expect(await ask('{ veryLong }', encoding)).toMatchObject({
    encoding,
    answer: { data: { veryLong: VERY_LONG } },
  });
});

it('outlives clients that leave while their answers are being compressed', async () => {
  const leaving = Array.from({ length: 20 }, async () => {
    const left = new AbortController();
    const asked = client.request({
      ...{ method: 'POST', path: '/graphql', body: '{"query":"{ veryLong }"}', signal: left.signal },
      headers: { 'content-type': 'application/json', 'accept-encoding': 'br' },
    });
    setImmediate(() => {
      left.abort();
    });
    await expect(asked).rejects.toThrow();
  });
  await Promise.all(leaving);
  expect(await ask('known', 'br')).toMatchObject({ encoding: 'br' });
});
