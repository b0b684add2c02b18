/** Figures of too few persons are withheld, with what would give them away, over KPIs, months, both maps and releases. */
import { openSystemDatabase, type SystemDatabase } from '../../../test/system-database';
import { beneficiary, payment } from '../../../test/tiny-records';
import { subgraph as welfare } from '../../../subgraphs/welfare';
import { beneficiaries, payments } from '../../../subgraphs/welfare/records';
import { deleteRecords } from '../../import/delete-records';
import { rowsOf } from '../../database/rows';

let system: SystemDatabase;
beforeEach(async () => {
  system = await openSystemDatabase(welfare);
});
afterEach(() => system.close());

/** Three people in 09202, and more in the others of the same district. */
const PEOPLE = { '09202': 3, '09211': 8, '09193': 20, '09199': 30 };
const people = Object.entries(PEOPLE).flatMap(([unit_code, count]) =>
  Array.from({ length: count }, (_, i) => ({ code: `${unit_code}-${i}`, unit_code })),
);
const rows = people.map(({ code, unit_code }) =>
  beneficiary(code, { unit_code, entitled_from: '2024-01-01' }),
);

async function withheld(period: string, kpi = 'WEL-01'): Promise<string[]> {
  const found = await rowsOf<{ unit: string }>(
    system.dataSource,
    'SELECT DISTINCT unit FROM kpi_cell WHERE suppressed AND period = $1 AND kpi = $2 ORDER BY 1',
    [period, kpi],
  );
  return found.map(({ unit }) => unit);
}

test('a commune of three takes its smallest neighbour along, and the commune of the new map they became', async () => {
  await system.importRows(beneficiaries, rows);
  const expected = ['vn2004.09202', 'vn2004.09211', 'vn2025.09202'];
  for (const period of ['2024', '2024-Q2', '2024-05']) {
    expect(await withheld(period)).toEqual(expected);
    for (const kpi of ['WEL-02', 'WEL-07'])
      expect(await withheld(period, kpi)).toEqual(expect.arrayContaining(expected));
  }
  expect(await system.figure('vn2004.258', '2024', 'WEL-01')).toEqual([61, null]);
});

test('who is paid in cash is withheld with who is paid by account, and how much, for one person of six', async () => {
  await system.importRows(
    payments,
    Array.from({ length: 6 }, (_, i) =>
      payment(`Y${i}`, {
        beneficiary_code: `P${i}`,
        unit_code: '09181',
        method: i === 0 ? 'account' : 'cash',
      }),
    ),
  );
  expect(await system.figure('vn2004.09181', '2024-01', 'WEL-03')).toEqual([1, 6]);
  for (const kpi of ['WEL-03', 'WEL-04']) expect(await withheld('2024-01', kpi)).toContain('vn2004.09181');
  expect(await withheld('2024-01', 'WEL-05')).not.toContain('vn2004.09181');
});

test('so is one of six who is not', async () => {
  await system.importRows(
    payments,
    Array.from({ length: 6 }, (_, i) =>
      payment(`Y${i}`, {
        beneficiary_code: `P${i}`,
        unit_code: '09181',
        method: i === 0 ? 'cash' : 'account',
      }),
    ),
  );
  for (const kpi of ['WEL-03', 'WEL-04']) expect(await withheld('2024-01', kpi)).toContain('vn2004.09181');
});

test('all of six, or none, may be shown', async () => {
  await system.importRows(
    payments,
    Array.from({ length: 6 }, (_, i) => payment(`Y${i}`, { beneficiary_code: `P${i}`, unit_code: '09181' })),
  );
  for (const kpi of ['WEL-03', 'WEL-04', 'WEL-05', 'WEL-06'])
    expect(await withheld('2024-01', kpi)).toEqual([]);
});

test('persons are counted, not payments: five payments to three', async () => {
  await system.importRows(
    payments,
    Array.from({ length: 5 }, (_, i) =>
      payment(`Y${i}`, { beneficiary_code: `P${i % 3}`, unit_code: '09181', due_on: `2024-01-1${i}` }),
    ),
  );
  expect(await withheld('2024-01', 'WEL-05')).toContain('vn2004.09181');
});

test('an amount of which one person gets more than half is withheld', async () => {
  await system.importRows(
    payments,
    Array.from({ length: 8 }, (_, i) =>
      payment(`Y${i}`, {
        beneficiary_code: `P${i}`,
        unit_code: '09181',
        amount_vnd: i === 0 ? '9000000' : '500000',
      }),
    ),
  );
  expect(await withheld('2024-01', 'WEL-05')).toContain('vn2004.09181');
});

test('one whose payment failed is what is left between two KPIs: the one that counts all due is withheld', async () => {
  await system.importRows(
    payments,
    Array.from({ length: 20 }, (_, i) =>
      payment(`Y${i}`, {
        ...{ beneficiary_code: `P${i}`, unit_code: '09181' },
        ...(i === 0 ? { status: 'failed', paid_on: '' } : {}),
      }),
    ),
  );
  expect(await withheld('2024-01', 'WEL-06')).toContain('vn2004.09181');
  expect(await withheld('2024-01', 'WEL-05')).toEqual([]);
});

test('one group of few is withheld with the other, which is all that is left of the whole', async () => {
  const merit = { unit_code: '09199', group: 'merit', category: 'wounded' };
  await system.importRows(beneficiaries, [
    ...rows.filter(({ unit_code }) => unit_code !== '09202'),
    ...['m1', 'm2'].map((code) => beneficiary(code, { ...merit, entitled_from: '2024-01-01' })),
  ]);
  for (const item of ['merit', 'social_protection']) {
    expect(await withheld('2024', `WEL-01/${item}`)).toContain('vn2004.09199');
  }
  expect(await withheld('2024')).not.toContain('vn2004.09199');
});

test('a month of few is withheld of its measure for good, in every period; other measures are shown', async () => {
  const paid = people.filter(({ unit_code }) => unit_code !== '09202');
  await system.importRows(payments, [
    ...paid.map(({ code, unit_code }) =>
      payment(`${code}-1`, { beneficiary_code: code, unit_code, due_on: '2024-01-10' }),
    ),
    // In February one person is paid in 09193.
    ...paid
      .filter(({ unit_code, code }) => unit_code !== '09193' || code.endsWith('-1'))
      .map(({ code, unit_code }) =>
        payment(`${code}-2`, { beneficiary_code: code, unit_code, due_on: '2024-02-10' }),
      ),
  ]);
  for (const period of ['2024-01', '2024-02', '2024-Q1', '2024']) {
    for (const kpi of ['WEL-03', 'WEL-05']) expect(await withheld(period, kpi)).toContain('vn2004.09193');
  }
  await system.importRows(
    beneficiaries,
    rows.filter(({ unit_code }) => unit_code !== '09202'),
  );
  expect(await withheld('2024')).toEqual([]);
});

describe('over releases', () => {
  const more = ['x', 'y'].map((code) =>
    beneficiary(code, { unit_code: '09202', entitled_from: '2024-01-01' }),
  );

  test('what has covered stays a cover, also when it is no longer needed', async () => {
    await system.importRows(beneficiaries, rows);
    const before = await withheld('2024');
    await system.importRows(beneficiaries, more);
    expect(await withheld('2024')).toEqual(before);
    await deleteRecords(system.dataSource, ['beneficiary_code\nx\n'], system);
    expect(await withheld('2024')).toEqual(before);
  });

  test('what was shown covers nothing: the sum is withheld where nothing else has changed', async () => {
    await system.importRows(beneficiaries, [...rows, ...more]);
    expect(await withheld('2024')).toEqual([]);
    await deleteRecords(system.dataSource, ['beneficiary_code\nx\n'], system);
    const units = await withheld('2024');
    expect(units).toEqual(expect.arrayContaining(['vn2004.09202', 'vn2004.258', 'vn2004.27']));
    expect(units).not.toContain('vn2004.09211');
  });

  test('a cover that others outgrow stays the cover, and no other is shown in its place', async () => {
    await system.importRows(beneficiaries, rows);
    expect(await withheld('2024')).toContain('vn2004.09211');
    const joined = Array.from({ length: 40 }, (_, i) =>
      beneficiary(`new-${i}`, { unit_code: '09211', entitled_from: '2024-06-01' }),
    );
    await system.importRows(beneficiaries, joined);
    for (const period of ['2024-01', '2024-12', '2024']) {
      expect(await withheld(period)).toContain('vn2004.09211');
      expect(await withheld(period)).not.toContain('vn2004.09193');
    }
  });

  test('a first try of a few records withholds all, and leaves no trace', async () => {
    await system.importRows(beneficiaries, rows.slice(0, 2));
    expect(await withheld('2024')).toContain('vn2004.27');
    await system.importRows(
      beneficiaries,
      people.map(({ code }) =>
        beneficiary(`${code}-more`, { unit_code: '09202', entitled_from: '2024-01-01' }),
      ),
    );
    expect(await withheld('2024')).toEqual([]);
  });
});

test('zero persons may be shown', async () => {
  await system.importRows(beneficiaries, [
    ...rows.filter(({ unit_code }) => unit_code !== '09202'),
    beneficiary('gone', { unit_code: '09202', entitled_from: '2023-01-01', entitled_to: '2023-02-01' }),
  ]);
  expect(await system.figure('vn2004.09202', '2024', 'WEL-01')).toEqual([0, null]);
  expect(await withheld('2024')).not.toContain('vn2004.09202');
});
