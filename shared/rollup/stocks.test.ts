/** What lasts is counted on a period's last day, wherever its place belongs to by then; distinct things are counted at each level. */
import { openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import { beneficiary, dossier, procedure } from '../../test/tiny-records';
import { subgraph as publicServices } from '../../subgraphs/public-services';
import { dossiers, procedures } from '../../subgraphs/public-services/records';
import { subgraph as welfare } from '../../subgraphs/welfare';
import { beneficiaries } from '../../subgraphs/welfare/records';
import { rebuildAll } from './maintain';

let system: SystemDatabase;
afterEach(() => system.close());

const asOf = new Date('2025-08-15T12:00:00+07:00');
/** Numerators by period. */
const held = async (unit: string, kpi: string, ...periods: string[]) =>
  Promise.all(periods.map(async (period) => (await system.figure(unit, period, kpi))?.[0]));

describe('beneficiaries', () => {
  beforeEach(async () => {
    system = await openSystemDatabase(welfare);
  });

  test('count from their first day until before their last, on every level', async () => {
    await system.importRows(
      beneficiaries,
      [beneficiary('B1', { entitled_from: '2023-03-31', entitled_to: '2023-06-30' })],
      { asOf },
    );
    for (const unit of ['vn2004.09163', 'vn2004.256', 'vn2004.27']) {
      expect(await held(unit, 'WEL-01', '2023-02', '2023-03', '2023-05', '2023-06')).toEqual([
        // Before the first month that the records cover nothing is counted.
        ...[undefined, 1, 1, 0],
      ]);
      expect(await held(unit, 'WEL-01', '2023-Q1', '2023-Q2', '2023')).toEqual([1, 0, 0]);
    }
  });

  test('hold an account from the later of two days, and only where both are known', async () => {
    await system.importRows(
      beneficiaries,
      [
        beneficiary('B1', { account_verified_at: '2023-05-10T08:00:00+07:00' }),
        beneficiary('B2', { account_verified_at: '2022-01-01T08:00:00+07:00' }),
        beneficiary('B3'),
      ],
      { asOf },
    );
    expect(await system.figure('vn2004.27', '2023-04', 'WEL-02')).toEqual([1, 3]);
    expect(await system.figure('vn2004.27', '2023-05', 'WEL-02')).toEqual([2, 3]);
  });

  test('follow their commune into the one that it merged with, and onto the new map', async () => {
    // Vệ An (09175) became part of 09184 on 2024-12-01, which became part of 09187 of the new map.
    await system.importRows(beneficiaries, [beneficiary('B1', { unit_code: '09175' })], { asOf });
    expect(await held('vn2004.09175', 'WEL-01', '2024-11', '2024-12')).toEqual([1, undefined]);
    expect(await held('vn2004.09184', 'WEL-01', '2024-12', '2025-06', '2025-07')).toEqual([1, 1, undefined]);
    expect(await held('vn2004.27', 'WEL-01', '2024-12', '2025-07')).toEqual([1, undefined]);
    expect(await held('vn2025.09187', 'WEL-01', '2025-07', '2025')).toEqual([1, 1]);
    expect(await held('vn2025.24', 'WEL-01', '2025-07')).toEqual([1]);
  });

  test('have figures on the new map for the past', async () => {
    // 09202 and 09211 became 09202 of the new map.
    await system.importRows(beneficiaries, [beneficiary('B1', { unit_code: '09202' })], { asOf });
    expect(await held('vn2025.09202', 'WEL-01', '2023')).toEqual([1]);
    await system.importRows(
      beneficiaries,
      ['B2', 'B3'].map((code) => beneficiary(code, { unit_code: '09211' })),
      { asOf },
    );
    expect(await held('vn2025.09202', 'WEL-01', '2023', '2024-Q1', '2025-07')).toEqual([3, 3, 3]);
  });

  test('imported step by step give the cells of a rebuild', async () => {
    const later = { entitled_to: '2024-02-01', account_verified_at: '2023-09-01T00:00:00+07:00' };
    await system.importRows(beneficiaries, [beneficiary('B1'), beneficiary('B2')], { asOf });
    await system.importRows(beneficiaries, [beneficiary('B2', later), beneficiary('B3')], { asOf });
    const cells = await system.cells();
    await rebuildAll(system.dataSource, system.plan);
    expect(await system.cells()).toEqual(cells);
  });
});

describe('procedures', () => {
  beforeEach(async () => {
    system = await openSystemDatabase(publicServices);
    await system.importRows(
      procedures,
      [
        procedure('1.1', { authority_level: 'province', online_level: 'full', eligible_full: 'true' }),
        procedure('1.2', { authority_level: 'province', online_level: 'info' }),
        procedure('2.1', { authority_level: 'district', online_level: 'partial' }),
        procedure('3.1', { online_level: 'info', valid_to: '2023-06-15' }),
        procedure('3.1', { online_level: 'partial', valid_from: '2023-06-15' }),
      ],
      { asOf },
    );
  });

  test('count once at every level that has an agency of their tier, however many there are', async () => {
    const rate = (unit: string, tier?: string) => system.figure(unit, '2023', 'PSV-01', tier);
    expect(await rate('vn2004.27')).toEqual([3, 4]);
    expect(await rate('vn2004.256')).toEqual([2, 2]);
    expect(await rate('vn2004.09163')).toEqual([1, 1]);
    expect(await rate('vn2004.27', 'PROVINCE')).toEqual([1, 2]);
    expect(await rate('vn2004.27', 'COMMUNE')).toEqual([1, 1]);
  });

  test('change their level on a day, and are one procedure all the while', async () => {
    expect(await system.figure('vn2004.27', '2023-05', 'PSV-01')).toEqual([2, 4]);
    expect(await system.figure('vn2004.27', '2023-06', 'PSV-01')).toEqual([3, 4]);
  });

  test('full service is told of those that are eligible', async () => {
    expect(await system.figure('vn2004.27', '2023', 'PSV-02')).toEqual([1, 1]);
  });

  test('count as used once a dossier of theirs came in online, anew in each period and at each level', async () => {
    const online = (code: string, received_at: string, changes = {}) =>
      dossier(code, { channel: '2', submitted_at: received_at, received_at, ...changes });
    await system.importRows(
      dossiers,
      [
        online('D1', '2023-07-03T08:00:00+07:00'),
        online('D2', '2023-08-03T08:00:00+07:00'),
        online('D3', '2023-08-03T08:00:00+07:00', { unit_code: '09247', org_code: 'UBND-09247' }),
        online('D4', '2023-08-03T08:00:00+07:00', {
          procedure_code: '2.1',
          unit_code: '256',
          org_code: 'UBND-256',
        }),
        // Online by the end of the month; on paper; and by an agency of another tier than the procedure's.
        online('D5', '2023-06-14T08:00:00+07:00'),
        dossier('D6', { unit_code: '09184', org_code: 'UBND-09184' }),
        online('D7', '2023-08-03T08:00:00+07:00', { procedure_code: '1.1' }),
      ],
      { asOf },
    );
    const used = (unit: string, period: string, tier?: string) => system.figure(unit, period, 'PSV-03', tier);
    expect(await used('vn2004.27', '2023-06')).toEqual([1, 3]);
    expect(await used('vn2004.27', '2023-07')).toEqual([1, 3]);
    expect(await used('vn2004.27', '2023-08')).toEqual([2, 3]);
    expect(await used('vn2004.27', '2023')).toEqual([2, 3]);
    expect(await used('vn2004.27', '2023', 'COMMUNE')).toEqual([1, 1]);
    expect(await used('vn2004.27', '2023', 'PROVINCE')).toEqual([0, 1]);
    expect(await used('vn2004.09163', '2023')).toEqual([1, 1]);
    expect(await used('vn2004.09184', '2023')).toEqual([0, 1]);
    const cells = await system.cells();
    await rebuildAll(system.dataSource, system.plan);
    expect(await system.cells()).toEqual(cells);
  });
});
