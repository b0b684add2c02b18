/** Records few enough to count by hand, and what the KPIs make of them. */
import { openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import { subgraph } from './index';
import { beneficiaries, payments } from './records';

let system: SystemDatabase;

beforeAll(async () => {
  system = await openSystemDatabase(subgraph);
  await system.importRows(beneficiaries, [
    ...['1', '2', '3', '4', '5', '6'].map((code) => beneficiary(code)),
    beneficiary('7', { account_verified_at: '2023-04-05T09:00:00+07:00', pid_matched_at: '' }),
    beneficiary('8', { entitled_to: '2023-04-01' }),
    // Three in the ward beside it: too few to be told.
    ...['9', '10', '11'].map((code) => beneficiary(code, { unit_code: '09166' })),
  ]);
  await system.importRows(payments, [
    ...['1', '2', '3', '4', '5'].map((code) => payment(code)),
    payment('6', { method: 'cash', amount_vnd: '1500000', paid_on: '2023-03-12' }),
    payment('7', { status: 'failed', paid_on: '' }),
    payment('8', { status: 'held', paid_on: '', method: 'post' }),
  ]);
});

afterAll(() => system.close());

it.each([
  ['WEL-01', '2023-03', [8, null]],
  ['WEL-01', '2023-04', [7, null]],
  ['WEL-02', '2023-03', [7, 8]],
  ['WEL-02', '2023-04', [7, 7]],
  ['WEL-03', '2023-03', [5, 6]],
  ['WEL-04', '2023-03', [2_500_000, 4_000_000]],
  ['WEL-05', '2023-03', [4_000_000, null]],
  ['WEL-06', '2023-03', [5, 8]],
  ['WEL-07', '2023-03', [7, 8]],
])('%s in %s: %j', async (kpi, period, figure) => {
  expect(await system.figure('vn2004.09163', period, kpi)).toEqual(figure);
  expect(await system.figure('vn2004.09163', period, kpi, 'COMMUNE')).toEqual(figure);
});

it('three beneficiaries are not told of, nor the ward beside them that would give them away', async () => {
  const withheld: unknown = await system.dataSource.query(
    `SELECT DISTINCT unit FROM kpi_cell WHERE suppressed AND unit LIKE 'vn2004.09%' ORDER BY unit`,
  );
  expect(withheld).toEqual([{ unit: 'vn2004.09163' }, { unit: 'vn2004.09166' }]);
});

function beneficiary(code: string, changes = {}) {
  return {
    ...{ beneficiary_code: code, group: 'social_protection', category: 'elderly', unit_code: '09163' },
    ...{ entitled_from: '2023-02-01', monthly_amount_vnd: '500000', payee: 'self' },
    ...{ account_verified_at: '2023-02-10T09:00:00+07:00', pid_matched_at: '2023-02-10T09:00:00+07:00' },
    ...changes,
  };
}

function payment(code: string, changes = {}) {
  return {
    ...{ payment_id: code, beneficiary_code: code, unit_code: '09163', pay_period: '202303' },
    ...{ amount_vnd: '500000', method: 'account', due_on: '2023-03-10', paid_on: '2023-03-09' },
    ...{ status: 'settled', ...changes },
  };
}
