/** The first questions of a newcomer, with answers from the published texts, in both ways to run the product. */
import { ask } from './ask';
import { oneProcess, split, type Stack } from './stack';
import { dropDatabases, testDatabases } from './test-databases';

const databases = testDatabases();
afterAll(() => dropDatabases(databases));

describe.each([
  ['in one process', oneProcess],
  ['with every subgraph as its own process', split],
])('%s', (_, start) => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await start(databases);
  });
  afterAll(() => stack.stop());

  it('answers both systems for the province in one request, every figure with its origin and source', async () => {
    const { data, errors } = await ask(
      stack.url,
      `{ administrativeUnit(code: "27") { id name scorecard(period: "2022") {
           feedback { processedRate { value numerator denominator origin status
             published { value qualifier periodKind quote source { id publishedOn } } } }
           documents { processedAndSignedRate { byTier { tier value origin } } } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      administrativeUnit: {
        ...{ id: 'vn2004.27', name: 'Tỉnh Bắc Ninh' },
        scorecard: {
          feedback: {
            processedRate: {
              ...{ value: 89.39, numerator: 1541, denominator: 1724, origin: 'PUBLISHED', status: 'FINAL' },
              published: [
                { value: 1541 },
                {
                  ...{ value: 89.39, qualifier: 'EXACT', periodKind: 'FULL_PERIOD' },
                  ...{ quote: 'tỷ lệ xử lý đạt 89,39%', source: { id: '003', publishedOn: '2023-04-06' } },
                },
              ],
            },
          },
          documents: {
            processedAndSignedRate: {
              byTier: [
                { tier: 'PROVINCE', value: 93.78, origin: 'PUBLISHED' },
                { tier: 'DISTRICT', value: 92.53, origin: 'PUBLISHED' },
                { tier: 'COMMUNE', value: 94.57, origin: 'PUBLISHED' },
              ],
            },
          },
        },
      },
    });
  });

  it('fills the districts that nothing was published of with demonstration figures that add up to the province', async () => {
    const { data } = await ask(
      stack.url,
      `{ administrativeUnit(code: "27") { children(on: "2022-12-31") { code scorecard(period: "2022") {
           feedback { received { value origin } } } } } }`,
    );
    const districts = data as Districts;
    const received = districts.administrativeUnit.children.map(
      ({ code, scorecard }) => [code, scorecard.feedback.received] as const,
    );
    expect(received.map(([code]) => code)).toEqual(['256', '258', '259', '260', '261', '262', '263', '264']);
    expect(new Map(received).get('256')).toEqual({ value: 921, origin: 'PUBLISHED' });
    expect(new Map(received).get('263')).toEqual({ value: 21, origin: 'PUBLISHED' });
    expect(received.filter(([, { origin }]) => origin === 'DEMONSTRATION')).toHaveLength(6);
    expect(received.reduce((sum, [, { value }]) => sum + value, 0)).toBe(1724);
  });

  it('lists the full year beside the earlier figures of 2023, and lets only the full year be the value', async () => {
    const { data } = await ask(
      stack.url,
      `{ administrativeUnit(code: "27") { scorecard(period: "2023") { documents { processedAndSignedRate {
           byTier { tier value origin } published { tier value periodKind asOf source { id } } } } } } }`,
    );
    expect(data).toMatchObject({
      administrativeUnit: {
        scorecard: {
          documents: {
            processedAndSignedRate: {
              byTier: [{ value: 96.25 }, { value: 96.72 }, { value: 98.3, origin: 'PUBLISHED' }],
              published: expect.arrayContaining([
                {
                  tier: 'PROVINCE',
                  value: 94.6,
                  periodKind: 'YEAR_TO_DATE',
                  asOf: '2023-10-09',
                  source: { id: '000' },
                },
                {
                  tier: 'COMMUNE',
                  value: 98.3,
                  periodKind: 'FULL_PERIOD',
                  asOf: null,
                  source: { id: '001' },
                },
                {
                  tier: 'COMMUNE',
                  value: 98.3,
                  periodKind: 'FULL_PERIOD',
                  asOf: null,
                  source: { id: '004' },
                },
              ]) as unknown,
            },
          },
        },
      },
    });
  });

  it('lists every KPI of every system in one shape, in catalogue order', async () => {
    const { data } = await ask(
      stack.url,
      `{ administrativeUnit(code: "256") { scorecard(period: "2022") {
           kpis { __typename code id unit { name } period indicator { system name(lang: EN) } value origin missing } } } }`,
    );
    const { kpis } = (data as { administrativeUnit: { scorecard: { kpis: { code: string }[] } } })
      .administrativeUnit.scorecard;
    expect(kpis.map(({ code }) => code)).toEqual([
      ...codes('DOC', 7),
      ...['PSV', 'FBK', 'WEL', 'SIG'].flatMap((system) => codes(system, 8)),
      ...codes('ECO', 34),
    ]);
    expect(kpis.find(({ code }) => code === 'FBK-01')).toEqual({
      ...{
        __typename: 'FeedbackKpi',
        code: 'FBK-01',
        id: 'vn2004.256:2022:FBK-01',
        unit: { name: 'Thành phố Bắc Ninh' },
      },
      ...{ period: '2022', indicator: { system: 'FEEDBACK', name: 'Feedback received' }, value: 921 },
      ...{ origin: 'PUBLISHED', missing: null },
    });
  });

  it('keeps the catalogue: names, definitions and targets with their legal basis', async () => {
    const { data } = await ask(
      stack.url,
      `{ indicators(systems: [DOCUMENTS], codes: ["DOC-01", "FBK-01"]) { code unit aggregation targets { value tier issuer confidence } }
         indicator(code: "FBK-04") { field name(lang: EN) decimals direction } none: indicator(code: "FBK-99") { code } }`,
    );
    expect(data).toMatchObject({
      indicators: [
        {
          ...{ code: 'DOC-01', unit: 'PERCENT', aggregation: 'RATIO' },
          targets: expect.arrayContaining([
            { value: 60, tier: 'COMMUNE', issuer: 'Prime Minister', confidence: 'SEEN_IN_PUBLIC_MATERIAL' },
            { value: 80, tier: 'COMMUNE', issuer: 'Bắc Ninh', confidence: 'STATED_IN_SOURCE' },
          ]) as unknown,
        },
      ],
      indicator: {
        field: 'satisfactionScore',
        name: 'Mean satisfaction score',
        decimals: 2,
        direction: 'HIGHER_IS_BETTER',
      },
      none: null,
    });
  });

  it('counts made-up agencies where the records are made up, too, and says so', async () => {
    const { data } = await ask(
      stack.url,
      '{ administrativeUnit(code: "27") { scorecard(period: "2023") { feedback { agenciesOnPlatformRate { value denominator origin } } } } }',
    );
    const rate = { value: 100, denominator: 252, origin: 'DEMONSTRATION' };
    expect(data).toEqual({
      administrativeUnit: { scorecard: { feedback: { agenciesOnPlatformRate: rate } } },
    });
  });

  it('says why a value is missing, and never answers zero for it', async () => {
    const { data } = await ask(
      stack.url,
      `{ early: administrativeUnit(code: "27") { scorecard(period: "2019") { feedback { received { value missing status origin } byField { tickets } } } }
         gone: administrativeUnit(code: "09175") { scorecard(period: "2025-Q1") { feedback { received { value missing } } } }
         list: administrativeUnit(code: "27") { scorecard(period: "2022") { kpis(codes: ["FBK-08"]) { value missing published { value measure } } } } }`,
    );
    expect(data).toEqual({
      early: {
        scorecard: {
          feedback: {
            received: { value: null, missing: 'NO_DATA', status: 'MISSING', origin: null },
            byField: [],
          },
        },
      },
      gone: { scorecard: { feedback: { received: { value: null, missing: 'NOT_APPLICABLE' } } } },
      list: {
        scorecard: {
          kpis: [
            {
              value: null,
              missing: 'NOT_APPLICABLE',
              published: [{ value: 10, measure: expect.any(String) as unknown }],
            },
          ],
        },
      },
    });
  });

  it('explains a period that does not parse, whether written in the query or given as a variable', async () => {
    const inline = await ask(
      stack.url,
      '{ administrativeUnit(code: "27") { scorecard(period: "2023-13") { period } } }',
    );
    const query =
      'query ($p: Period!) { administrativeUnit(code: "27") { scorecard(period: $p) { period } } }';
    const variable = await ask(stack.url, query, { p: '2023-Q5' });
    expect(inline.errors).toMatchObject([
      {
        message: expect.stringContaining('"2023-13" is not a period') as unknown,
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    expect(variable.errors).toMatchObject([
      {
        message: expect.stringContaining('"2023-Q5" is not a period') as unknown,
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  it('answers null for a unit that nobody knows', async () => {
    expect(await ask(stack.url, '{ administrativeUnit(code: "99999") { id } }')).toMatchObject({
      data: { administrativeUnit: null },
    });
  });

  it('pages through the communes by cursor without losing or repeating one', async () => {
    const query = `query ($after: String) { administrativeUnits(level: COMMUNE, codeList: VN2004, on: "2023-12-31", first: 50, after: $after) {
      totalCount nodes { code } pageInfo { endCursor hasNextPage } } }`;
    const codes: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await ask(stack.url, query, { after });
      const { nodes, pageInfo, totalCount } = (data as { administrativeUnits: Page }).administrativeUnits;
      expect(totalCount).toBe(126);
      codes.push(...nodes.map(({ code }) => code));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(codes).size).toBe(126);
    expect(codes).toHaveLength(126);
  });

  it('shows a browser the page for developers, and the schema to introspection', async () => {
    const page = await fetch(new URL('/', stack.url), { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('id="overview"');
    expect(await ask(stack.url, '{ __type(name: "Kpi") { kind } }')).toMatchObject({
      data: { __type: { kind: 'INTERFACE' } },
    });
  });
});

function codes(system: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${system}-${String(i + 1).padStart(2, '0')}`);
}

interface Districts {
  readonly administrativeUnit: {
    readonly children: readonly {
      readonly code: string;
      readonly scorecard: {
        readonly feedback: { readonly received: { readonly value: number; readonly origin: string } };
      };
    }[];
  };
}

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly code: string }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}
