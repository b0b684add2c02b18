/** Few people are not told of, nor what would give them away, over all KPIs, months and both maps. */
import { openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import { beneficiary, payment } from '../../test/tiny-records';
import { subgraph as welfare } from '../../subgraphs/welfare';
import { beneficiaries, payments } from '../../subgraphs/welfare/records';
import { deleteRecords } from '../import/delete-records';
import { rowsOf } from '../database/rows';

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
    for (const kpi of ['WEL-01', 'WEL-02', 'WEL-07']) expect(await withheld(period, kpi)).toEqual(expected);
  }
  expect(await system.figure('vn2004.258', '2024', 'WEL-01')).toEqual([61, null]);
});

test('one month of few withholds the whole year, of every KPI that counts the same people', async () => {
  await system.importRows(beneficiaries, rows);
  const paid = people.filter(({ unit_code, code }) => unit_code !== '09193' || code.endsWith('-1'));
  await system.importRows(payments, [
    ...people.map(({ code, unit_code }) =>
      payment(`${code}-1`, { beneficiary_code: code, unit_code, due_on: '2024-01-10' }),
    ),
    // In February one person is paid in 09193.
    ...paid.map(({ code, unit_code }) =>
      payment(`${code}-2`, { beneficiary_code: code, unit_code, due_on: '2024-02-10' }),
    ),
  ]);
  for (const [period, kpi] of [
    ['2024-01', 'WEL-05'],
    ['2024-02', 'WEL-05'],
    ['2024', 'WEL-03'],
    ['2024', 'WEL-01'],
  ] as const) {
    expect(await withheld(period, kpi)).toContain('vn2004.09193');
  }
  expect(await withheld('2024')).not.toContain('vn2004.09199');
});

test('when more come, all is told; when they go again, it is not', async () => {
  await system.importRows(beneficiaries, rows);
  const more = ['x', 'y'].map((code) =>
    beneficiary(code, { unit_code: '09202', entitled_from: '2024-01-01' }),
  );
  await system.importRows(beneficiaries, more);
  expect(await withheld('2024')).toEqual([]);
  await deleteRecords(system.dataSource, ['beneficiary_code\nx\n'], system);
  expect(await withheld('2024')).toContain('vn2004.09202');
});

test('nobody is no few: zero may be told', async () => {
  await system.importRows(beneficiaries, [
    ...rows.filter(({ unit_code }) => unit_code !== '09202'),
    beneficiary('gone', { unit_code: '09202', entitled_from: '2023-01-01', entitled_to: '2023-02-01' }),
  ]);
  expect(await withheld('2024')).toEqual([]);
  expect(await system.figure('vn2004.09202', '2024', 'WEL-01')).toEqual([0, null]);
});
