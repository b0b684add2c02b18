/** A system's list of KPIs: filtered, ordered, paged and bounded. */
import type { RunningGateway } from '../gateway/server';
import { ask, type AskAnswer } from './ask';
import { CountingLogger } from './counting-logger';
import { startInProcess } from './in-process';
import { importOwnRecords } from './own-records';
import { dropDatabases, testDatabases } from './test-databases';

const databases = testDatabases();
const logger = new CountingLogger();
let gateway: RunningGateway;
beforeAll(async () => {
  await importOwnRecords(databases);
  gateway = await startInProcess({ databases, demonstration: false, logger });
});
afterAll(async () => {
  await gateway.stop();
  await dropDatabases(databases);
});

const DISTRICTS = 'parent: "vn2004.27", periods: ["2022"]';

describe('the filter selects KPIs, units and periods', () => {
  it('and lists every combination once, missing ones with their reason, in the default order', async () => {
    const { totalCount, nodes } = await list(
      'feedbackKpis(filter: { units: ["vn2004.263", "vn2004.256"], codes: ["FBK-02", "FBK-01"], periods: ["2023-Q1", "2022"] })',
    );
    expect(totalCount).toBe(8);
    expect(nodes).toEqual([
      { id: 'vn2004.256:2022:FBK-01', value: 921, missing: null },
      { id: 'vn2004.256:2022:FBK-02', value: null, missing: 'NO_DATA' },
      { id: 'vn2004.256:2023-Q1:FBK-01', value: 8, missing: null },
      { id: 'vn2004.256:2023-Q1:FBK-02', value: 75, missing: null },
      { id: 'vn2004.263:2022:FBK-01', value: 21, missing: null },
      { id: 'vn2004.263:2022:FBK-02', value: null, missing: 'NO_DATA' },
      { id: 'vn2004.263:2023-Q1:FBK-01', value: 0, missing: null },
      { id: 'vn2004.263:2023-Q1:FBK-02', value: null, missing: 'ZERO_DENOMINATOR' },
    ]);
  });

  it('all KPIs, and all units that figures are reported of, where it says nothing', async () => {
    const { totalCount } = await list(
      'documentKpis(filter: { level: DISTRICT, periods: ["2022"] }, first: 0)',
    );
    expect(totalCount).toBe(8 * 7);
    const communes =
      'filter: { parent: "vn2004.27", level: COMMUNE, from: "2023", to: "2023", grain: MONTH, codes: ["DOC-01"] }';
    expect((await list(`documentKpis(${communes}, first: 0)`)).totalCount).toBe(126 * 12);
  });

  it('so that a series of one KPI comes in time order, with zeros inside the coverage and a gap before it', async () => {
    const { nodes } = await list(
      'feedbackKpis(filter: { units: ["vn2004.09163"], codes: ["FBK-01"], from: "2022-12", to: "2023-03", grain: MONTH })',
    );
    expect(nodes.map(({ value }) => value)).toEqual([null, 1, 0, 4]);
  });

  it('of which each knows its unit, its indicator and its typed fields', async () => {
    const { data } = await ask(
      gateway.url,
      `{ documentKpis(filter: { units: ["vn2004.09163"], codes: ["DOC-01"], periods: ["2023"] }) {
           nodes { __typename unit { name } indicator { code field } status origin byTier { tier value } target { met } previous { value } rank { position } } } }`,
    );
    expect(data).toEqual({
      documentKpis: {
        nodes: [
          {
            ...{
              __typename: 'DocumentKpi',
              unit: { name: 'Phường Vũ Ninh' },
              // Records from March on cover a part of the year.
              status: 'PROVISIONAL',
              origin: 'COMPUTED',
            },
            indicator: { code: 'DOC-01', field: 'onlineProcessingRate' },
            byTier: [
              { tier: 'PROVINCE', value: null },
              { tier: 'DISTRICT', value: null },
              { tier: 'COMMUNE', value: 75 },
            ],
            ...{ target: { met: false }, previous: { value: null }, rank: null },
          },
        ],
      },
    });
  });
});

describe('the order is by value, unit, period or code', () => {
  it('the districts by their processed rate of 2022, missing ones last both ways', async () => {
    const by = (direction: string) =>
      list(
        `feedbackKpis(filter: { ${DISTRICTS}, codes: ["FBK-02"] }, orderBy: { field: VALUE${direction} })`,
      );
    const missing = ['256', '258', '259', '261', '262', '263'];
    expect(unitsOf(await by(''))).toEqual(['264', '260', ...missing]);
    expect(unitsOf(await by(', direction: ASC'))).toEqual(['260', '264', ...missing]);
  });

  it.each([
    ['UNIT, direction: DESC', ['264 2022 FBK-01', '264 2022 FBK-02', '264 2023 FBK-01', '264 2023 FBK-02']],
    ['UNIT, direction: ASC', ['263 2022 FBK-01', '263 2022 FBK-02', '263 2023 FBK-01', '263 2023 FBK-02']],
    ['PERIOD', ['263 2023 FBK-01', '263 2023 FBK-02', '264 2023 FBK-01', '264 2023 FBK-02']],
    ['CODE', ['263 2022 FBK-02', '263 2023 FBK-02', '264 2022 FBK-02', '264 2023 FBK-02']],
  ])('by %s', async (order, expected) => {
    const { nodes } = await list(
      `feedbackKpis(filter: { units: ["vn2004.263", "vn2004.264"], periods: ["2022", "2023"], codes: ["FBK-01", "FBK-02"] }, first: 4, orderBy: { field: ${order} })`,
    );
    expect(nodes.map(({ id }) => id.replace('vn2004.', '').replaceAll(':', ' '))).toEqual(expected);
  });
});

describe('pages follow each other by cursors', () => {
  it.each([
    '',
    'orderBy: { field: VALUE }',
    'orderBy: { field: VALUE, direction: ASC }',
    'orderBy: { field: PERIOD }',
  ])('each once and in order: %s', async (order) => {
    const filter =
      'filter: { parent: "vn2004.27", periods: ["2022", "2023-03"], codes: ["FBK-01", "FBK-02"] }';
    const whole = await list(`feedbackKpis(${filter}, first: 1000 ${order})`);
    const paged: string[] = [];
    let after = 'null';
    for (let more = true; more;) {
      const { nodes, pageInfo } = await list(`feedbackKpis(${filter}, first: 5, after: ${after} ${order})`);
      expect(pageInfo.hasPreviousPage).toBe(paged.length > 0);
      paged.push(...nodes.map(({ id }) => id));
      after = JSON.stringify(pageInfo.endCursor);
      more = pageInfo.hasNextPage;
    }
    expect(paged).toEqual(whole.nodes.map(({ id }) => id));
    expect(new Set(paged).size).toBe(8 * 2 * 2);
  });

  it('a cursor of another order or another list is refused, and so is what is none', async () => {
    const { pageInfo } = await list(
      `feedbackKpis(filter: { ${DISTRICTS} }, first: 1, orderBy: { field: VALUE })`,
    );
    const after = (rest: string) => failure(`feedbackKpis(filter: { ${DISTRICTS} }, ${rest})`);
    const cursor = JSON.stringify(pageInfo.endCursor);
    expect(await after(`after: ${cursor}`)).toMatch(/ordered by VALUE DESC.*ordered by UNIT ASC/);
    expect(await after('after: "bm9uZQ"')).toMatch(/after is "bm9uZQ".*a cursor from this list/);
    const other = `feedbackKpis(filter: { units: ["vn2004.27"], periods: ["2022"] }, orderBy: { field: VALUE }, after: ${cursor})`;
    expect(await failure(other)).toMatch(/a cursor from this list/);
  });
});

describe('a filter that cannot be answered says why, and what to do', () => {
  it.each([
    ['{ codes: ["FBK-99", "DOC-01"], periods: ["2022"] }', /FBK-99, DOC-01.*system feedback: FBK-01, FBK-02/],
    ['{ codes: [], periods: ["2022"] }', /codes is an empty list/],
    ['{ units: ["27"], periods: ["2022"] }', /"27", which is no unit.*vn2004\.27/],
    ['{ units: ["vn2004.27"], level: COMMUNE, periods: ["2022"] }', /units and parent or level/],
    ['{ units: ["vn2004.27"] }', /either periods, or from, to and grain/],
    ['{ units: ["vn2004.27"], from: "2022", to: "2023" }', /either periods, or from, to and grain/],
    ['{ units: ["vn2004.27"], periods: ["2022"], grain: YEAR }', /either periods, or from, to and grain/],
    [
      '{ level: COMMUNE, from: "1900", to: "2023", grain: MONTH }',
      /\d+ indicators × \d+ units × 1488 periods.*at most 100000.*narrow/,
    ],
  ])('%s', async (filter, message) => {
    expect(await failure(`feedbackKpis(filter: ${filter})`)).toMatch(message);
  });

  it.each([-1, 1001])('a page of %i', async (first) => {
    expect(await failure(`feedbackKpis(filter: { ${DISTRICTS} }, first: ${first})`)).toMatch(/0 to 1000/);
  });
});

it('reads only the cells of the page, unless they are to be ordered by value', async () => {
  const filter =
    'filter: { level: COMMUNE, from: "2023", to: "2023", grain: MONTH, codes: ["FBK-01"] }, first: 10';
  for (const order of ['', ', orderBy: { field: VALUE }']) {
    logger.take();
    await list(`feedbackKpis(${filter}${order})`);
    expect(logger.take()).toHaveLength(1);
  }
});

interface KpiList {
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string;
  };
  readonly nodes: readonly {
    readonly id: string;
    readonly value: number | null;
    readonly missing: string | null;
  }[];
}

function askList(field: string): Promise<AskAnswer> {
  return ask(
    gateway.url,
    `{ list: ${field} { totalCount pageInfo { hasNextPage hasPreviousPage endCursor } nodes { id value missing } } }`,
  );
}

async function list(field: string): Promise<KpiList> {
  const { data, errors } = await askList(field);
  expect(errors).toBeUndefined();
  return (data as { list: KpiList }).list;
}

async function failure(field: string): Promise<string> {
  const { errors } = await askList(field);
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  return errors?.[0]?.message ?? '';
}

function unitsOf({ nodes }: KpiList): string[] {
  return nodes.map(({ id }) => id.replace('vn2004.', '').split(':')[0] ?? '');
}
