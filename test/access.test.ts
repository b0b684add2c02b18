/** What is not public, asked by nobody known, by clients with keys, and through every way that leads to it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clients } from '../gateway/identity/clients';
import { identifier } from '../gateway/identity/identify';
import type { RunningGateway } from '../gateway/server';
import type { AskAnswer } from './ask';
import { startInProcess } from './in-process';
import { importOwnRecords } from './own-records';
import { runCommand } from './run-command';
import { dropDatabases, testDatabases } from './test-databases';

const folder = mkdtempSync(join(tmpdir(), 'clients-'));
const databases = testDatabases();
let gateway: RunningGateway;
const keys: Record<string, string> = {};

const client = (...args: string[]) =>
  runCommand('gateway/identity/command.js', args, { CLIENTS_DIR: folder });

beforeAll(async () => {
  const everywhere = ['--name', 'Portal', '--contact', 'data team'];
  for (const [id, more] of Object.entries({
    all: ['--scope', 'agencies:read'],
    city: ['--scope', 'agencies:read', '--unit', 'vn2004.256'],
    unscoped: [],
  })) {
    const { status, out, err } = await client('create', id, ...everywhere, ...more);
    expect([status, err]).toEqual([0, '']);
    keys[id] = out.split('\n')[0] ?? '';
  }
  await importOwnRecords(databases);
  const clients = new Clients(folder, () => undefined);
  gateway = await startInProcess({
    ...{ databases, demonstration: false, identify: identifier(clients, undefined) },
  });
});
afterAll(async () => {
  await gateway.stop();
  await dropDatabases(databases);
  rmSync(folder, { recursive: true });
});

async function askAs(headers: Record<string, string>, query: string): Promise<AskAnswer> {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, ...((await response.json()) as object) } as AskAnswer;
}
const askWith = (id: string, query: string) => askAs({ 'x-api-key': keys[id] ?? '' }, query);

const QUERY = `{
  province: administrativeUnit(code: "27") { scorecard(period: "2023") { ...agencies } }
  city: administrativeUnit(code: "256") { scorecard(period: "2023") { ...agencies } }
}
fragment agencies on Scorecard { documents { onlineProcessingRate { value byAgency(first: 1) { value } } } }`;
const PATH = ['scorecard', 'documents', 'onlineProcessingRate', 'byAgency'];

const seen = ({ data }: AskAnswer) =>
  Object.fromEntries(
    Object.entries(
      data as Record<string, { scorecard: { documents: { onlineProcessingRate: object } } }>,
    ).map(([name, unit]) => [name, unit.scorecard.documents.onlineProcessingRate]),
  );
const value = expect.any(Number) as unknown;
const agencies = [{ value }];

// The first time the operation is worked out, the second time it is known.
it.each(['first', 'second'])(
  'is null with its path for nobody known, and the rest is answered, the %s time',
  async () => {
    const answer = await askAs({}, QUERY);
    expect(answer.status).toBe(200);
    expect(seen(answer)).toEqual({
      province: { value, byAgency: null },
      city: { value, byAgency: null },
    });
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions?.code])).toEqual([
      [['province', ...PATH], 'FORBIDDEN'],
      [['city', ...PATH], 'FORBIDDEN'],
    ]);
  },
);

it('is seen with a key that may, also right after it was refused', async () => {
  const { errors, ...answer } = await askWith('all', QUERY);
  expect(errors).toBeUndefined();
  expect(seen(answer)).toMatchObject({ province: { byAgency: agencies } });
});

it('takes the scope, not only a key', async () => {
  const { errors = [] } = await askWith('unscoped', QUERY);
  expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
});

it('is seen of the units in the caller’s reach alone, whoever asks the same at the same time', async () => {
  const [all, city, nobody] = await Promise.all([
    askWith('all', QUERY),
    askWith('city', QUERY),
    askAs({}, QUERY),
  ]);
  expect(seen(all)).toMatchObject({ province: { byAgency: agencies } });
  expect(seen(city)).toMatchObject({ province: { byAgency: null }, city: { byAgency: agencies } });
  expect(city.errors).toMatchObject([{ path: ['province', ...PATH], extensions: { code: 'FORBIDDEN' } }]);
  expect(nobody.errors).toHaveLength(2);
});

it('is not seen through an interface, an alias or a list either', async () => {
  const ways = `{ administrativeUnit(code: "27") { scorecard(period: "2023") {
    kpis(codes: ["DOC-02"]) { code other: byAgency { value } ... on DocumentKpi { byAgency { value } } }
  } } documentKpis(filter: { units: ["vn2004.27"], periods: ["2023"] }, first: 2) { nodes { byAgency { value } } } }`;
  const { data, errors = [] } = await askAs({}, ways);
  expect(JSON.stringify(data)).not.toMatch(/"value"/);
  expect(errors.length).toBeGreaterThan(2);
  expect(new Set(errors.map(({ extensions }) => extensions?.code))).toEqual(new Set(['FORBIDDEN']));
});

it('is not seen by who says to be the gateway', async () => {
  const { errors } = await askAs({ 'x-api-key': keys.city ?? '', 'x-caller-units': 'vn2004.27' }, QUERY);
  expect(errors).toMatchObject([{ path: ['province', ...PATH] }]);
});

it.each([
  ['a key that nobody has', { 'x-api-key': 'kpi.all.00000000.' + 'a'.repeat(43) }],
  ['a token, where none are taken', { authorization: 'Bearer a.b.c' }],
  ['a password', { authorization: 'Basic YTpi' }],
])('refuses %s', async (_, headers) => {
  expect(await askAs(headers, '{ __typename }')).toMatchObject({
    ...{ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
  });
});

it('lets two keys be valid while one is replaced, and refuses the old one once it is revoked', async () => {
  const old = keys.unscoped ?? '';
  const rotated = await client('rotate', 'unscoped');
  const fresh = rotated.out.split('\n')[0] ?? '';
  expect(await client('rotate', 'unscoped')).toMatchObject({
    ...{ status: 1, err: expect.stringMatching(/has 2 valid keys/) as unknown },
  });
  await new Promise((resolve) => setTimeout(resolve, 600));
  for (const key of [old, fresh]) {
    expect(await askAs({ 'x-api-key': key }, '{ __typename }')).toMatchObject({ status: 200 });
  }
  expect(await client('revoke', 'unscoped', old.split('.')[2] ?? '')).toMatchObject({ status: 0 });
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect((await askAs({ 'x-api-key': old }, '{ __typename }')).status).toBe(401);
  expect((await askAs({ 'x-api-key': fresh }, '{ __typename }')).status).toBe(200);
  expect((await client('list')).out).toMatch(/unscoped: Portal \(data team\)[^]*revoked/);
});

it.each([
  [['create', 'all', '--name', 'x', '--contact', 'y'], /There is a client all already/],
  [['create', '../x', '--name', 'x', '--contact', 'y'], /names no client/],
  [['create', 'new'], /Expected --name and --contact/],
  [['revoke', 'all', 'x'], /has no key "x"/],
  [['rotate', 'none'], /cannot be read as YAML/],
  [['drop', 'all'], /usage: /],
])('says what is wrong with %j', async (args, reason) => {
  expect(await client(...args)).toMatchObject({ status: 1, err: expect.stringMatching(reason) as unknown });
});
