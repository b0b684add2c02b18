/** A stock: agencies with an active account on each period's last day, of the agencies there were on that day. */
import { openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import { account } from '../../test/tiny-records';
import { subgraph as feedback } from '../../subgraphs/feedback';
import { accounts } from '../../subgraphs/feedback/records';
import type { Day } from '../period/day';
import { validOn } from '../period/day';
import { agencies } from '../reference/registers';
import { rebuildAll } from './maintain';

let system: SystemDatabase;

beforeEach(async () => {
  system = await openSystemDatabase(feedback);
});
afterEach(() => system.close());

const asOf = new Date('2023-08-15T12:00:00+07:00');
const onPlatform = async (unit: string, period: string, tier?: string) =>
  (await system.figure(`vn2004.${unit}`, period, 'FBK-07', tier))?.[0];

test('an account counts from its first day until before its last, looked at on the last day of the period', async () => {
  const rows = [account('A1', { activated_on: '2023-02-28', deactivated_on: '2023-04-30' })];
  await system.importRows(accounts, rows, { asOf });
  const figures = await Promise.all(
    ['2023-01', '2023-02', '2023-03', '2023-04', '2023-Q1', '2023-Q2'].map((p) => onPlatform('09163', p)),
  );
  // The records cover nothing before the month of the first one.
  expect(figures).toEqual([undefined, 1, 1, 0, 1, 0]);
});

test('an account on its last day is no longer active', async () => {
  const rows = [account('A1', { activated_on: '2023-02-10', deactivated_on: '2023-03-31' })];
  await system.importRows(accounts, rows, { asOf });
  expect(await onPlatform('09163', '2023-02')).toBe(1);
  expect(await onPlatform('09163', '2023-03')).toBe(0);
});

test('a period that is not over is taken on the as-of day, and one that has not begun has no figure', async () => {
  await system.importRows(accounts, [account('A1', { activated_on: '2023-08-15' })], { asOf });
  for (const period of ['2023-08', '2023-Q3', '2023']) expect(await onPlatform('09163', period)).toBe(1);
  for (const period of ['2023-09', '2023-Q4', '2024'])
    expect(await onPlatform('09163', period)).toBeUndefined();
});

test('an agency with several accounts is one agency, at every level', async () => {
  await system.importRows(
    accounts,
    [
      account('A1'),
      account('A2'),
      account('B', { org_code: 'UBND-256' }),
      account('C', { org_code: 'SO-TTTT' }),
    ],
    { asOf },
  );
  expect([
    await onPlatform('09163', '2023'),
    await onPlatform('256', '2023'),
    await onPlatform('27', '2023'),
    await onPlatform('27', '2023', 'DISTRICT'),
  ]).toEqual([1, 2, 3, 1]);
});

test('the denominator is all real agencies of that day, with accounts or without', async () => {
  const reach = new Date('2024-12-31T12:00:00+07:00');
  await system.importRows(accounts, [account('A1')], { asOf: reach });
  const of = async (period: string) => (await system.figure('vn2004.27', period, 'FBK-07'))?.[1];
  const agenciesOn = (day: string) =>
    agencies.filter((agency) => validOn(agency, day as Day) && !agency.demonstration).length;
  expect(agenciesOn('2023-12-31')).toBe(140); // 135 committees and five departments; the rest are made up
  expect(await of('2023')).toBe(140);
  expect(await of('2024')).toBe(agenciesOn('2024-12-31'));
  expect(agenciesOn('2024-12-31')).toBeLessThan(140); // wards were merged on 2024-12-01
});

test('imports step by step give the same cells as a rebuild', async () => {
  await system.importRows(accounts, [account('A1'), account('A2', { org_code: 'SO-XD' })], { asOf });
  await system.importRows(accounts, [account('A1', { deactivated_on: '2023-05-01' })], {
    asOf: new Date('2023-11-15T12:00:00+07:00'),
  });
  const cells = await system.cells();
  await rebuildAll(system.dataSource, system.plan);
  expect(await system.cells()).toEqual(cells);
});

test('the same accounts as of a later day carry the stock on to that day', async () => {
  await system.importRows(accounts, [account('A1')], { asOf });
  await system.importRows(accounts, [account('A1')], { asOf: new Date('2023-11-15T12:00:00+07:00') });
  expect(await onPlatform('09163', '2023-10')).toBe(1);
});
