import { ApolloServer } from '@apollo/server';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { sendRaw } from '../../test/raw-request';
import { serveGraphql } from './graphql-over-http';
import { STANDARD } from './http-settings';

const server = new ApolloServer({
  typeDefs: 'type Query { hello(name: String = "Bắc Ninh"): String }',
  resolvers: { Query: { hello: (_: unknown, { name }: { name: string }) => `Chào ${name}` } },
});
let url: string;
beforeAll(async () => {
  url = await serveGraphql(server, { host: '127.0.0.1', port: 0 }, () => ({}), {
    // Whatever comes here is answered; what should not come here is seen by that.
    shortcut: ({ query }) =>
      query === 'known'
        ? Promise.resolve({
            json: Buffer.from('{"data":{"known":true}}'),
            isFaultless: true,
          })
        : undefined,
  });
});
afterAll(() => server.stop());

const post = (body: string | Uint8Array, type = 'application/json') =>
  fetch(url, { method: 'POST', headers: { 'content-type': type }, body });

async function refusalOf(response: Response) {
  const { errors } = (await response.json()) as {
    errors: { message: string; extensions: { code: string } }[];
  };
  return { status: response.status, code: errors[0]?.extensions.code, message: errors[0]?.message };
}

it('answers POST and GET', async () => {
  expect(await (await post('{"query":"{ hello }"}')).json()).toEqual({ data: { hello: 'Chào Bắc Ninh' } });
  const got = await fetch(`${url}?query=${encodeURIComponent('{ hello(name: "Gia Bình") }')}`, {
    headers: { 'apollo-require-preflight': 'true' },
  });
  expect(await got.json()).toEqual({ data: { hello: 'Chào Gia Bình' } });
});

it('leads from the root to the endpoint, and says where it is to who asks elsewhere', async () => {
  const root = await fetch(new URL('/', url), { redirect: 'manual' });
  expect([root.status, root.headers.get('location')]).toEqual([307, '/graphql']);
  expect(await refusalOf(await fetch(new URL('/nope', url)))).toMatchObject({
    status: 404,
    code: 'BAD_REQUEST',
  });
});

it.each([
  ['a cut-off body', '{"query":'],
  ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
  ['half a character', new Uint8Array([0x22, 0xe1, 0xba, 0x22])],
  ['UTF-16', new Uint8Array(Buffer.from('\ufeff{"query":"{ hello }"}', 'utf16le'))],
  ['lists in lists', `{"query":"{ hello }","variables":${'['.repeat(400_000)}${']'.repeat(400_000)}}`],
  ['lists that do not end', '['.repeat(900_000)],
  ['objects in objects', `{"query":"{ hello }","x":${'{"a":'.repeat(65)}1${'}'.repeat(65)}}`],
])('refuses %s as the client’s error, without a stack or a path', async (_, body) => {
  const refusal = await refusalOf(await post(body));
  expect(refusal).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  expect(refusal.message).not.toMatch(/at |node_modules|\//);
});

it('refuses a body that is too large, and goes on answering', async () => {
  expect(await refusalOf(await post('x'.repeat(STANDARD.mostBodyBytes + 1)))).toMatchObject({
    ...{ status: 413, code: 'LIMIT_BODY' },
  });
  expect((await post('{"query":"{ hello }"}')).status).toBe(200);
});

describe('takes nothing that a page could send without the browser asking first', () => {
  const known = '{"query":"known"}';

  it('(the shortcut is there)', async () => {
    expect(await (await post(known)).json()).toEqual({ data: { known: true } });
    expect((await post(known, 'Application/JSON ;charset="UTF-8"')).status).toBe(200);
  });

  it.each([
    ['text/plain', known],
    ['text/plain; application/json', known],
    ['application/x-www-form-urlencoded', 'query=known'],
    ['multipart/form-data; boundary=x', known],
    ['application/json-seq', known],
    ['nonsense, application/json', known],
  ])('%s', async (type, body) => {
    expect(await refusalOf(await post(body, type))).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  it('a POST without a type', async () => {
    const answers = await sendRaw(url, [
      `POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${known.length}\r\n\r\n${known}`,
    ]);
    expect(answers.statuses).toEqual([400]);
  });

  it('a GET without a header of its own', async () => {
    expect(await refusalOf(await fetch(`${url}?query={hello}`))).toMatchObject({ status: 400 });
  });
});

it.each([
  ['a body that is compressed', { 'content-encoding': 'gzip' }, /compressed/],
  ['another character set', { 'content-type': 'application/json; charset=iso-8859-1' }, /UTF-8/],
])('refuses %s', async (_, headers, reason) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: gzipSync('{"query":"{ hello }"}'),
  });
  const refusal = await refusalOf(response);
  expect(refusal).toMatchObject({ status: 415, code: 'BAD_REQUEST' });
  expect(refusal.message).toMatch(reason);
});

it.each(['HEAD', 'PUT', 'DELETE', 'PATCH', 'TRACE'])('has no %s at /graphql', async (method) => {
  const answers = await sendRaw(url, [`${method} /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`]);
  expect(answers.statuses).toEqual([405]);
  expect(answers.text).toMatch(/^allow: GET, POST, OPTIONS\r$/im);
});

describe('finds its way by the request’s target', () => {
  const query = `query=${encodeURIComponent('{ hello }')}`;
  const get = (target: string) =>
    sendRaw(url, [
      `GET ${target} HTTP/1.1\r\nHost: x\r\nApollo-Require-Preflight: 1\r\nConnection: close\r\n\r\n`,
    ]);

  it.each([
    `http://elsewhere.example/graphql?${query}`,
    `/graphql?${query}&x=?`,
    `/graphql?x=%&${query}`,
    `/graphql?${query}&pad=${'x'.repeat(12_000)}`,
  ])('%.60s', async (target) => {
    const { statuses, text } = await get(target);
    expect(statuses).toEqual([200]);
    expect(text).toContain('{"data":{"hello":"Chào Bắc Ninh"}}');
  });

  it.each([
    '/%67raphql',
    '/graphql%00',
    '/graphql/',
    '//graphql',
    '/./graphql',
    '/%',
    '/%c0%af',
    '/graphql;x=1',
    '/GRAPHQL',
    '/../../etc/passwd',
    '/__proto__',
  ])('404: %s', async (target) => {
    expect((await get(`${target}?${query}`)).statuses).toEqual([404]);
  });

  it.each(['http://elsewhere.example', 'http://elsewhere.example?x=1', '/?x=1'])(
    '307: %s',
    async (target) => {
      expect((await get(target)).statuses).toEqual([307]);
    },
  );
});

it.each([
  ['an answer', () => post('{"query":"{ hello }"}'), 200],
  ['a known answer', () => post('{"query":"known"}'), 200],
  ['a fault', () => post('{"query":"{"}'), 400],
  ['a refusal', () => fetch(url, { method: 'PUT' }), 405],
  ['nothing', () => fetch(new URL('/nope', url)), 404],
  ['a redirect', () => fetch(new URL('/', url), { redirect: 'manual' }), 307],
])('says with %s what a browser may do with it, and its number', async (_, answer, status) => {
  const { status: got, headers } = await answer();
  expect(got).toBe(status);
  expect(Object.fromEntries(headers)).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'") as unknown,
    'x-request-id': expect.stringMatching(/^[\w-]{36}$/) as unknown,
    'access-control-allow-origin': '*',
    'access-control-expose-headers': expect.stringContaining('X-Request-Id') as unknown,
  });
  expect(headers.get('x-powered-by') ?? headers.get('server')).toBeNull();
});

it('leaves a page’s policy to the page', async () => {
  const page = await fetch(url, { headers: { accept: 'text/html' } });
  expect(page.headers.get('content-type')).toBe('text/html');
  expect(page.headers.get('content-security-policy')).toBeNull();
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
});

it.each([
  ['a-number.of:its_own', true],
  ['one,other', true],
  ['x'.repeat(129), false],
  ['"quoted"', false],
])('answers with the number of the request, where a log can hold it: %.20s', async (id, isKept) => {
  const response = await fetch(new URL('/nope', url), { headers: { 'x-request-id': id } });
  if (isKept) expect(response.headers.get('x-request-id')).toBe(id);
  else expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
});

it('goes on answering when a client leaves in the middle of its body', async () => {
  const { port } = new URL(url);
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(
        'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"qu',
      );
      socket.destroy();
    });
    socket.on('close', () => {
      resolve();
    });
  });
  expect((await post('{"query":"{ hello }"}')).status).toBe(200);
});
