/** The composite score over two systems' targets, and that there is none when one of them is down. */
import { inProcessClient } from '../gateway/execution/in-process-client';
import type { SubgraphClient } from '../gateway/execution/subgraph-client';
import { composeSupergraph } from '../gateway/supergraph/compose';
import { type RunningGateway, startGateway } from '../gateway/server';
import type { RecordKind, RecordRow } from '../shared/import/record-kind';
import { agencies } from '../shared/reference/registers';
import type { RunningSubgraph } from '../shared/subgraph/running-subgraph';
import type { Subgraph } from '../shared/subgraph/subgraph';
import { subgraph as documents } from '../subgraphs/documents';
import { workFileRecords } from '../subgraphs/documents/records';
import { subgraph as feedback } from '../subgraphs/feedback';
import { accounts } from '../subgraphs/feedback/records';
import { registry } from '../subgraphs/registry';
import { type StartedSubgraphs, startSubgraphs } from '../subgraphs/start';
import { ask } from './ask';
import { importInto } from './import-into';
import { dropDatabases, testDatabases } from './test-databases';
import { account, workFile } from './tiny-records';

const databases = testDatabases();
/** With these two systems alone the weights are 10 for each tier of DOC-01 and 20 for FBK-07. */
const NAMES = ['directory', 'documents', 'feedback', 'scorecard'];
const twoSystems = Object.fromEntries(Object.entries(registry).filter(([name]) => NAMES.includes(name)));

const down = new Set<string>();
let subgraphs: StartedSubgraphs;
let gateway: RunningGateway;
beforeAll(async () => {
  await importRows(documents, workFileRecords, [
    // The province's tier: 1 of 2 online, of 90 % wanted. The communes': 3 of 4, of 80 %. The districts': none closed.
    workFile('F1'),
    workFile('F2', { processed_online: 'false' }),
    ...['F3', 'F4', 'F5'].map((code) => workFile(code, { org_code: 'UBND-09163' })),
    workFile('F6', { org_code: 'UBND-09163', processed_online: 'false' }),
  ]);
  await importRows(
    ...([feedback, accounts] as const),
    agencies
      .filter(({ demonstration }) => !demonstration)
      .map(({ code }) => account(`A-${code}`, { org_code: code })),
  );
  subgraphs = await startSubgraphs({
    ...{ databases, demonstration: false, registry: twoSystems, log: () => undefined },
  });
  gateway = await startGateway({
    ...{ listen: { host: '127.0.0.1', port: 0 }, production: false },
    supergraphSdl: await composeSupergraph(twoSystems),
    clients: new Map(subgraphs.running.map((subgraph) => [subgraph.name, mayBeDown(subgraph)])),
    exports: new Map(),
  });
});
beforeEach(() => {
  down.clear();
  // What a system that is down costs goes to the log as well.
  jest.spyOn(console, 'error').mockReturnValue();
});
afterAll(async () => {
  await gateway.stop();
  await subgraphs.stop();
  await dropDatabases(databases);
});

const importRows = (subgraph: Subgraph, kind: RecordKind, rows: readonly RecordRow[]) =>
  importInto(databases, subgraph, kind, rows, new Date('2024-01-01T00:00:00+07:00'));

function mayBeDown(subgraph: RunningSubgraph): SubgraphClient {
  return inProcessClient({
    ...subgraph,
    execute: (...args) =>
      down.has(subgraph.name) ? Promise.reject(new Error('connect ECONNREFUSED')) : subgraph.execute(...args),
  });
}

const OVERALL =
  'overall { score missing coverage complete origin components { indicator { code } tier weight attainment origin included excluded } }';
const overallIn = (period: string, more = '') =>
  ask(
    gateway.url,
    `{ administrativeUnit(code: "27") { scorecard(period: "${period}") { ${OVERALL} ${more} } } }`,
  );

function component(code: string, tier: string | null, attainment: number | null, excluded: string | null) {
  const weight = code === 'FBK-07' ? 20 : 10;
  const origin = excluded === null ? 'COMPUTED' : null;
  return { indicator: { code }, tier, weight, attainment, origin, included: excluded === null, excluded };
}

const PROVINCE = component('DOC-01', 'PROVINCE', 0.5556, null);
const DISTRICT = component('DOC-01', 'DISTRICT', null, 'NO_VALUE');
const COMMUNE = component('DOC-01', 'COMMUNE', 0.9375, null);
const AGENCIES = component('FBK-07', null, 1, null);

it('weighs the attainments that there are, and says which are missing', async () => {
  const { data, errors } = await overallIn('2023');
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    administrativeUnit: {
      scorecard: {
        // (10 × 0.5556 + 10 × 0.9375 + 20 × 1) ÷ 40, of a weight of 50
        overall: {
          ...{ score: 87.33, missing: null, coverage: 0.8, complete: false, origin: 'COMPUTED' },
          components: [PROVINCE, DISTRICT, COMMUNE, AGENCIES],
        },
      },
    },
  });
});

it('answers for every unit of a list', async () => {
  const { data, errors } = await ask(
    gateway.url,
    `{ administrativeUnit(code: "27") { children(on: "2023-12-31") { code scorecard(period: "2023") { ${OVERALL} } } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    administrativeUnit: {
      children: expect.arrayContaining([
        expect.objectContaining({
          code: '256',
          scorecard: { overall: expect.objectContaining({ score: 97.92, coverage: 0.6 }) as unknown },
        }),
      ]) as unknown,
    },
  });
});

it.each([
  // Of the rest it would be 74.66.
  ['feedback', 0.4, [PROVINCE, DISTRICT, COMMUNE, unavailable(AGENCIES)]],
  // Of the rest it would be 100.
  ['documents', 0.4, [...[PROVINCE, DISTRICT, COMMUNE].map(unavailable), AGENCIES]],
])('has no score when %s is down, and says why', async (system, coverage, components) => {
  down.add(system);
  const { data, errors } = await overallIn(
    '2023',
    'kpis(codes: ["FBK-07", "DOC-01"]) { code unit { name } }',
  );
  expect(data).toEqual({
    administrativeUnit: {
      scorecard: {
        overall: {
          ...{ score: null, missing: 'UNAVAILABLE', coverage, complete: false, origin: null },
          components,
        },
        kpis: ['DOC-01', 'FBK-07'].map((code) => ({ code, unit: { name: 'Tỉnh Bắc Ninh' } })),
      },
    },
  });
  expect(errors).toEqual([
    {
      message: expect.stringContaining(`"${system}" does not answer`) as unknown,
      // The client asks nothing of the system itself: what is computed from it stands here.
      path: ['administrativeUnit', 'scorecard'],
      extensions: { code: 'SUBGRAPH_UNAVAILABLE', system, requestId: expect.any(String) as unknown },
    },
  ]);
});

it('has no score when every system is down', async () => {
  down.add('feedback').add('documents');
  expect((await overallIn('2023')).data).toMatchObject({
    administrativeUnit: { scorecard: { overall: { score: null, missing: 'UNAVAILABLE', coverage: 0 } } },
  });
});

it('measures nothing by a target whose day has passed', async () => {
  expect((await overallIn('2026')).data).toMatchObject({
    administrativeUnit: {
      scorecard: {
        overall: {
          ...{ score: null, missing: 'NO_DATA', coverage: 0, complete: false },
          components: Array.from({ length: 4 }, () => ({ attainment: null, included: false })),
        },
      },
    },
  });
});

function unavailable(of: ReturnType<typeof component>) {
  return { ...of, attainment: null, origin: null, included: false, excluded: 'SYSTEM_UNAVAILABLE' };
}
