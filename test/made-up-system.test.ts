/** A further source system costs one folder and one line: everything else follows from its declarations. */
import { registry } from '../subgraphs/registry';
import type { RunningGateway } from '../gateway/server';
import { ask } from './ask';
import { startInProcess } from './in-process';
import { loans } from './made-up-system/kpis';
import { loanRecords, subgraph } from './made-up-system';
import { importInto } from './import-into';
import { dropDatabases, testDatabases } from './test-databases';

// The one line.
const extended = {
  ...registry,
  loans: { load: () => Promise.resolve(subgraph), declaration: () => Promise.resolve(loans) },
};

const databases = testDatabases();
let gateway: RunningGateway;
beforeAll(async () => {
  await importLoans();
  gateway = await startInProcess({ databases, demonstration: false, registry: extended });
});
afterAll(async () => {
  await gateway.stop();
  await dropDatabases(databases);
});

const importLoans = () =>
  importInto(databases, subgraph, loanRecords, [
    { loan_code: 'L1', org_code: 'UBND-09445', lent_on: '2024-03-12', returned: 'true' },
    { loan_code: 'L2', org_code: 'UBND-09445', lent_on: '2024-03-31', returned: 'false' },
    { loan_code: 'L3', org_code: 'UBND-09184', lent_on: '2024-04-01', returned: 'true' },
  ]);

it('has its typed group, its place in the unified list and in the catalogue, and its roll-ups at every level', async () => {
  const { data, errors } = await ask(
    gateway.url,
    `{ indicators(systems: [LOANS]) { code system name }
       administrativeUnit(code: "27") {
         scorecard(period: "2024") {
           loans { returnedRate { value numerator denominator origin byTier { tier value } } }
           kpis(systems: [LOANS]) { __typename code value indicator { definition(lang: EN) } } }
         children(on: "2024-03-31") { code scorecard(period: "2024-Q1") { loans { returnedRate { value missing } } } } } }`,
  );
  expect(errors).toBeUndefined();
  const { children, ...province } = (data as Answer).administrativeUnit;
  expect((data as Answer).indicators).toEqual([
    { code: 'LON-01', system: 'LOANS', name: 'Tỷ lệ sách được trả' },
  ]);
  expect(province).toEqual({
    scorecard: {
      loans: {
        returnedRate: {
          ...{ value: 66.7, numerator: 2, denominator: 3, origin: 'COMPUTED' },
          byTier: [{ tier: 'COMMUNE', value: 66.7 }],
        },
      },
      kpis: [
        {
          ...{ __typename: 'LoanKpi', code: 'LON-01', value: 66.7 },
          indicator: { definition: 'Books returned, of books lent in the period.' },
        },
      ],
    },
  });
  expect(children).toContainEqual({
    code: '262',
    scorecard: { loans: { returnedRate: { value: 50, missing: null } } },
  });
  expect(children).toContainEqual({
    code: '256',
    scorecard: { loans: { returnedRate: { value: null, missing: 'ZERO_DENOMINATOR' } } },
  });
});

it('leaves the other systems as they were', async () => {
  const { data } = await ask(
    gateway.url,
    '{ administrativeUnit(code: "27") { scorecard(period: "2022") { feedback { received { value } } } } }',
  );
  expect(data).toEqual({ administrativeUnit: { scorecard: { feedback: { received: { value: 1724 } } } } });
});

interface Answer {
  readonly indicators: unknown;
  readonly administrativeUnit: { readonly scorecard: unknown; readonly children: unknown };
}
