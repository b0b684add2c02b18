/** Operations by id, by name and by hash, as real clients ask for them; and what becomes of those who try what they may not. */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client, type Exchange, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { parse, print } from 'graphql';
import { GraphQLClient } from 'graphql-request';
import { Clients } from '../gateway/identity/clients';
import { identifier } from '../gateway/identity/identify';
import type { RunningGateway } from '../gateway/server';
import { gatewaySettings } from '../gateway/settings';
import { projectFile } from '../shared/project-root';
import { describeWithRedis, redisServer, type RedisServer } from './redis-server';
import { runCommand } from './run-command';
import { startWordsGateway } from './words-gateway';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A fetch that notes what was sent and what came back. */
function noted() {
  const seen: { readonly method: string; readonly sentQuery: boolean; readonly status: number }[] = [];
  const noting: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    const url = input instanceof Request ? input.url : String(input);
    const sentQuery =
      url.includes('query=') || (typeof init?.body === 'string' && /"query"\s*:\s*"/.test(init.body));
    seen.push({ method: init?.method ?? 'GET', sentQuery, status: response.status });
    return response;
  };
  return { seen, fetch: noting };
}

const folder = mkdtempSync(join(tmpdir(), 'clients-'));
const keys: Record<string, string> = {};
const client = (...args: string[]) =>
  runCommand('gateway/identity/command.js', args, { CLIENTS_DIR: folder });

async function start(env: Record<string, string> = {}): Promise<RunningGateway> {
  const settings = gatewaySettings({ CLIENTS_DIR: folder, ...env }, []);
  const identify = identifier(new Clients(folder, () => undefined), undefined);
  return startWordsGateway(undefined, { settings, identify });
}

const BODY = 'query Greeting {\n  greeting\n}';
const MODES = { portal: 'open', listed: 'safelist', strict: 'require-id', watched: 'log-unknown' };

let gateway: RunningGateway;
beforeAll(async () => {
  for (const [id, mode] of Object.entries(MODES)) {
    const { out } = await client('create', id, '--name', 'Portal', '--contact', 'data team');
    keys[id] = out.split('\n')[0] ?? '';
    writeFileSync(
      join(folder, id, 'client.yaml'),
      `name: Portal\ncontact: data team\nscopes: []\nmode: ${mode}\n`,
    );
    writeFileSync(join(folder, id, 'greeting.graphql'), `${BODY}\n`);
    writeFileSync(
      join(folder, id, 'types.graphql'),
      'query Types {\n  greeting\n  typename: __typename\n}\n',
    );
  }
  gateway = await start();
});
afterAll(async () => {
  await gateway.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => jest.spyOn(console, 'log').mockReturnValue());

const keyOf = (id: string) => ({ 'x-api-key': keys[id] ?? '' });
const post = (body: object, headers: Record<string, string> = {}) =>
  fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, gateway.url), { headers });
const persisted = (hash: unknown) => ({ persistedQuery: { version: 1, sha256Hash: hash } });
const byHash = (hash: string) => `/graphql?extensions=${encodeURIComponent(JSON.stringify(persisted(hash)))}`;

async function outcome(response: Response) {
  const { data, errors } = (await response.json()) as {
    data?: unknown;
    errors?: { message: string; extensions: { code: string } }[];
  };
  return { status: response.status, data, code: errors?.[0]?.extensions.code };
}

const ANSWER = { greeting: 'xin chào' };

describe('real clients register an operation once, and ask by its hash from then on', () => {
  it('Apollo Client, with GET for hashes', async () => {
    const { seen, fetch: noting } = noted();
    const link = new PersistedQueryLink({
      sha256,
      useGETForHashedQueries: true,
    }).concat(new HttpLink({ uri: gateway.url, fetch: noting }));
    for (let time = 0; time < 2; time++) {
      const apollo = new ApolloClient({ link, cache: new InMemoryCache() });
      const { data } = await apollo.query({ query: gql('query ByApollo { greeting }') });
      expect(data).toMatchObject(ANSWER);
    }
    expect(seen).toEqual([
      { method: 'GET', sentQuery: false, status: 200 },
      { method: 'POST', sentQuery: true, status: 200 },
      { method: 'GET', sentQuery: false, status: 200 },
    ]);
  });

  it('urql', async () => {
    const { seen, fetch: noting } = noted();
    for (let time = 0; time < 2; time++) {
      const urql = new Client({
        ...{ url: gateway.url, fetch: noting, preferGetMethod: false },
        exchanges: [persistedExchange({ preferGetForPersistedQueries: false }), fetchExchange],
      });
      const answer = await urql.query<unknown>('query ByUrql { greeting }', {}).toPromise();
      expect(answer.data).toMatchObject(ANSWER);
    }
    expect(seen.map(({ sentQuery }) => sentQuery)).toEqual([false, true, false]);
  });

  it('urql with its standard settings, which are GET, once its requests tell that they are no page’s', async () => {
    const { seen, fetch: noting } = noted();
    const ask = async (query: string, exchanges: Exchange[]) => {
      const fetchOptions = { headers: { 'apollo-require-preflight': 'true' } };
      const urql = new Client({ url: gateway.url, fetch: noting, fetchOptions, exchanges });
      const answer = await urql.query<unknown>(query, {}).toPromise();
      expect(answer.data).toMatchObject(ANSWER);
    };
    await ask('query ByPlainUrql { greeting }', [fetchExchange]);
    for (let time = 0; time < 2; time++)
      await ask('query ByUrqlsStandard { greeting }', [persistedExchange({}), fetchExchange]);
    expect(seen).toEqual([
      { method: 'GET', sentQuery: true, status: 200 },
      { method: 'GET', sentQuery: false, status: 200 },
      { method: 'GET', sentQuery: true, status: 200 },
      { method: 'GET', sentQuery: false, status: 200 },
    ]);
  });

  it('graphql-request, which sends the whole operation', async () => {
    expect(await new GraphQLClient(gateway.url).request('{ greeting }')).toEqual(ANSWER);
  });

  it('fetch: miss, register, hit, and not again while it is the same', async () => {
    const query = 'query ByFetch { greeting }';
    const hash = sha256(query);
    const preflight = { 'apollo-require-preflight': 'true' };
    expect(await outcome(await get(byHash(hash), preflight))).toMatchObject({
      ...{ status: 200, code: 'PERSISTED_QUERY_NOT_FOUND' },
    });
    expect(await outcome(await post({ query, extensions: persisted(hash) }))).toMatchObject({ data: ANSWER });
    const hit = await get(byHash(hash), preflight);
    const etag = hit.headers.get('etag') ?? '';
    expect([hit.headers.get('cache-control'), etag]).toEqual([
      'public, max-age=60',
      expect.stringMatching(/^"[\w-]{43}"$/),
    ]);
    const same = await get(byHash(hash), { ...preflight, 'if-none-match': etag });
    expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', etag]);
  });
});

it('an answer has a strong tag in each encoding, and any of them tells that it is known', async () => {
  const query = `{ ${Array.from({ length: 20 }, (_, i) => `${'a'.repeat(60)}${i}: greeting`).join(' ')} }`;
  await post({ query, extensions: persisted(sha256(query)) });
  const ask = async (encoding: string, kept?: string) => {
    const { status, headers } = await get(byHash(sha256(query)), {
      ...{ 'apollo-require-preflight': 'true', 'accept-encoding': encoding },
      ...(kept === undefined ? {} : { 'if-none-match': kept }),
    });
    return [status, headers.get('etag') ?? ''] as const;
  };
  const encodings = ['identity', 'gzip', 'br'];
  const tags: string[] = [];
  for (const encoding of encodings) tags.push((await ask(encoding))[1]);
  const hash = tags[0]?.slice(1, -1);
  expect(tags).toEqual([`"${hash}"`, `"${hash}-gzip"`, `"${hash}-br"`]);
  for (const [i, encoding] of encodings.entries()) {
    for (const kept of [...tags, `W/${tags[1]}`, `"x", W/${tags[2]}`, '*'])
      expect(await ask(encoding, kept)).toEqual([304, tags[i]]);
    expect(await ask(encoding, '"x"')).toEqual([200, tags[i]]);
  }
});

describe('a partner asks for what it has registered', () => {
  it('by name, by id in both forms, by GET and by POST', async () => {
    const id = sha256(print(parse(BODY)));
    const answers = [
      await get('/v1/portal/Greeting', keyOf('portal')),
      await get(byHash(id), keyOf('portal')),
      await get(`/graphql?documentId=${id}`, keyOf('portal')),
      await get(`/graphql?documentId=sha256:${id}`, keyOf('portal')),
      await post({ documentId: id }, keyOf('portal')),
      await post({ extensions: persisted(id) }, keyOf('portal')),
    ];
    for (const answer of answers) expect(await outcome(answer)).toEqual({ status: 200, data: ANSWER });
    expect(answers.map(({ headers }) => headers.get('cache-control'))).toEqual([
      ...Array<string>(4).fill('private, max-age=60'),
      ...Array<string>(2).fill('no-store'),
    ]);
  });

  it('and by its text, white space, order and all, where only registered operations are answered', async () => {
    expect(await outcome(await post({ query: 'query   Greeting{ greeting }' }, keyOf('listed')))).toEqual({
      ...{ status: 200, data: ANSWER },
    });
    expect(await outcome(await post({ query: '{ greeting }' }, keyOf('listed')))).toMatchObject({
      ...{ status: 403, code: 'OPERATION_NOT_REGISTERED' },
    });
    const inOtherOrder = await post(
      { query: 'query Types { typename: __typename, greeting }' },
      keyOf('listed'),
    );
    expect((await inOtherOrder.text()).trim()).toBe('{"data":{"typename":"Query","greeting":"xin chào"}}');
  });

  it('by id alone, where the text is not answered', async () => {
    expect(await outcome(await get('/v1/strict/Greeting', keyOf('strict')))).toMatchObject({ data: ANSWER });
    expect(await outcome(await post({ query: BODY }, keyOf('strict')))).toMatchObject({
      ...{ status: 403, code: 'OPERATION_NOT_REGISTERED' },
    });
  });

  it('and is noted, where it asks for something else and may', async () => {
    const log = jest.spyOn(console, 'log').mockReturnValue();
    expect(await outcome(await post({ query: '{ greeting }' }, keyOf('watched')))).toMatchObject({
      data: ANSWER,
    });
    expect(log.mock.calls.flat().join()).toMatch(
      /^watched asks an operation that is not registered: [0-9a-f]{64}$/,
    );
  });

  it('the mode of all is the least strict that a client can have', async () => {
    const strict = await start({ OPERATIONS_MODE: 'require-id' });
    try {
      const answer = await fetch(strict.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ greeting }' }),
      });
      expect(await outcome(answer)).toMatchObject({ status: 403, code: 'OPERATION_NOT_REGISTERED' });
    } finally {
      await strict.stop();
    }
  });
});

describe('what an attacker tries', () => {
  const id = sha256(print(parse(BODY)));
  const unknown = 'f'.repeat(64);

  it.each<[string, () => Promise<Response>, number, string]>([
    [
      'another client’s operation',
      () => get('/v1/strict/Greeting', keyOf('portal')),
      404,
      'OPERATION_UNKNOWN',
    ],
    ['a client’s operation without its key', () => get('/v1/portal/Greeting'), 401, 'UNAUTHENTICATED'],
    [
      'a guessed key',
      () => get('/v1/portal/Greeting', { 'x-api-key': `kpi.portal.00000000.${'A'.repeat(43)}` }),
      401,
      'UNAUTHENTICATED',
    ],
    [
      'a client’s name in a header',
      () => get('/v1/portal/Greeting', { 'apollographql-client-name': 'portal' }),
      401,
      'UNAUTHENTICATED',
    ],
    [
      'an id with another body',
      () => post({ query: '{ __typename }', extensions: persisted(id) }),
      400,
      'BAD_REQUEST',
    ],
    [
      'a registered id with another body',
      () => post({ query: '{ __typename }', extensions: persisted(id) }, keyOf('portal')),
      400,
      'BAD_REQUEST',
    ],
    [
      'an id that nobody registered, as a document',
      () => get(`/graphql?documentId=${unknown}`, keyOf('portal')),
      404,
      'OPERATION_UNKNOWN',
    ],
    [
      'an id that nobody registered, of a safelist',
      () => post({ extensions: persisted(unknown) }, keyOf('listed')),
      404,
      'OPERATION_UNKNOWN',
    ],
    [
      'to register with a safelist',
      () => post({ query: '{ greeting }', extensions: persisted(sha256('{ greeting }')) }, keyOf('listed')),
      403,
      'OPERATION_NOT_REGISTERED',
    ],
    ['an id that is no text', () => post({ extensions: persisted({ $ne: 1 }) }), 400, 'BAD_REQUEST'],
    [
      'an id that cannot become a text',
      () => post({ query: BODY, extensions: persisted({ toString: 1 }) }),
      400,
      'BAD_REQUEST',
    ],
    ['an id that is no hash', () => post({ extensions: persisted('abc') }), 400, 'BAD_REQUEST'],
    [
      'a parameter that there is not',
      () => get('/v1/portal/Greeting?__proto__=1', keyOf('portal')),
      400,
      'BAD_USER_INPUT',
    ],
    [
      'oversized variables',
      () => post({ documentId: id, variables: { a: Array(20_000).fill(1) } }, keyOf('portal')),
      400,
      'LIMIT_VARIABLES',
    ],
    [
      'another method',
      () => fetch(new URL('/v1/portal/Greeting', gateway.url), { method: 'POST', headers: keyOf('portal') }),
      405,
      'BAD_REQUEST',
    ],
    ['a path out of the folder', () => get('/v1/..%2f..%2fetc/passwd', keyOf('portal')), 404, 'BAD_REQUEST'],
    [
      'a page elsewhere, by a browser with a cookie',
      () => get('/v1/portal/Greeting', { ...keyOf('portal'), cookie: 'a=b' }),
      400,
      'BAD_REQUEST',
    ],
  ])('%s', async (_, ask, status, code) => {
    expect(await outcome(await ask())).toMatchObject({ status, code });
  });

  it.each<[unknown, string]>([
    ['x', 'extensions.persistedQuery is "x".'],
    [[], 'extensions.persistedQuery is a list.'],
    [5, 'extensions.persistedQuery is 5.'],
    [false, 'extensions.persistedQuery is false.'],
    [{}, 'version is missing.'],
    [{ sha256Hash: sha256(BODY) }, 'version is missing.'],
    [{ version: 2, sha256Hash: sha256(BODY) }, 'version is 2.'],
    [{ version: { toString: 1 }, sha256Hash: sha256(BODY) }, 'version is an object.'],
    [{ version: 1 }, 'sha256Hash is missing.'],
    [{ version: 1, sha256Hash: null }, 'sha256Hash is null.'],
    [{ version: 1, sha256Hash: '' }, 'sha256Hash is "".'],
    [{ version: 1, sha256Hash: sha256(BODY).slice(1) }, 'sha256Hash is "'],
  ])(
    'a persisted query out of form, beside the query or alone, by POST or GET: %j',
    async (given, message) => {
      const extensions = { persistedQuery: given };
      const byGet = `/graphql?extensions=${encodeURIComponent(JSON.stringify(extensions))}`;
      const preflight = { 'apollo-require-preflight': 'true' };
      for (const answer of [
        await post({ query: BODY, extensions }),
        await post({ extensions }),
        await post({ query: BODY, extensions }, keyOf('portal')),
        await get(byGet, preflight),
      ]) {
        const { errors } = (await answer.json()) as { errors: { message: string; extensions: object }[] };
        expect([answer.status, errors[0]?.extensions]).toEqual([400, { code: 'BAD_REQUEST' }]);
        expect(errors[0]?.message).toContain(message);
        expect(errors[0]?.message).toContain('Expected extensions.persistedQuery as {"version": 1, ');
      }
    },
  );

  it('a flood of registrations evicts nobody else’s operation', async () => {
    const mine = 'query Mine { greeting }';
    await post({ query: mine, extensions: persisted(sha256(mine)) }, keyOf('portal'));
    for (let i = 0; i < 100; i++) {
      const query = `query Flood${i} { greeting }${' '.repeat(30_000)}`;
      await post({ query, extensions: persisted(sha256(query)) });
    }
    expect(await outcome(await post({ extensions: persisted(sha256(mine)) }, keyOf('portal')))).toMatchObject(
      {
        data: ANSWER,
      },
    );
  });
});

it('a flood of registrations from many addresses evicts no client’s operation', async () => {
  const proxied = await start({ TRUSTED_PROXIES: '1' });
  try {
    const ask = async (body: object, headers: Record<string, string>) => {
      const answer = await fetch(proxied.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      return outcome(answer);
    };
    const register = (query: string, headers: Record<string, string>) =>
      ask({ query, extensions: persisted(sha256(query)) }, headers);
    const mine = 'query Mine { greeting }';
    await register(mine, keyOf('portal'));
    for (let i = 0; i < 100; i++) {
      const flooder = { 'x-forwarded-for': `198.51.100.${i}` };
      expect(await register(`query Flood${i} { greeting }`, flooder)).toMatchObject({ data: ANSWER });
    }
    const again = await ask({ extensions: persisted(sha256(mine)) }, keyOf('portal'));
    expect(again).toMatchObject({ data: ANSWER });
  } finally {
    await proxied.stop();
  }
});

it('who guesses keys is soon not listened to any more', async () => {
  const other = await start();
  try {
    const guess = (key: string) => fetch(other.url, { method: 'POST', headers: { 'x-api-key': key } });
    const wrong = `kpi.portal.00000000.${'A'.repeat(43)}`;
    const statuses: number[] = [];
    for (let i = 0; i < 62; i++) statuses.push((await guess(wrong)).status);
    expect(statuses).toEqual([...Array<number>(60).fill(401), 429, 429]);
    const right = await guess(keys.portal ?? '');
    expect([right.status, right.headers.get('retry-after')]).toEqual([429, '60']);
  } finally {
    await other.stop();
  }
});

describe('rates', () => {
  it('tells how much is left, and refuses with when to ask again', async () => {
    const limited = await start({ ANONYMOUS_REQUESTS_PER_MINUTE: '2' });
    try {
      const ask = (headers: Record<string, string> = {}) =>
        fetch(`${limited.url}?query={__typename}`, {
          headers: { 'apollo-require-preflight': '1', ...headers },
        });
      const answers = [await ask(), await ask(), await ask({ 'x-forwarded-for': '203.0.113.9' })];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
      const [first, , last] = answers;
      expect([first?.headers.get('ratelimit-limit'), first?.headers.get('ratelimit-remaining')]).toEqual([
        '2',
        '1',
      ]);
      expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await ask(keyOf('portal'))).status).toBe(200);
    } finally {
      await limited.stop();
    }
  });
});

it('a client spends what it may in a minute, by the cost of what it asks', async () => {
  writeFileSync(
    join(folder, 'watched', 'client.yaml'),
    'name: Portal\ncontact: data team\nscopes: []\ncostPerMinute: 25\nrate: { requests: 5, perSeconds: 60 }\n',
  );
  await new Promise((resolve) => setTimeout(resolve, 600));
  // Ten scalars under an alias cost ten.
  const query = `{ ${Array.from({ length: 10 }, (_, i) => `a${i}: greeting`).join(' ')} }`;
  const answers = [];
  for (let time = 0; time < 3; time++) answers.push(await post({ query }, keyOf('watched')));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(answers[0]?.headers.get('ratelimit-limit')).toBe('5');
  expect(answers[2]?.headers.get('ratelimit-limit')).toBe('25');
});

describeWithRedis('replicas that share Redis', () => {
  let redis: RedisServer;
  let replicas: RunningGateway[];
  beforeAll(async () => {
    redis = await redisServer();
    await redis.start();
    replicas = [await start({ REDIS_URL: redis.url }), await start({ REDIS_URL: redis.url })];
  });
  afterAll(async () => {
    for (const replica of replicas) await replica.stop();
    await redis.kill();
  });

  const ask = async (replica: number, body: object) =>
    outcome(
      await fetch(replicas[replica]?.url ?? '', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
  it('know what the other was sent; without Redis each knows its own; with it again all is as before', async () => {
    const query = (name: string) => `query ${name} { greeting }`;
    const register = (name: string) =>
      ask(0, { query: query(name), extensions: persisted(sha256(query(name))) });
    const byId = (name: string) => ({ extensions: persisted(sha256(query(name))) });
    /** Sent to one replica, and known to the other, once both have Redis. */
    async function shared(name: string): Promise<void> {
      for (let i = 0; i < 50; i++) {
        expect(await register(`${name}${i}`)).toMatchObject({ data: ANSWER });
        await new Promise((resolve) => setTimeout(resolve, 200));
        if ((await ask(1, byId(`${name}${i}`))).code === undefined) return;
      }
      throw new Error('The replicas do not share.');
    }
    await shared('First');
    await redis.kill();
    expect(await register('Second')).toMatchObject({ data: ANSWER });
    expect(await ask(0, byId('Second'))).toMatchObject({ data: ANSWER });
    expect(await ask(1, byId('Second'))).toMatchObject({ status: 200, code: 'PERSISTED_QUERY_NOT_FOUND' });
    await redis.start();
    await shared('Third');
  });
});

it('the example client of the project is one that the commands take', async () => {
  const own = mkdtempSync(join(tmpdir(), 'example-'));
  cpSync(projectFile('gateway', 'operations', 'clients', 'example'), join(own, 'example'), {
    recursive: true,
  });
  const { status, err } = await runCommand('gateway/operations/command.js', ['check', 'example'], {
    CLIENTS_DIR: own,
  });
  expect([status, err]).toEqual([0, '']);
  rmSync(own, { recursive: true });
});
