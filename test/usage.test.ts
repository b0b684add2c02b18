/** Usage as it is counted by the product in one process, and read by the operator's command. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageRows } from '../gateway/usage/usage-rows';
import { UsageStore } from '../gateway/usage/usage-store';
import { runCommand } from './run-command';
import { run, type Running } from './stack';
import { asAdministrator, dropDatabases, testDatabases, testServerUrl } from './test-databases';

const databases = testDatabases();
const DATABASE = `${databases.prefix}gateway`;
const folder = mkdtempSync(join(tmpdir(), 'clients-'));
const environment = {
  ...{ DATABASE_URL: testServerUrl(), DATABASE_PREFIX: databases.prefix },
  ...{ CLIENTS_DIR: folder, USAGE_FLUSH_SECONDS: '1' },
};
const keys: Record<string, string> = {};
let gateway: Running;

const start = () => run(['node', 'dist/gateway/main.js', '--no-demo'], environment);
const usage = (...args: string[]) => runCommand('gateway/usage/command.js', args, environment);

beforeAll(async () => {
  for (const id of ['portal', 'ministry', 'silent']) {
    const args = ['create', id, '--name', id, '--contact', 'data team'];
    keys[id] = (await runCommand('gateway/identity/command.js', args, environment)).out.split('\n')[0] ?? '';
  }
  gateway = await start();
});
afterAll(async () => {
  await gateway.stop();
  await dropDatabases(databases);
  rmSync(folder, { recursive: true });
});

async function askAs(client: string, query: string, times = 1): Promise<void> {
  const key = keys[client];
  for (let time = 0; time < times; time++) {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { 'x-api-key': key }) },
      body: JSON.stringify({ query }),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).not.toHaveProperty('errors');
  }
}

type Counts = Record<string, number>;

/** By client and operation, or client and field. */
async function stored(kind: 'operation' | 'field'): Promise<Counts> {
  const { rows } = await asAdministrator(
    (client) =>
      client.query<{ key: string; requests: string }>(
        `SELECT client || ' ' || ${kind} AS key, sum(requests) AS requests FROM usage_${kind} GROUP BY 1`,
      ),
    DATABASE,
  );
  return Object.fromEntries(rows.map(({ key, requests }) => [key, Number(requests)]));
}

async function until(expected: Counts): Promise<void> {
  const end = Date.now() + 20_000;
  while (Date.now() < end && JSON.stringify(await sorted()) !== JSON.stringify(sort(expected))) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await sorted()).toEqual(sort(expected));

  async function sorted() {
    return sort(await stored('operation').catch(() => ({})));
  }
}
const sort = (counts: Counts) =>
  Object.fromEntries(Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)));

const CATALOGUE =
  'query Catalogue { shown: indicators { code ...unit } } fragment unit on Indicator { system }';
const UNIT =
  'query Unit { administrativeUnit(code: "27") { code scorecard(period: "2022") { kpis { value } } } }';

it('counts what two clients and anybody else ask, the first time and when it is known', async () => {
  await askAs('portal', CATALOGUE, 3);
  await askAs('portal', UNIT, 2);
  await askAs('ministry', UNIT);
  await askAs('nobody', '{ indicators { code } }', 2);
  await askAs('nobody', '{ indicators { code system } }');
  await until({
    ...{ 'portal Catalogue': 3, 'portal Unit': 2, 'ministry Unit': 1 },
    '(anonymous) (unnamed)': 3,
  });
  const fields = await stored('field');
  expect(fields).toMatchObject({
    ...{ 'portal Query.indicators': 3, 'portal Indicator.system': 3, 'portal Kpi.value': 2 },
    ...{ 'portal AdministrativeUnit.scorecard': 2, 'ministry Scorecard.kpis': 1 },
    ...{ '(anonymous) Query.indicators': 3, '(anonymous) Indicator.system': 1 },
  });
  expect(fields).not.toHaveProperty(['ministry Query.indicators']);
});

it('goes on when the database has ended its connections', async () => {
  await asAdministrator((client) =>
    client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [DATABASE]),
  );
  await askAs('ministry', UNIT, 2);
  await until({
    ...{ 'portal Catalogue': 3, 'portal Unit': 2, 'ministry Unit': 3 },
    '(anonymous) (unnamed)': 3,
  });
});

it('loses on kill -9 what came since the last writing at most, and an orderly stop loses nothing', async () => {
  gateway.process.kill('SIGKILL');
  await gateway.stop();
  gateway = await start();
  await askAs('ministry', UNIT);
  await gateway.stop();
  expect(await stored('operation')).toEqual({
    ...{ 'portal Catalogue': 3, 'portal Unit': 2, 'ministry Unit': 4 },
    '(anonymous) (unnamed)': 3,
  });
});

it('tells who still asks for a field, by itself and by an interface', async () => {
  const hour = String.raw`last in the hour of \d{4}-\d\d-\d\d \d\d:00 UTC`;
  const { status, out, err } = await usage('fields', 'Indicator.system');
  expect([status, err]).toEqual([0, '']);
  expect(out).toMatch(
    new RegExp(
      String.raw`^\(anonymous\): Indicator\.system in 1 request, ${hour}\n  \(unnamed\): 1 request, ${hour}\n` +
        String.raw`portal: Indicator\.system in 3 requests, ${hour}\n  Catalogue: 3 requests, ${hour}\n` +
        String.raw`Counted only since .* UTC, not for all of the last 30 days\.\n$`,
    ),
  );
  expect((await usage('fields', 'FeedbackKpi.value')).out).toMatch(/ministry: Kpi\.value in 4 requests/);
  expect((await usage('fields', 'Query.indicators')).out).toMatch(/\(unnamed\) \(2 documents\): 3 requests/);
  expect((await usage('fields', 'Agency.name')).out).toMatch(
    /^Nobody has asked for Agency\.name in the last/,
  );
  expect((await usage('fields', 'Indicator.gone')).out).toMatch(
    /^The graph has no field Indicator\.gone now/,
  );
});

it('tells what each client asks, and which fields nobody asks for', async () => {
  const clients = await usage('clients', '--days', '7');
  expect(clients.out).toMatch(/^\(anonymous\): 2 operations, 3 requests, last in the hour of /);
  expect(clients.out).toMatch(/^portal: 2 operations, 5 requests/m);
  expect(clients.out).toMatch(/^silent: nothing in the last 7 days$/m);
  const { out } = await usage('unused');
  const named = new Map(out.split('\n').map((line) => line.split(': ') as [string, string]));
  expect(named.get('Indicator')?.split(', ')).toContain('name');
  expect(named.get('Indicator')?.split(', ')).not.toContain('system');
  expect(named.get('FeedbackKpi')?.split(', ')).not.toContain('value');
  expect(named.get('Kpi')?.split(', ')).toContain('numerator');
  expect(out).not.toContain('__');
});

it('says what is wrong with what it is asked, and where there is no database', async () => {
  for (const [args, message] of [
    [['fields', 'indicators'], /"indicators" names no field/],
    [['unused', '--days', '0'], /--days is "0"/],
    [['more'], /usage: npm run usage -- fields/],
  ] as const) {
    const { status, err } = await usage(...args);
    expect([status, err]).toEqual([1, expect.stringMatching(message)]);
  }
  const elsewhere = (env: Record<string, string>) =>
    runCommand('gateway/usage/command.js', ['clients'], { ...environment, ...env });
  expect((await elsewhere({ SUPERGRAPH_PATH: 'x' })).err).toMatch(/USAGE_DATABASE_URL, which is not set/);
  const empty = new URL(testServerUrl());
  empty.pathname = `/${databases.prefix}feedback`;
  expect((await elsewhere({ USAGE_DATABASE_URL: empty.href })).err).toMatch(
    /No gateway has counted into this database yet/,
  );
  const away = Object.assign(new URL(testServerUrl()), { port: '1', password: 'hunter2' });
  const { err } = await elsewhere({ USAGE_DATABASE_URL: away.href });
  expect(err).toMatch(/DATABASE_UNAVAILABLE: .*ECONNREFUSED/);
  expect(err).not.toContain('hunter2');
});

it('adds up what several gateways write at once, and deletes what is older than it is kept', async () => {
  await asAdministrator((client) => client.query(`CREATE DATABASE ${databases.prefix}shared`));
  const url = new URL(testServerUrl());
  url.pathname = `/${databases.prefix}shared`;
  const stores = [1, 2, 3].map(() => new UsageStore(() => Promise.resolve(url.href), 400));
  const hour = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString();
  const [now, kept, old] = [hour(0), hour(399), hour(401)];
  const rows = (isReversed: boolean) => {
    const made = new UsageRows();
    const names = Array.from({ length: 500 }, (_, at) => `Made${at}`);
    for (const name of isReversed ? names.reverse() : names) {
      made.addOperation({ hour: now, client: 'a', operation: name, hash: 'h', requests: 1 });
      made.addField({ hour: now, client: 'a', field: `Query.${name}`, requests: 1 });
    }
    for (const then of [kept, old])
      made.addOperation({ hour: then, client: 'a', operation: 'B', hash: 'h', requests: 1 });
    return made;
  };
  await Promise.all(stores.flatMap((store, at) => [store.write(rows(at === 1))]));
  await Promise.all(stores.map((store) => store.write(new UsageRows())));
  await Promise.all(stores.map((store) => store.end()));
  const counts = await asAdministrator(
    (client) =>
      client.query<{ hour: Date; min: string; max: string }>(
        'SELECT hour, min(requests), max(requests), count(*)::int FROM usage_operation GROUP BY hour ORDER BY hour',
      ),
    `${databases.prefix}shared`,
  );
  expect(counts.rows).toEqual([
    { hour: new Date(kept), min: '3', max: '3', count: 1 },
    { hour: new Date(now), min: '3', max: '3', count: 500 },
  ]);
});
