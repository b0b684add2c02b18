import { ApolloServer } from '@apollo/server';
import { serveGraphql } from './graphql-over-http';
import type { HttpSettings } from './http-settings';

const stops: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const stop of stops) await stop();
});

async function serve(origins: HttpSettings['origins']): Promise<string> {
  const server = new ApolloServer({ typeDefs: 'type Query { hello: String }' });
  stops.push(() => server.stop());
  return serveGraphql(server, { host: '127.0.0.1', port: 0 }, () => ({}), { origins });
}

async function allowed(url: string, origin: string) {
  const ask = (method: string, headers: Record<string, string>, body: string | null = null) =>
    fetch(url, { method, headers: { origin, ...headers }, body });
  const preflight = await ask('OPTIONS', {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type,x-api-key',
  });
  const answer = await ask('POST', { 'content-type': 'application/json' }, '{"query":"{ hello }"}');
  expect([preflight.status, answer.status]).toEqual([204, 200]);
  return {
    preflight: preflight.headers.get('access-control-allow-origin'),
    answer: answer.headers.get('access-control-allow-origin'),
    vary: answer.headers.get('vary'),
    maxAge: preflight.headers.get('access-control-max-age'),
    headers: preflight.headers.get('access-control-allow-headers'),
    exposed: answer.headers.get('access-control-expose-headers'),
    credentials: answer.headers.get('access-control-allow-credentials'),
  };
}

it('lets every page ask, none with cookies', async () => {
  expect(await allowed(await serve('any'), 'https://a.example')).toEqual({
    ...{ preflight: '*', answer: '*', vary: 'Accept-Encoding', maxAge: '86400', credentials: null },
    headers: 'content-type,x-api-key',
    exposed: 'X-Request-Id,RateLimit-Limit,RateLimit-Remaining,RateLimit-Reset,Retry-After,ETag',
  });
});

it('lets the pages of the listed origins ask, and says so to caches', async () => {
  const url = await serve(['https://a.example', 'https://b.example']);
  expect(await allowed(url, 'https://b.example')).toMatchObject({
    ...{ preflight: 'https://b.example', answer: 'https://b.example', vary: 'Accept-Encoding, Origin' },
  });
  for (const other of ['https://c.example', 'https://a.example.evil.example', 'null']) {
    expect(await allowed(url, other)).toMatchObject({ preflight: null, answer: null });
  }
});

it('lets no page ask', async () => {
  expect(await allowed(await serve([]), 'https://a.example')).toMatchObject({
    ...{ preflight: null, answer: null, headers: null, exposed: null },
  });
});
