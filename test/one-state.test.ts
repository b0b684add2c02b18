/** What reads with several statements shows one state of the figures, even where an import is committed between them. */
import type { DataSource, QueryRunner } from 'typeorm';
import { httpClient } from '../gateway/execution/http-client';
import { inProcessClient } from '../gateway/execution/in-process-client';
import { type RunningGateway, startGateway } from '../gateway/server';
import { composeSupergraph } from '../gateway/supergraph/compose';
import { openDatabases } from '../shared/database/databases';
import { type Snapshot, openSnapshot } from '../shared/database/snapshot';
import { type RunningSubgraph, runSubgraph } from '../shared/subgraph/running-subgraph';
import { loadCatalogue } from '../subgraphs/catalogue';
import { subgraph as directory } from '../subgraphs/directory';
import { subgraph as feedback } from '../subgraphs/feedback';
import { tickets } from '../subgraphs/feedback/records';
import { registry } from '../subgraphs/registry';
import { subgraph as scorecard } from '../subgraphs/scorecard';
import { ask } from './ask';
import { importInto } from './import-into';
import { asAdministrator, dropDatabases, testDatabases } from './test-databases';
import { ticket } from './tiny-records';

const settings = testDatabases();
const databases = openDatabases(settings);
let dataSource: DataSource;
let subgraph: RunningSubgraph;
let url: string;
beforeAll(async () => {
  await importMore();
  subgraph = await runSubgraph(
    feedback,
    await loadCatalogue(),
    {
      ...databases,
      async open(schema, logger) {
        dataSource = await databases.open(schema, logger);
        watched(dataSource);
        return dataSource;
      },
    },
    { demonstration: false, log: () => undefined },
  );
  url = await subgraph.listen({ host: '127.0.0.1', port: 0 });
});
beforeEach(() => {
  before = () => Promise.resolve();
  sent = [];
});
afterAll(async () => {
  await subgraph.stop();
  await databases.close();
  await dropDatabases(settings);
});

/** One more ticket for each of two communes of one district in two months of 2023. */
let imported = 0;
async function importMore(): Promise<void> {
  imported++;
  const rows = ['09163', '09166'].flatMap((unit_code) =>
    ['2023-03-15', '2023-05-15'].map((day) =>
      ticket(`T-${imported}-${unit_code}-${day}`, {
        ...{ unit_code, assigned_org: `UBND-${unit_code}`, processed_at: '' },
        ...{ sent_at: `${day}T08:00:00+07:00`, received_at: `${day}T09:00:00+07:00` },
      }),
    ),
  );
  await importInto(settings, feedback, tickets, rows, new Date('2023-12-31T23:59:59+07:00'));
}

/** The statements that the subgraph has sent, and what happens before each. */
let sent: string[] = [];
let before: (statement: number) => Promise<void> = () => Promise.resolve();

function watched(source: DataSource): void {
  const create = source.createQueryRunner.bind(source);
  source.createQueryRunner = (mode) => {
    const runner: QueryRunner = create(mode);
    const query = runner.query.bind(runner);
    // Of its overloads nothing here takes the one with a structured result.
    runner.query = (async (sql: string, parameters?: unknown[]) => {
      sent.push(sql);
      await before(sent.length);
      return query(sql, parameters) as Promise<unknown>;
    }) as QueryRunner['query'];
    return runner;
  };
}

interface Received {
  readonly value: number;
  readonly series: readonly { readonly value: number }[];
}

/** The province, its district and the communes, each with its year, which is read first, and its months. */
const UNITS = ['vn2004.27', 'vn2004.256', 'vn2004.09163', 'vn2004.09166'];
const QUERY = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Scorecard { feedback { received {
  value series(from: "2023", to: "2023", grain: MONTH) { value } } } } } }`;
const VARIABLES = { of: UNITS.map((unitId) => ({ __typename: 'Scorecard', unitId, period: '2023' })) };

type Ask = (
  query: string,
  variables: Record<string, unknown>,
) => Promise<{ data?: unknown; errors?: unknown }>;
const byCall: Ask = (query, variables) => subgraph.execute(query, variables, subgraph.createContext({}));
const overHttp: Ask = (query, variables) => ask(url, query, variables);

async function levels(request: Ask): Promise<number[][]> {
  const { data, errors } = await request(QUERY, VARIABLES);
  expect(errors).toBeUndefined();
  const { _entities: found } = data as { _entities: { feedback: { received: Received } }[] };
  return found.map(({ feedback: { received } }) => [
    received.value,
    received.series.reduce((sum, { value }) => sum + value, 0),
  ]);
}

/** Every ticket is of the province and of the district, and half of them are of each commune. */
const consistent = (ofProvince: number) => [ofProvince, ofProvince, ofProvince / 2, ofProvince / 2].map((n) => [n, n]); // prettier-ignore

describe.each([
  ['by a call', byCall],
  ['over HTTP', overHttp],
])('a response %s', (_, request) => {
  it('reads each of its ticks with one statement where nothing changes', async () => {
    expect(await levels(request)).toEqual(consistent(imported * 4));
    expect(sent).toHaveLength(2);
  });

  it('is read again where an import ends between two statements', async () => {
    before = (statement) => (statement === 2 ? importMore() : Promise.resolve());
    expect(await levels(request)).toEqual(consistent(imported * 4));
    expect(sent).toHaveLength(4);
  });

  it('is read in one transaction where that happens again and again', async () => {
    const first = imported;
    before = (statement) => (statement % 2 === 0 ? importMore() : Promise.resolve());
    // Two tries of two statements, BEGIN, two statements in it, ROLLBACK; an import before each second one.
    expect(await levels(request)).toEqual(consistent((first + 3) * 4));
    expect(sent).toHaveLength(8);
    expect(imported).toBe(first + 4);
    expect(await connectionsInTransaction()).toBe(0);
  });
});

it('fields and figures of one response are of one state', async () => {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Scorecard { feedback {
    received { value } byField(first: 1) { tickets } } } } }`;
  before = (statement) => (statement === 2 ? importMore() : Promise.resolve());
  const { data } = await byCall(query, VARIABLES);
  const { _entities: found } = data as {
    _entities: { feedback: { received: { value: number }; byField: { tickets: number }[] } }[];
  };
  expect(found.map(({ feedback: { received, byField } }) => [received.value, byField[0]?.tickets])).toEqual(
    consistent(imported * 4),
  );
});

it('agencies and figures of one response are of one state', async () => {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Scorecard { feedback {
    received { value byAgency { value } } } } } }`;
  before = (statement) => (statement === 2 ? importMore() : Promise.resolve());
  const { data } = await byCall(query, VARIABLES);
  const { _entities: found } = data as {
    _entities: { feedback: { received: { value: number; byAgency: { value: number }[] } } }[];
  };
  const sums = found.map(({ feedback: { received } }) => [
    received.value,
    received.byAgency.reduce((sum, { value }) => sum + value, 0),
  ]);
  expect(sums).toEqual(consistent(imported * 4));
});

it('a response says which release it is of', async () => {
  const release = async () => (await subgraph.execute(QUERY, VARIABLES, subgraph.createContext({}))).release;
  const body = JSON.stringify({ query: QUERY, variables: VARIABLES });
  const { headers } = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const first = await release();
  expect(first).toMatch(/^\d+\.\d+$/);
  expect(headers.get('x-figures-release')).toBe(first);
  await importMore();
  expect(await release()).not.toBe(first);
});

describe.each(['in one process', 'over HTTP'])('a response of the gateway, with a system %s', (way) => {
  let gateway: RunningGateway;
  beforeAll(async () => {
    const catalogue = await loadCatalogue();
    const options = { demonstration: false, log: () => undefined };
    const others = await Promise.all(
      [directory, scorecard].map((one) => runSubgraph(one, catalogue, databases, options)),
    );
    const clients = new Map([...others, subgraph].map((one) => [one.name, inProcessClient(one)]));
    if (way === 'over HTTP') clients.set('feedback', httpClient('feedback', url));
    const names = [...clients.keys()];
    const some = Object.fromEntries(Object.entries(registry).filter(([name]) => names.includes(name)));
    gateway = await startGateway({
      ...{ listen: { host: '127.0.0.1', port: 0 }, clients, exports: new Map() },
      supergraphSdl: await composeSupergraph(some),
    });
  });
  afterAll(() => gateway.stop());

  /** The year from the typed group, and the months from the unified list, which is another fetch, later. */
  const QUERY_OF_TWO = `{ administrativeUnit(code: "27") {
    year: scorecard(period: "2023") { feedback { received { value } } }
    march: scorecard(period: "2023-03") { kpis(codes: ["FBK-01"]) { value } }
    may: scorecard(period: "2023-05") { kpis(codes: ["FBK-01"]) { value } } } }`;

  async function yearAndMonths(): Promise<number[]> {
    const { data, errors } = await ask(gateway.url, QUERY_OF_TWO);
    expect(errors).toBeUndefined();
    const { year, march, may } = (data as { administrativeUnit: Periods }).administrativeUnit;
    const months = [march, may].map(({ kpis: [kpi] }) => kpi?.value ?? NaN);
    return [year.feedback.received.value, months.reduce((sum, value) => sum + value, 0)];
  }

  it('is of one state where nothing changes, with a statement for each fetch', async () => {
    expect(await yearAndMonths()).toEqual([imported * 4, imported * 4]);
    expect(sent).toHaveLength(2);
  });

  it('is of one state where an import ends between two fetches', async () => {
    before = (statement) => (statement === 2 ? importMore() : Promise.resolve());
    expect(await yearAndMonths()).toEqual([imported * 4, imported * 4]);
  });

  it('is an error rather than of two states where that happens each time', async () => {
    before = () => importMore();
    const { data, errors } = await ask(gateway.url, QUERY_OF_TWO);
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining('"feedback" changed each time') as unknown,
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', system: 'feedback' },
      },
    ]);
  });
});

interface Periods {
  readonly year: { readonly feedback: { readonly received: { readonly value: number } } };
  readonly march: { readonly kpis: readonly { readonly value: number }[] };
  readonly may: { readonly kpis: readonly { readonly value: number }[] };
}

describe('an export', () => {
  const open = (search: string) => {
    const pieces = subgraph.export?.(new URLSearchParams(search));
    if (pieces === undefined) throw new TypeError('This subgraph has nothing to export.');
    return pieces[Symbol.asyncIterator]();
  };
  /** Of the province, the district and the two communes, so many months that they are read in several batches. */
  const MANY = `units=${UNITS.join(',')}&codes=FBK-01&from=1950&to=2023&grain=MONTH`;

  it('is of the state in which it began, at every level, and the next one of the next', async () => {
    const had = imported * 4;
    const pieces = open(MANY);
    let text = String((await pieces.next()).value);
    await importMore();
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next())
      text += String(next.value);
    expect(sums(text)).toEqual([had, had, had / 2, had / 2]);
    const statements = sent.filter((sql) => sql.includes('kpi_cell'));
    expect(statements.length).toBeGreaterThan(2);
    expect(await connectionsInTransaction()).toBe(0);

    let again = '';
    for await (const piece of subgraph.export?.(new URLSearchParams(MANY)) ?? []) again += String(piece);
    expect(sums(again)).toEqual([had + 4, had + 4, had / 2 + 2, had / 2 + 2]);
  });

  it('lets go of its state when nobody reads on, and when it fails', async () => {
    const left = open(MANY);
    await left.next();
    expect(await connectionsInTransaction()).toBe(1);
    await left.return?.();
    expect(await connectionsInTransaction()).toBe(0);

    jest.spyOn(console, 'error').mockReturnValueOnce();
    sent = [];
    before = (statement) => (statement === 3 ? Promise.reject(new Error('broken')) : Promise.resolve());
    const broken = open(MANY);
    await expect(
      (async () => {
        while ((await broken.next()).done !== true);
      })(),
    ).rejects.toThrow('The system cannot read its figures');
    expect(await connectionsInTransaction()).toBe(0);
  });

  it('is one of four at a time, which leaves connections for requests', async () => {
    const exports = Array.from({ length: 5 }, () => open(MANY));
    const begun = await Promise.allSettled(exports.map((pieces) => pieces.next()));
    expect(begun.map(({ status }) => status)).toEqual([...Array<string>(4).fill('fulfilled'), 'rejected']);
    expect(begun[4]).toMatchObject({ reason: { code: 'OVERLOADED' } });
    expect(await levels(byCall)).toEqual(consistent(imported * 4));
    for (const pieces of exports) await pieces.return?.();
    const next = open(MANY);
    await next.next();
    await next.return?.();
  });
});

describe('a state is kept for so long at most', () => {
  async function expiring(maxMs: number): Promise<{ snapshot: Snapshot; expiry: Promise<unknown> }> {
    let expire: (cause: unknown) => void = () => undefined;
    const expiry = new Promise((resolve) => {
      expire = resolve;
    });
    return { snapshot: await openSnapshot(dataSource, { maxMs, onExpiry: expire }), expiry };
  }

  it('and what is read afterwards fails', async () => {
    const { snapshot, expiry } = await expiring(50);
    await snapshot.query('SELECT 1');
    const cause = await expiry;
    expect(cause).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await expect(snapshot.query('SELECT 1')).rejects.toBe(cause);
    await snapshot.close();
    expect(await connectionsInTransaction()).toBe(0);
  });

  it('but a statement that is under way ends', async () => {
    const { snapshot, expiry } = await expiring(50);
    const slow = snapshot.query('SELECT pg_sleep(0.3), 1 AS one');
    await expiry;
    expect(await slow).toMatchObject([{ one: 1 }]);
    await snapshot.close();
  });

  it('reads only, and one statement after another', async () => {
    const { snapshot } = await expiring(60_000);
    const both = ['pg_sleep(0.05)', '1'].map((what) => snapshot.query(`SELECT ${what}`));
    await expect(Promise.all(both)).resolves.toHaveLength(2);
    await expect(snapshot.query('DELETE FROM kpi_cell')).rejects.toThrow('read-only');
    await snapshot.close();
  });
});

/** For each unit, what the rows of its months add up to. */
function sums(csv: string): number[] {
  const rows = csv.split('\r\n').map((line) => line.split(',', 1).concat(/,"[^"]*",[^,]*,(\d*),COUNT/.exec(line)?.[1] ?? '')); // prettier-ignore
  return UNITS.map((unit) => rows.reduce((sum, [id, value]) => sum + (id === unit ? Number(value) : 0), 0));
}

async function connectionsInTransaction(): Promise<number> {
  return asAdministrator(async (client) => {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM pg_stat_activity WHERE datname = $1 AND state LIKE 'idle in transaction%'`,
      [`${settings.prefix}feedback`],
    );
    return rows[0]?.count ?? 0;
  });
}
