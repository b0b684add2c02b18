/** What is served for developers, and to whom. */
import { request } from 'node:http';
import { composeServices } from '@apollo/composition';
import {
  buildClientSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  parse,
  printSchema,
} from 'graphql';
import { explorerSettings } from '../gateway/explore/explorer-settings';
import { gatewaySettings } from '../gateway/settings';
import type { Identify } from '../gateway/identity/identify';
import type { RunningGateway } from '../gateway/server';
import { ask } from './ask';
import { startWordsGateway } from './words-gateway';

/** Whoever says so has the scopes. */
const identify: Identify = ({ 'x-scopes': scopes }) =>
  typeof scopes === 'string' ? { name: 'developer', scopes: new Set(scopes.split(',')) } : undefined;

const HTML = { accept: 'text/html,*/*;q=0.8' };
const SCHEMA = { 'x-scopes': 'schema:read' };
const PLANS = { 'x-scopes': 'plans:read' };

let gateway: RunningGateway;
function startWith(env: Record<string, string>): void {
  beforeAll(async () => {
    gateway = await startWordsGateway(undefined, {
      settings: gatewaySettings({ CLIENTS_DIR: 'none', ...env }, []),
      identify,
    });
  });
  afterAll(() => gateway.stop());
}

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, gateway.url), { headers, redirect: 'manual' });

async function post(body: object, headers: Record<string, string> = {}) {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer };
}
interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly extensions?: { readonly queryPlan?: { readonly text: string } };
}

/** As it is written: a client of a library's tidies the path up. */
function statusOf(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(gateway.url);
    request({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

const INTROSPECTION = { query: getIntrospectionQuery() };
const PLAN = { query: '{ greeting }', extensions: { queryPlan: true } };

describe('in development', () => {
  startWith({});

  it('gives a browser the page, and others the way to the endpoint', async () => {
    const page = await get('/', HTML);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toContain(
      "script-src 'self' https://embeddable-sandbox.cdn.apollographql.com;",
    );
    const other = await get('/');
    expect([other.status, other.headers.get('location')]).toEqual([307, '/graphql']);
  });

  it('leads a browser from the endpoint to the page', async () => {
    const response = await get('/graphql', HTML);
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('url=/"')]);
  });

  it('has no inline scripts or styles in its pages, which their policies would refuse', async () => {
    for (const path of ['/', '/explore']) {
      const html = await (await get(path, HTML)).text();
      expect(html).not.toMatch(/<style|<script(?![^>]* src=)|\sstyle=|\son\w+=/);
    }
  });

  it('offers only what another graph can answer', async () => {
    const facts = (await (await get('/explore/page.json')).json()) as Record<string, unknown>;
    expect(facts).toMatchObject({ explorer: 'online', hasCatalogue: false, samples: [], exports: [] });
  });

  it.each([
    ['/explore/landing.js', 'text/javascript; charset=utf-8', 'no-cache'],
    ['/explore/landing.css', 'text/css; charset=utf-8', 'no-cache'],
    ['/explore/icon.svg', 'image/svg+xml', 'no-cache'],
    ['/schema.graphql', 'text/plain; charset=utf-8', 'private, no-cache'],
  ])('serves %s once', async (path, type, kept) => {
    const first = await get(path);
    expect([first.status, first.headers.get('content-type'), first.headers.get('cache-control')]).toEqual([
      ...[200, type, kept],
    ]);
    const again = await get(path, { 'if-none-match': first.headers.get('etag') ?? '' });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await get(path, { 'if-none-match': '"another"' })).status).toBe(200);
  });

  it.each([
    '/explore/..%2fexplorer.ts',
    '/explore/../explore/explorer.ts',
    '/explore/landing.html',
    '/explore/constructor',
    '/explore/%2e%2e/%2e%2e/package.json',
  ])('finds nothing at %s', async (path) => {
    expect(await statusOf(path)).toBe(404);
  });

  it('is only read', async () => {
    const response = await fetch(new URL('/explore/landing.js', gateway.url), { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  it('answers questions about the schema, fragments and all, as the schema file has it', async () => {
    const { body } = await post(INTROSPECTION);
    const asked = buildClientSchema(body.data as unknown as IntrospectionQuery);
    expect(await (await get('/schema.graphql')).text()).toBe(printSchema(asked));
  });

  it('shows the plan to who asks for it, and to nobody else', async () => {
    const { body } = await post(PLAN);
    expect(body.data).toEqual({ greeting: 'xin chào' });
    expect(body.extensions?.queryPlan?.text).toContain('Fetch(service: "words")');
    expect((await post({ query: '{ greeting }' })).body.extensions).toBeUndefined();
    expect(
      (await post({ query: '{ __typename }', extensions: { queryPlan: true } })).body.extensions,
    ).toEqual({
      queryPlan: { text: '' },
    });
  });
});

describe('offline', () => {
  startWith({ EXPLORER: 'offline' });

  it('lets the page load nothing from elsewhere', async () => {
    const page = await get('/', HTML);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'; ");
    expect(page.headers.get('content-security-policy')).not.toContain('https:');
  });
});

describe('in production', () => {
  startWith({ NODE_ENV: 'production' });

  it('has no page', async () => {
    expect((await get('/', HTML)).status).toBe(307);
    for (const path of ['/explore', '/explore/page.json', '/explore/landing.js']) {
      expect((await get(path, HTML)).status).toBe(404);
    }
    expect((await get('/graphql', HTML)).headers.get('content-type')).not.toContain('html');
  });

  it('tells its schema to those with the scope alone, also when somebody has asked before', async () => {
    for (const [headers, status] of [
      [{}, 403],
      [PLANS, 403],
      [SCHEMA, 200],
      [{}, 403],
    ] as const) {
      expect((await get('/schema.graphql', headers)).status).toBe(status);
      const answer = await post(INTROSPECTION, headers);
      expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([
        ...[status, status === 403 ? 'FORBIDDEN' : undefined],
      ]);
    }
  });

  it.each([
    '{ greeting ...f } fragment f on Query { __schema { queryType { name } } }',
    '{ __type(name: "Query") { name } }',
  ])('hides the schema behind nothing: %s', async (query) => {
    await post({ query }, SCHEMA);
    expect((await post({ query })).status).toBe(403);
  });

  it('suggests nothing of it', async () => {
    const { errors } = (await post({ query: '{ greetin }' })).body;
    expect(errors).toMatchObject([{ message: 'Cannot query field "greetin" on type "Query".' }]);
  });

  it.each([
    ['production', 'Value "HAPY" does not exist in "Mood" enum.'],
    ['development', 'Value "HAPY" does not exist in "Mood" enum. Did you mean the enum value "HAPPY"?'],
  ])('suggests to variables in %s: %s', async (NODE_ENV, message) => {
    const typeDefs = parse('enum Mood { HAPPY } type Query { greeting(mood: Mood): String }');
    const { supergraphSdl = '' } = composeServices([
      { name: 'words', url: 'http://nowhere.invalid/', typeDefs },
    ]);
    const settings = gatewaySettings({ NODE_ENV }, []);
    const moody = await startWordsGateway(undefined, { supergraphSdl, settings });
    const query = 'query ($mood: Mood) { greeting(mood: $mood) }';
    const { errors } = await ask(moody.url, query, { mood: 'HAPY' });
    await moody.stop();
    expect(errors).toMatchObject([
      { message: expect.stringMatching(/^Variable "\$mood" got invalid value "HAPY"/) as unknown },
    ]);
    expect(errors?.[0]?.message.endsWith(message)).toBe(true);
  });

  it('leaves __typename to everybody', async () => {
    expect((await post({ query: '{ __typename }' })).body).toEqual({ data: { __typename: 'Query' } });
  });

  it('shows plans to those with the scope alone', async () => {
    expect((await post(PLAN, PLANS)).body.extensions?.queryPlan?.text).toContain('Fetch');
    const refused = await post(PLAN, SCHEMA);
    expect([refused.status, refused.body.extensions]).toEqual([403, undefined]);
  });
});

describe('with all of it off', () => {
  startWith({ EXPLORER: 'off', INTROSPECTION: 'off', QUERY_PLANS: 'off' });

  it('has nothing for developers, whoever asks', async () => {
    const everything = { 'x-scopes': 'schema:read,plans:read' };
    expect((await get('/', HTML)).status).toBe(307);
    expect((await get('/schema.graphql', everything)).status).toBe(404);
    expect((await post(INTROSPECTION, everything)).status).toBe(403);
    expect((await post(PLAN, everything)).status).toBe(403);
  });
});

it('names all that is wrong with its settings', () => {
  const faults: string[] = [];
  explorerSettings({ EXPLORER: 'on', INTROSPECTION: 'yes', QUERY_PLANS: 'no' }, faults);
  expect(faults).toEqual([
    'EXPLORER is "on". Expected online, offline, off.',
    'INTROSPECTION is "yes". Expected public, scope, off.',
    'QUERY_PLANS is "no". Expected public, scope, off.',
  ]);
});
