/** What can be asked of a KPI beyond its figures: targets, comparison, rank and series, on published figures and own records. */
import type { RunningGateway } from '../gateway/server';
import { ask } from './ask';
import { CountingLogger } from './counting-logger';
import { startInProcess } from './in-process';
import { importOwnRecords } from './own-records';
import { dropDatabases, testDatabases } from './test-databases';

const databases = testDatabases();
const logger = new CountingLogger();
let gateway: RunningGateway;
beforeAll(async () => {
  await importOwnRecords(databases);
  gateway = await startInProcess({
    ...{ databases, demonstration: false, logger },
    env: { COST_BUDGET: '1000000' },
  });
});
afterAll(async () => {
  await gateway.stop();
  await dropDatabases(databases);
});

describe('previous compares with an earlier period', () => {
  it('a value from records with a published one, whose origin is said', async () => {
    const { received } = await feedbackOf(
      'vn2004.256',
      '2023',
      'received { value origin previous { period value origin difference relative } }',
    );
    // 8 tickets of 2023 are 913 fewer than the 921 of 2022: 913 ÷ 921 = 0.9913.
    expect(received).toEqual({
      ...{ value: 8, origin: 'COMPUTED' },
      previous: { period: '2022', value: 921, origin: 'PUBLISHED', difference: -913, relative: -0.9913 },
    });
  });

  it('the period before or the same one a year ago', async () => {
    const change = '{ period value missing status difference relative }';
    const { received } = await feedbackOf(
      'vn2004.09163',
      '2023-03',
      `received { value before: previous ${change} yearAgo: previous(shift: SAME_PERIOD_LAST_YEAR) ${change}
                  byDefault: previous(shift: null) { period } }`,
    );
    expect(received).toEqual({
      value: 4,
      // The records begin in January 2023: there was none in February, and nothing is known of 2022.
      before: {
        ...{ period: '2023-02', value: 0, missing: null, status: 'FINAL' },
        ...{ difference: 4, relative: null },
      },
      yearAgo: {
        ...{ period: '2022-03', value: null, missing: 'NO_DATA', status: 'MISSING' },
        ...{ difference: null, relative: null },
      },
      byDefault: { period: '2023-02' },
    });
  });

  it('that is only partly covered, and says so', async () => {
    // Files closed from March on are known.
    const query = 'onlineProcessingRate { previous { period value status } }';
    const { data } = await ask(
      gateway.url,
      `{ administrativeUnit(code: "09163") { scorecard(period: "2024") { documents { ${query} } } } }`,
    );
    expect(data).toMatchObject({
      administrativeUnit: {
        scorecard: {
          documents: {
            onlineProcessingRate: { previous: { period: '2023', value: 75, status: 'PROVISIONAL' } },
          },
        },
      },
    });
  });

  it('with the earlier value also where this one is missing', async () => {
    const { processedRate } = await feedbackOf(
      'vn2004.260',
      '2023',
      'processedRate { value previous { value difference relative } }',
    );
    expect(processedRate).toEqual({
      value: null,
      previous: { value: 64, difference: null, relative: null },
    });
  });
});

describe('rank gives the place among other units', () => {
  it('of the districts that anything was published of, and none to the others and the province', async () => {
    const { data } = await ask(
      gateway.url,
      `{ administrativeUnit(code: "27") { scorecard(period: "2022") { feedback { processedRate { value rank { position } } } }
           children(on: "2022-12-31") { code scorecard(period: "2022") { feedback { processedRate { rank { position of unranked tied origin } } } } } } }`,
    );
    const { administrativeUnit } = data as Districts;
    const { processedRate } = administrativeUnit.scorecard.feedback;
    expect(processedRate).toEqual({ value: 89.39, rank: null });
    const ranks = administrativeUnit.children.map(({ code, scorecard }) => [
      code,
      scorecard.feedback.processedRate.rank,
    ]);
    const placed = { of: 2, unranked: 6, tied: false, origin: 'PUBLISHED' };
    expect(ranks).toEqual([
      ...['256', '258', '259'].map((code) => [code, null]),
      ['260', { position: 2, ...placed }],
      ...['261', '262', '263'].map((code) => [code, null]),
      ['264', { position: 1, ...placed }],
    ]);
  });

  it('among siblings or in the whole province, with shared places', async () => {
    const query =
      'received { value rank { position of tied } all: rank(among: SAME_LEVEL_IN_PROVINCE) { position of unranked tied } }';
    const [first, shared, elsewhere] = await Promise.all(
      ['vn2004.09163', 'vn2004.09166', 'vn2004.09193'].map((unit) => feedbackOf(unit, '2023-03', query)),
    );
    expect(first?.received).toEqual({
      value: 4,
      // Those without a ticket have zero, and their place.
      rank: { position: 1, of: 19, tied: false },
      all: { position: 1, of: 126, unranked: 0, tied: false },
    });
    expect(shared?.received).toEqual({
      value: 1,
      rank: { position: 2, of: 19, tied: true },
      all: { position: 2, of: 126, unranked: 0, tied: true },
    });
    expect(elsewhere?.received).toMatchObject({
      value: 1,
      rank: { position: 1, tied: false },
      all: { position: 2, of: 126, unranked: 0, tied: true },
    });
  });
});

describe('series shows every period', () => {
  it('with zeros inside the coverage, and what is not covered as missing, never dropped and never zero', async () => {
    const { processedRate } = await feedbackOf(
      'vn2004.09163',
      '2023',
      'processedRate { series(from: "2022-12", to: "2023-Q1", grain: MONTH) { period value numerator denominator missing origin status } }',
    );
    const none = { value: null, origin: null, status: 'MISSING' };
    const point = { missing: null, origin: 'COMPUTED', status: 'FINAL' };
    expect(processedRate).toEqual({
      series: [
        { period: '2022-12', numerator: null, denominator: null, missing: 'NO_DATA', ...none },
        { period: '2023-01', value: 0, numerator: 0, denominator: 1, ...point },
        { period: '2023-02', numerator: 0, denominator: 0, missing: 'ZERO_DENOMINATOR', ...none },
        { period: '2023-03', value: 75, numerator: 3, denominator: 4, ...point },
      ],
    });
  });

  it('published and computed ones in one, each with its origin', async () => {
    const { received } = await feedbackOf(
      'vn2004.27',
      '2023',
      'received { series(from: "2021", to: "2023", grain: YEAR) { period value origin } }',
    );
    expect(received).toEqual({
      series: [
        { period: '2021', value: null, origin: null },
        { period: '2022', value: 1724, origin: 'PUBLISHED' },
        { period: '2023', value: 9, origin: 'COMPUTED' },
      ],
    });
  });

  it.each([
    ['from: "2023", to: "2022", grain: YEAR', /from is 2023 and to is 2022/],
    ['from: "2000", to: "2023", grain: MONTH', /288 periods.*at most 240.*narrow/],
  ])('but not one %s', async (range, message) => {
    const { errors } = await askFeedback('vn2004.27', '2023', `received { series(${range}) { value } }`);
    expect(errors).toMatchObject([
      { message: expect.stringMatching(message) as unknown, extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  it('but no more than 40,000 of one system together, and one error tells of the rest', async () => {
    const series = 'series(from: "2005-01", to: "2024-12", grain: MONTH) { value }';
    const { data, errors } = await ask(
      gateway.url,
      `{ administrativeUnit(code: "27") { children(level: COMMUNE, on: "2023-12-31") { scorecard(period: "2023") {
           feedback { received { ${series} } processedRate { ${series} } } } } } }`,
    );
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(/more than 40000 periods/) as unknown,
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    const found = JSON.stringify(data).match(/"series":(\[|null)/g) ?? [];
    expect(found).toHaveLength(2 * 126);
    expect(found.filter((one) => one.endsWith('['))).toHaveLength(Math.floor(40_000 / 240));
  });
});

describe('a target measures the value of its tier', () => {
  const TARGET = 'target { value attainment met issuer confidence by }';

  it('the stricter of the nation’s and the province’s', async () => {
    const { data } = await ask(
      gateway.url,
      `{ administrativeUnit(code: "27") { scorecard(period: "2023") { documents { onlineProcessingRate { ${TARGET} byTier { tier value ${TARGET} } } } } } }`,
    );
    const by = '2025-12-31';
    expect(data).toEqual({
      administrativeUnit: {
        scorecard: {
          documents: {
            onlineProcessingRate: {
              target: null,
              byTier: [
                {
                  ...{ tier: 'PROVINCE', value: 90 },
                  target: {
                    ...{ value: 90, attainment: 1, met: true, issuer: 'Prime Minister', by },
                    confidence: 'SEEN_IN_PUBLIC_MATERIAL',
                  },
                },
                {
                  ...{ tier: 'DISTRICT', value: null },
                  target: expect.objectContaining({ value: 80, attainment: null, met: null }) as unknown,
                },
                {
                  ...{ tier: 'COMMUNE', value: 75 },
                  target: {
                    ...{ value: 80, attainment: 0.9375, met: false, issuer: 'Bắc Ninh', by },
                    confidence: 'STATED_IN_SOURCE',
                  },
                },
              ],
            },
          },
        },
      },
    });
  });

  it('of a commune its total, too, and none after the day by which it is to be reached', async () => {
    const { data } = await ask(
      gateway.url,
      `{ administrativeUnit(code: "09163") {
           during: scorecard(period: "2023") { documents { onlineProcessingRate { value ${TARGET} } } }
           after: scorecard(period: "2026") { documents { onlineProcessingRate { value ${TARGET} } } } } }`,
    );
    expect(data).toMatchObject({
      administrativeUnit: {
        during: {
          documents: {
            onlineProcessingRate: { value: 75, target: { value: 80, attainment: 0.9375, met: false } },
          },
        },
        after: { documents: { onlineProcessingRate: { value: null, target: null } } },
      },
    });
  });
});

describe('the fields of feedback', () => {
  const BY_FIELD = 'byField(first: 30) { field { code } tickets share origin }';
  const shares = async (unit: string, period: string) => (await feedbackOf(unit, period, BY_FIELD)).byField;

  it('are told with the most tickets first, and those without any', async () => {
    const [first, ...others] = (await shares('vn2004.09163', '2023-03')) as { field: { code: string } }[];
    expect(first).toEqual({ field: { code: 'rac-thai' }, tickets: 4, share: 100, origin: 'COMPUTED' });
    // Ten fields are real.
    expect(others).toHaveLength(9);
    for (const { field, ...share } of others) {
      expect(field.code).not.toMatch(/^demo/);
      expect(share).toEqual({ tickets: 0, share: 0, origin: 'COMPUTED' });
    }
  });

  it('are all without any where there was no ticket, and none of all', async () => {
    const found = await shares('vn2004.09163', '2023-02');
    const none: unknown = expect.objectContaining({ tickets: 0, share: null });
    expect(found).toEqual(Array.from({ length: 10 }, () => none));
  });

  it.each([
    ['vn2004.09163', '2022-03'],
    ['vn2025.24', '2023-03'],
    ['vn2004.09163', '2026'],
  ])('are not told of %s in %s, which nothing covers', async (unit, period) => {
    expect(await shares(unit, period)).toEqual([]);
  });
});

describe('a unit of the new map shows the past of its area', () => {
  const REPROJECTED = 'received { value missing reprojected origin }';

  it('as the sum of its parts, and says so', async () => {
    // Vũ Ninh took in 09163, 09166, 09169 and 09256.
    const { received } = await feedbackOf('vn2025.09169', '2023', REPROJECTED);
    expect(received).toEqual({ value: 8, missing: null, reprojected: true, origin: 'COMPUTED' });
  });

  it('where no part had a ticket as zero', async () => {
    const { received } = await feedbackOf('vn2025.09187', '2023', REPROJECTED);
    expect(received).toEqual({ value: 0, missing: null, reprojected: true, origin: 'COMPUTED' });
  });

  it.each(['vn2025.24', 'vn2025.07210'])(
    'where a part is not reported as missing, not as a unit that was not there: %s',
    async (unit) => {
      const { received } = await feedbackOf(unit, '2023', REPROJECTED);
      expect(received).toEqual({ value: null, missing: 'NO_DATA', reprojected: true, origin: null });
    },
  );

  it('while a unit of the old map shows nothing of its own', async () => {
    const { received } = await feedbackOf('vn2004.09163', '2026', REPROJECTED);
    expect(received).toMatchObject({ missing: 'NOT_APPLICABLE', reprojected: false });
    expect((await feedbackOf('vn2025.09169', '2025-Q4', REPROJECTED)).received).toMatchObject({
      reprojected: false,
    });
  });
});

it('costs a handful of statements for 126 communes', async () => {
  logger.take();
  const { data, errors } = await ask(
    gateway.url,
    `{ administrativeUnit(code: "27") { children(level: COMMUNE, on: "2023-12-31") { scorecard(period: "2023") {
         kpis(systems: [FEEDBACK]) { value ... on FeedbackKpi { previous { difference } rank { position } all: rank(among: SAME_LEVEL_IN_PROVINCE) { of }
           series(from: "2022", to: "2023", grain: QUARTER) { value } } } } } } }`,
  );
  expect(errors).toBeUndefined();
  expect((data as { administrativeUnit: { children: unknown[] } }).administrativeUnit.children).toHaveLength(
    126,
  );
  expect(logger.take().length).toBeLessThanOrEqual(3);
});

function askFeedback(unit: string, period: string, fields: string) {
  const [codeList, code] = unit.toUpperCase().split('.');
  return ask(
    gateway.url,
    `{ administrativeUnit(code: "${code ?? ''}", codeList: ${codeList ?? ''}) { scorecard(period: "${period}") { feedback { ${fields} } } } }`,
  );
}

/** The fields as they are answered for a unit and period. */
async function feedbackOf(unit: string, period: string, fields: string): Promise<Record<string, unknown>> {
  const { data, errors } = await askFeedback(unit, period, fields);
  expect(errors).toBeUndefined();
  return (data as Scorecard).administrativeUnit.scorecard.feedback;
}

interface Scorecard {
  readonly administrativeUnit: { readonly scorecard: { readonly feedback: Record<string, unknown> } };
}

interface Districts {
  readonly administrativeUnit: WithRank & {
    readonly children: readonly (WithRank & { readonly code: string })[];
  };
}

interface WithRank {
  readonly scorecard: { readonly feedback: { readonly processedRate: { readonly rank: unknown } } };
}

it('reaches no more units than it may through lists of lists', async () => {
  const { errors } = await ask(
    gateway.url,
    '{ administrativeUnit(code: "24") { children { parent { children { id } } } } }',
  );
  expect(errors?.[0]).toMatchObject({
    message: expect.stringMatching(/reaches 20\d\d units and more/) as unknown,
    extensions: { code: 'BAD_USER_INPUT' },
  });
});
