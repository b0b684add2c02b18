/** All systems together, as a consumer asks them; expected is what the source texts print. */
import type { RunningGateway } from '../gateway/server';
import { systemField } from '../shared/kpi/kpi';
import { loadCatalogue } from '../subgraphs/catalogue';
import { ask } from './ask';
import { insider, startInProcess } from './in-process';
import { dropDatabases, testDatabases } from './test-databases';

const databases = testDatabases();
let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startInProcess({
    ...{ databases, demonstration: true, identify: insider },
    // Thousands of agencies of all KPIs are more than a caller may ask for by default.
    env: { COST_BUDGET: '400000' },
  });
});
afterAll(async () => {
  await gateway.stop();
  await dropDatabases(databases);
});

async function answer(query: string): Promise<unknown> {
  const { data, errors } = await ask(gateway.url, query);
  expect(errors).toBeUndefined();
  return data;
}

const province = (period: string, fields: string) =>
  answer(`{ administrativeUnit(code: "27") { scorecard(period: "${period}") { ${fields} } } }`);
const scorecard = (expected: object) => ({ administrativeUnit: { scorecard: expected } });

describe('what is published is the value, with its counts where they are printed', () => {
  it('27.29 % of dossiers resolved online in 2022, 69.8 % at province tier and 6.67 % at district tier', async () => {
    const data = await province(
      '2022',
      'publicServices { resolvedOnlineRate { value origin byTier { tier value origin } } }',
    );
    expect(data).toEqual(
      scorecard({
        publicServices: {
          resolvedOnlineRate: {
            ...{ value: 27.29, origin: 'PUBLISHED' },
            byTier: [
              { tier: 'PROVINCE', value: 69.8, origin: 'PUBLISHED' },
              { tier: 'DISTRICT', value: 6.67, origin: 'PUBLISHED' },
              // Not printed of the communes, so that demonstration stands in, and says so.
              { tier: 'COMMUNE', value: expect.any(Number) as unknown, origin: 'DEMONSTRATION' },
            ],
          },
        },
      }),
    );
  });

  it('1,385 of 1,817 procedures online in October 2024, all eligible ones with full service', async () => {
    const fields = 'proceduresOnlineRate { value numerator denominator origin } fullProcessRate { value }';
    expect(await province('2024', `publicServices { ${fields} }`)).toEqual(
      scorecard({
        publicServices: {
          proceduresOnlineRate: { value: 76.2, numerator: 1385, denominator: 1817, origin: 'PUBLISHED' },
          fullProcessRate: { value: 100 },
        },
      }),
    );
  });

  it('97,620 beneficiaries in January 2024, with the 80,800 of social protection beside them', async () => {
    const published = 'published { value qualifier measure denominator }';
    expect(await province('2024-01', `welfare { beneficiaries { value origin ${published} } }`)).toEqual(
      scorecard({
        welfare: {
          beneficiaries: {
            ...{ value: 97_620, origin: 'PUBLISHED' },
            published: [
              { value: 97_620, qualifier: 'EXACT', measure: null, denominator: null },
              {
                ...{ value: 80_800, qualifier: 'OVER', denominator: 97_620 },
                measure: expect.stringMatching(/social protection/i) as unknown,
              },
            ],
          },
        },
      }),
    );
  });

  it('72.01 % with an account in Thuận Thành, 69.24 % in Bắc Ninh city, where “over 70” stands beside it', async () => {
    const fields =
      'scorecard(period: "2024-01") { welfare { withAccountRate { value published { value qualifier source { id } } } } }';
    const data = await answer(
      `{ thuanThanh: administrativeUnit(code: "262") { ${fields} } city: administrativeUnit(code: "256") { ${fields} } }`,
    );
    const rate = (value: number, over: number) => ({
      scorecard: {
        welfare: {
          withAccountRate: {
            value,
            published: [
              { value, qualifier: 'EXACT', source: { id: '001' } },
              { value: over, qualifier: 'OVER', source: { id: '004' } },
            ],
          },
        },
      },
    });
    expect(data).toEqual({ thuanThanh: rate(72.01, 72), city: rate(69.24, 70) });
  });

  it('99.85 % cashless in October 2024, pensions 93 %', async () => {
    const fields = 'cashlessPaymentsRate { value origin } pensionsCashlessRate { value origin }';
    expect(await province('2024-10', `welfare { ${fields} }`)).toEqual(
      scorecard({
        welfare: {
          cashlessPaymentsRate: { value: 99.85, origin: 'PUBLISHED' },
          pensionsCashlessRate: { value: 93, origin: 'PUBLISHED' },
        },
      }),
    );
  });

  it('over 1,400 small enterprises with a signature, 14,000 public ones issued, which are no stock', async () => {
    const fields =
      'smesWithSignature { value origin } validCertificates { origin published { value measure } }';
    expect(await province('2023', `signatures { ${fields} }`)).toMatchObject(
      scorecard({
        signatures: {
          smesWithSignature: { value: 1400, origin: 'PUBLISHED' },
          validCertificates: {
            origin: 'DEMONSTRATION',
            published: expect.arrayContaining([
              { value: 14_000, measure: expect.any(String) as unknown },
            ]) as unknown,
          },
        },
      }),
    );
  });

  it('VNeID accounts at 102.2 % of their quota, and the ICT index at rank 10 and at rank 4', async () => {
    const ict = (period: string) =>
      province(
        period,
        'kpis(systems: [ECONOMY_SOCIETY]) { code value missing published { value } indicator { name(lang: EN) } }',
      );
    const ranks = async (period: string) => {
      const { administrativeUnit } = (await ict(period)) as Listed;
      const rank = administrativeUnit.scorecard.kpis.find(({ indicator }) => indicator.name.includes('ICT'));
      return rank?.published.map(({ value }) => value);
    };
    expect([await ranks('2022'), await ranks('2024')]).toEqual([[10], [4]]);
    const { administrativeUnit } = (await ict('2024-10')) as Listed;
    const vneid = administrativeUnit.scorecard.kpis.find(({ indicator }) => indicator.name.includes('VNeID'));
    expect(vneid).toMatchObject({ value: 102.2, missing: null });
    // Only published, and not for that year: missing, and said why.
    const early = ((await ict('2019')) as Listed).administrativeUnit.scorecard.kpis;
    expect(new Set(early.map(({ missing }) => missing))).toEqual(new Set(['NOT_PUBLISHED']));
  });
});

it('demonstration records add up to what is published, where the published value hides them', async () => {
  // Districts of which nothing is printed are demonstration; with those that are printed they give the province's.
  const data = (await answer(
    '{ administrativeUnit(code: "27") { children(on: "2024-01-31") { scorecard(period: "2024-01") { welfare { beneficiaries { value origin } } } } } }',
  )) as { administrativeUnit: { children: { scorecard: { welfare: { beneficiaries: Valued } } }[] } };
  const districts = data.administrativeUnit.children.map(({ scorecard }) => scorecard.welfare.beneficiaries);
  expect(districts.map(({ origin }) => origin)).toEqual(Array.from({ length: 8 }, () => 'DEMONSTRATION'));
  expect(districts.reduce((sum, { value }) => sum + value, 0)).toBe(97_620);
});

it('breaks counts down: certificates by type, beneficiaries by group, what failed beside what succeeded', async () => {
  const fields = 'numerator breakdown { code name numerator origin }';
  const data = (await province(
    '2024-09',
    `signatures { validCertificates { ${fields} } remoteSignings { ${fields} } } welfare { beneficiaries { ${fields} } } feedback { received { breakdown { code value } } }`,
  )) as { administrativeUnit: { scorecard: Record<string, Record<string, Broken>> } };
  const { signatures, welfare, feedback } = data.administrativeUnit.scorecard;
  const parts = (kpi?: Broken) => kpi?.breakdown.map(({ code }) => code);
  const total = (kpi?: Broken) => kpi?.breakdown.reduce((sum, { numerator }) => sum + numerator, 0);
  const [certificates, people] = [signatures?.validCertificates, welfare?.beneficiaries];
  expect(parts(certificates)).toEqual([
    'public-citizen',
    'enterprise',
    'official-personal',
    'official-agency',
  ]);
  expect(total(certificates)).toBe(certificates?.numerator);
  expect(parts(people)).toEqual(['social_protection', 'merit']);
  expect(total(people)).toBe(people?.numerator);
  expect(people?.breakdown[0]?.name).toBe('Social protection (bảo trợ xã hội)');
  expect(signatures?.remoteSignings?.breakdown).toMatchObject([{ code: 'failed', origin: 'DEMONSTRATION' }]);
  expect(parts(feedback?.received)).toEqual(['duplicate', 'refused']);
});

it('tells every KPI apart by agency, be it with none', async () => {
  const data = (await province('2023', 'kpis { code byAgency { value } }')) as {
    administrativeUnit: { scorecard: { kpis: { code: string; byAgency: unknown[] | null }[] } };
  };
  const { kpis } = data.administrativeUnit.scorecard;
  expect(kpis.filter(({ byAgency }) => !Array.isArray(byAgency))).toEqual([]);
  expect(kpis.find(({ code }) => code === 'SIG-01')?.byAgency).toHaveLength(10);
});

it('what the agencies have adds up to what the province has', async () => {
  const codes = [
    'DOC-01',
    'DOC-02',
    'DOC-06',
    'DOC-07',
    'PSV-04',
    'PSV-05',
    'PSV-07',
    'FBK-02',
    'FBK-07',
    'SIG-05',
    'SIG-06',
  ];
  const data = (await province(
    '2023',
    `kpis(codes: ${JSON.stringify(codes)}) { code origin numerator denominator byAgency(first: 1000) { numerator denominator } }`,
  )) as {
    administrativeUnit: {
      scorecard: { kpis: (Sums & { code: string; origin: string; byAgency: Sums[] })[] };
    };
  };
  const { kpis } = data.administrativeUnit.scorecard;
  expect(kpis.map(({ code }) => code)).toEqual(codes);
  for (const { code, origin, numerator, denominator, byAgency } of kpis) {
    const total = (of: keyof Sums) => byAgency.reduce((sum, agency) => sum + (agency[of] ?? 0), 0);
    expect([code, origin, total('numerator')]).toEqual([code, 'DEMONSTRATION', numerator]);
    expect([code, total('denominator')]).toEqual([code, denominator ?? 0]);
  }
});

describe('on the new map', () => {
  const fields = (period: string) =>
    `scorecard(period: "${period}") { unit { id }
       feedback { received { value numerator origin reprojected published { value } } }
       publicServices { filedOnlineRate { value numerator denominator reprojected } proceduresOnlineRate { value numerator denominator } }
       documents { processedAndSignedRate { numerator denominator } }
       welfare { beneficiaries { value } } }`;

  it('a commune of July 2025 shows what the communes that it took in add up to', async () => {
    const data = (await answer(
      `{ administrativeUnit(code: "09202", codeList: VN2025) { ${fields('2023')} predecessors { ${fields('2023')} } } }`,
    )) as { administrativeUnit: MapCard & { predecessors: MapCard[] } };
    const { scorecard: fresh, predecessors } = data.administrativeUnit;
    expect(fresh.unit.id).toBe('vn2025.09202');
    expect(predecessors).toHaveLength(2);
    const total = (of: (card: MapCard['scorecard']) => number) =>
      predecessors.reduce((sum, { scorecard }) => sum + of(scorecard), 0);
    expect(fresh.feedback.received).toEqual({
      value: total((card) => card.feedback.received.value),
      numerator: total((card) => card.feedback.received.numerator),
      ...{ origin: 'DEMONSTRATION', reprojected: true, published: [] },
    });
    const [n, d] = [
      total((card) => card.publicServices.filedOnlineRate.numerator),
      total((card) => card.publicServices.filedOnlineRate.denominator),
    ];
    expect(fresh.publicServices.filedOnlineRate).toEqual({
      ...{ numerator: n, denominator: d, reprojected: true, value: Math.round((n / d) * 10_000) / 100 },
    });
    expect(fresh.welfare.beneficiaries.value).toBe(total((card) => card.welfare.beneficiaries.value));
    // Agencies add up, procedures do not: both old communes have the same ones.
    expect(fresh.documents.processedAndSignedRate.denominator).toBe(2);
    expect(fresh.publicServices.proceduresOnlineRate).toEqual(
      predecessors[0]?.scorecard.publicServices.proceduresOnlineRate,
    );
    expect(predecessors.map(({ scorecard }) => scorecard.feedback.received.reprojected)).toEqual([
      false,
      false,
    ]);
  });

  it('the new province is missing, since of half its area nothing is known', async () => {
    const data = await answer(
      '{ administrativeUnit(code: "24") { scorecard(period: "2023") { feedback { received { value missing reprojected published { value } } } } } }',
    );
    expect(data).toEqual(
      scorecard({
        feedback: { received: { value: null, missing: 'NO_DATA', reprojected: true, published: [] } },
      }),
    );
  });

  it('all 41 new communes on the old area have their year 2023', async () => {
    const data = (await answer(
      `{ feedbackKpis(filter: {codes: ["FBK-01"], parent: "vn2025.24", periods: ["2023"]}, first: 200) { totalCount nodes { value missing } } }`,
    )) as { feedbackKpis: { totalCount: number; nodes: { value: number | null; missing: string | null }[] } };
    const { totalCount, nodes } = data.feedbackKpis;
    expect(totalCount).toBe(99);
    const known = nodes.flatMap(({ value }) => value ?? []);
    expect(known).toHaveLength(41);
    expect(nodes.filter(({ missing }) => missing === 'NO_DATA')).toHaveLength(58);
    expect(known.reduce((a, b) => a + b, 0)).toBe(1603 + 1700 + 1197);
  });
});

it('answers every KPI of the 126 communes of 2023 in one request', async () => {
  const data = (await answer(
    '{ administrativeUnit(code: "27") { children(on: "2023-12-31") { children(on: "2023-12-31") { scorecard(period: "2023") { kpis(systems: [DOCUMENTS, PUBLIC_SERVICES, FEEDBACK, WELFARE, SIGNATURES]) { code value missing } } } } } }',
  )) as {
    administrativeUnit: {
      children: {
        children: { scorecard: { kpis: { code: string; value: number | null; missing: string | null }[] } }[];
      }[];
    };
  };
  const communes = data.administrativeUnit.children.flatMap(({ children }) => children);
  expect(communes).toHaveLength(126);
  const all = communes.flatMap(({ scorecard }) => scorecard.kpis);
  expect(all).toHaveLength(126 * 39);
  expect(all.every(({ value, missing }) => (value === null) === (missing !== null))).toBe(true);
  // Of flows and stocks that add up, the communes have what the province has.
  const total = (code: string) =>
    all.reduce((sum, kpi) => sum + (kpi.code === code ? (kpi.value ?? 0) : 0), 0);
  expect(total('FBK-01')).toBe(1603 + 1700 + 1197);
  expect(total('WEL-01')).toBe(await valueOf('2023', 'WEL-01'));
  expect(total('SIG-01')).toBeGreaterThan(14_000);
  expect(all.filter(({ value }) => value !== null).length).toBeGreaterThan(126 * 30);
});

const valueOf = async (period: string, code: string) => {
  const data = (await province(period, `kpis(codes: ["${code}"]) { value }`)) as Listed;
  return data.administrativeUnit.scorecard.kpis[0]?.value;
};

it('every system has a typed group and a list that say the same', async () => {
  for (const system of await loadCatalogue()) {
    const [kpi] = system.kpis;
    const list = `${system.typeName.charAt(0).toLowerCase()}${system.typeName.slice(1)}Kpis`;
    const data = await answer(
      `{ ${list}(filter: {codes: ["${kpi?.code}"], units: ["vn2004.27"], periods: ["2023"]}) { totalCount nodes { id value missing } }
         administrativeUnit(code: "27") { scorecard(period: "2023") { ${systemField(system)} { ${kpi?.field} { id value missing } } } } }`,
    );
    const { administrativeUnit, ...lists } = data as Record<string, { scorecard: unknown }>;
    const listed = lists[list] as unknown as { totalCount: number; nodes: unknown[] };
    expect([system.name, listed.totalCount]).toEqual([system.name, 1]);
    expect(administrativeUnit?.scorecard).toEqual({
      [systemField(system)]: { [kpi?.field ?? '']: listed.nodes[0] },
    });
  }
});

interface Valued {
  readonly value: number;
  readonly origin: string;
}

interface Broken {
  readonly numerator: number;
  readonly breakdown: readonly { readonly code: string; readonly name: string; readonly numerator: number }[];
}

interface Sums {
  readonly numerator: number | null;
  readonly denominator: number | null;
}

interface Counted {
  readonly value: number;
  readonly numerator: number;
  readonly denominator: number;
  readonly reprojected: boolean;
}

interface MapCard {
  readonly scorecard: {
    readonly unit: { readonly id: string };
    readonly feedback: { readonly received: Counted };
    readonly publicServices: { readonly filedOnlineRate: Counted; readonly proceduresOnlineRate: Counted };
    readonly documents: { readonly processedAndSignedRate: Counted };
    readonly welfare: { readonly beneficiaries: Counted };
  };
}

interface Listed {
  readonly administrativeUnit: {
    readonly scorecard: {
      readonly kpis: readonly {
        readonly value: number | null;
        readonly missing: string | null;
        readonly published: readonly { readonly value: number }[];
        readonly indicator: { readonly name: string };
      }[];
    };
  };
}
