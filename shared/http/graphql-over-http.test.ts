import { ApolloServer } from '@apollo/server';
import { connect } from 'node:net';
import { serveGraphql } from './graphql-over-http';
import { MAX_BODY_BYTES } from './read-body';

const server = new ApolloServer({
  typeDefs: 'type Query { hello(name: String = "Bắc Ninh"): String }',
  resolvers: { Query: { hello: (_: unknown, { name }: { name: string }) => `Chào ${name}` } },
});
let url: string;
beforeAll(async () => {
  url = await serveGraphql(server, { host: '127.0.0.1', port: 0 }, () => ({}));
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
])('refuses %s as the client’s error, without a stack or a path', async (_, body) => {
  const refusal = await refusalOf(await post(body));
  expect(refusal).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  expect(refusal.message).not.toMatch(/at |node_modules|\//);
});

it('refuses a body that is too large, and goes on answering', async () => {
  expect(await refusalOf(await post('x'.repeat(MAX_BODY_BYTES + 1)))).toMatchObject({ status: 413 });
  expect((await post('{"query":"{ hello }"}')).status).toBe(200);
});

it('refuses what a page could send without the browser asking first', async () => {
  expect((await post('{"query":"{ hello }"}', 'text/plain')).status).toBe(400);
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
