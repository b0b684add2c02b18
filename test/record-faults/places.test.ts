/** Where and when a record counts: after a merger, after a move, on the new map, long ago, and never nowhere. */
import { dataRows } from '../../shared/reference/data-file';
import { agenciesFrom } from '../../shared/reference/agency-rows';
import { unitRegister } from '../../shared/reference/registers';
import { documentRecords } from '../../subgraphs/documents/records';
import { accounts } from '../../subgraphs/feedback/records';
import { dossiers } from '../../subgraphs/public-services/records';
import { officials } from '../../subgraphs/signatures/records';
import { beneficiaries } from '../../subgraphs/welfare/records';
import { account, type Beneficiary, beneficiary, document, dossier } from '../tiny-records';
import { counted, type Product, startProduct, without } from './product';
import { official } from './signature-rows';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());
beforeEach(() => product.clear());

it('R01: agencies that exist for the demonstration count in no real figure', async () => {
  const real = ['UBND-27', 'SO-TTTT', 'SO-NNPTNT', 'SO-GDDT', 'SO-XD', 'BQL-ATTP'];
  const rows = [...real, 'DEMO-P01', 'DEMO-256-01'].map((org_code) => account(org_code, { org_code }));
  const { accepted, rejected } = await product.import(accounts, rows, { until: '2023-12-31' });
  expect([accepted, rejected]).toEqual([6, 2]);
  const rate = 'feedback.agenciesOnPlatformRate';
  expect(
    await product.query(rate, '27', '2023', 'value byTier { tier value numerator denominator }'),
  ).toEqual({
    value: expect.any(Number) as unknown,
    byTier: [
      { tier: 'PROVINCE', value: 100, numerator: 6, denominator: 6 },
      { tier: 'DISTRICT', value: 0, numerator: 0, denominator: 8 },
      { tier: 'COMMUNE', value: 0, numerator: 0, denominator: 126 },
    ],
  });
  expect(await product.kpi(rate, '27', '2023')).toEqual(counted(6, 140));
});

describe('R10: what lasts may be older than the systems that record it', () => {
  it('merit and office before 2000, and a letter that came later', async () => {
    const merit = (code: string, entitled_from: string) =>
      beneficiary(code, { ...{ group: 'merit', category: 'wounded', unit_code: '09184' }, entitled_from });
    const rows = ['1946-05-19', '1975-04-30', '1995-07-01', '1999-12-31', '2000-01-01'].map((day) =>
      merit(day, day),
    );
    expect(await product.import(beneficiaries, rows, { until: '2023-12-31' })).toMatchObject({ accepted: 5 });
    expect(await product.kpi('welfare.beneficiaries', '09184', '2023')).toEqual(counted(5, null));
    expect(await product.kpi('welfare.beneficiaries', '09184', '2000')).toEqual(counted(5, null));
    expect(await product.kpi('welfare.beneficiaries', '09184', '1999')).toEqual(without('NO_DATA'));
    const office = official('O77', { from_day: '1998-09-01' });
    expect(await product.import(officials, [office], { until: '2023-12-31' })).toMatchObject({ accepted: 1 });
    const letter = document('D1', {
      ...{ org_code: 'UBND-256', direction: 'in', issued_date: '1999-12-20', arrival_date: '2023-03-01' },
      ...{ due_date: '2023-03-10', finished_at: '2023-03-05T09:00:00+07:00' },
    });
    expect(await product.import(documentRecords, [letter], { until: '2023-12-31' })).toMatchObject({
      accepted: 1,
    });
    expect(await product.kpi('documents.onTimeRate', '256', '2023-03')).toEqual(counted(1, 1));
  });

  it('but nobody pays, or receives, before there were systems', async () => {
    const early = document('D1', { issued_date: '0999-01-01' });
    expect(await product.import(documentRecords, [early], { until: '2023-12-31' })).toMatchObject({
      rejected: 1,
    });
  });
});

describe('R13: nothing is accepted and counted nowhere', () => {
  it('a document of an agency whose unit has ended is rejected', async () => {
    const rows = [
      document('D1', { org_code: 'UBND-M09169', issued_date: '2025-08-01' }),
      document('D2', { org_code: 'SO-XD', issued_date: '2025-08-01' }),
      document('D3', { org_code: 'SO-XD', issued_date: '2025-06-30' }),
    ];
    expect(await product.import(documentRecords, rows, { until: '2025-12-31' })).toMatchObject({
      ...{ accepted: 1, rejected: 2 },
    });
    expect(await product.kpi('documents.signedRate', '27', '2025-06')).toEqual(counted(0, 1));
  });

  it('an agency that leads to no unit of its days is a fault at the start', () => {
    const header = 'code,name_vi,name_en,tier,unit_code,kind,valid_from,valid_to,demonstration';
    const load = (row: string) => agenciesFrom(dataRows('agencies.csv', `${header}\n${row}\n`), unitRegister);
    const ward = (days: string) => `UBND-M07210,Phường,Ward,COMMUNE,07210,peoples_committee,${days},false`;
    expect(load(ward('2025-07-01,'))).toHaveLength(1);
    expect(() => load(ward('2025-06-30,'))).toThrow(/agencies\.csv, line 2/);
    expect(() => load(ward(',2024-01-01'))).toThrow(/agencies\.csv, line 2/);
  });
});

it('R14: a dossier filed before a merger and received after it counts in the heir as in the district', async () => {
  const filed = (code: string, unit_code: string, day: string, finished: string) =>
    dossier(code, {
      ...{ unit_code, org_code: `UBND-${unit_code}`, channel: '2', status: '9' },
      ...{ submitted_at: `${day}T08:00:00+07:00`, received_at: '2024-12-03T09:00:00+07:00' },
      finished_at: `${finished}T09:00:00+07:00`,
    });
  const rows = [
    filed('1', '09175', '2024-11-28', '2024-12-10'),
    filed('2', '09184', '2024-12-03', '2024-12-10'),
    filed('3', '256', '2024-12-03', '2025-07-04'),
  ];
  await product.import(dossiers, rows, { until: '2025-12-31' });
  const received = (unit: string) => product.kpi('publicServices.filedOnlineRate', unit, '2024-12');
  expect(await received('256')).toEqual(counted(3, 3));
  expect(await received('09184')).toEqual(counted(2, 2));
  expect(await received('09175')).toEqual(without('NOT_APPLICABLE'));
  expect(await received('VN2025:09187')).toEqual(counted(2, 2));
  const finished = (unit: string, period: string) =>
    product.kpi('publicServices.resolvedOnlineRate', unit, period);
  expect(await finished('09184', '2024-12')).toEqual(counted(2, 2));
  // What a district had not finished by July 2025 is left to the new province.
  expect(await finished('VN2025:24', '2025-07')).toEqual(counted(1, 1));
});

describe('R15: a move leaves the past as it was', () => {
  const merit = (code: string, changes: Beneficiary = {}) =>
    beneficiary(code, {
      ...{ group: 'merit', category: 'wounded', entitled_from: '2020-01-01' },
      ...changes,
    });
  const people = Array.from({ length: 20 }, (_, i) =>
    merit(`${i < 10 ? 'A' : 'B'}${i % 10}`, { unit_code: i < 10 ? '09163' : '09166' }),
  );
  const result = (unit: string, period: string) => product.kpi('welfare.beneficiaries', unit, period);

  beforeEach(() => product.import(beneficiaries, people, { until: '2024-06-30' }));

  it('who moves counts elsewhere from the as-of day of the move on', async () => {
    await product.import(beneficiaries, [merit('A1', { unit_code: '09166' })], { until: '2024-12-31' });
    for (const period of ['2021', '2024-06', '2024-11']) {
      expect(await result('09163', period)).toEqual(counted(10, null));
      expect(await result('09166', period)).toEqual(counted(10, null));
    }
    // Nine and eleven: one person has moved, so neither may be shown beside the ten of November.
    const [from, to] = [await result('09163', '2024'), await result('09166', '2024')];
    for (const { numerator } of [from, to]) expect([null, 9, 11]).toContain(numerator);
    expect(await result('256', '2024')).toEqual(counted(20, null));
  });

  it('who changes group stays in the former one until then', async () => {
    const changed = { group: 'social_protection', category: 'elderly' };
    const rows = people.slice(0, 10).map((row) => ({ ...row, ...changed }));
    await product.import(beneficiaries, rows, { until: '2024-12-31' });
    const groups = (period: string) =>
      product.query('welfare.beneficiaries', '256', period, 'breakdown { code value }');
    const of = (social_protection: number, merit: number) => ({
      breakdown: [
        { code: 'social_protection', value: social_protection },
        { code: 'merit', value: merit },
      ],
    });
    expect(await groups('2024-11')).toEqual(of(0, 20));
    expect(await groups('2024')).toEqual(of(10, 10));
  });

  it('on the new map people go on where they are, and move to its new units', async () => {
    const rows = [
      ...people.slice(0, 5).map((row) => ({ ...row, unit_code: '09199' })),
      ...people.slice(5, 10).map((row) => ({ ...row, unit_code: '07210' })),
    ];
    expect(await product.import(beneficiaries, rows, { until: '2025-12-31' })).toMatchObject({
      ...{ accepted: 10, rejected: 0 },
    });
    expect(await result('VN2025:09169', '2025-11')).toEqual(counted(20, null));
    expect(await result('VN2025:09169', '2025')).toEqual(counted(10, null));
    // 09199 had become a part of 09208.
    expect(await result('VN2025:09208', '2025')).toEqual(counted(5, null));
    expect(await result('VN2025:07210', '2025')).toEqual(counted(5, null));
    expect(await result('VN2025:24', '2025')).toEqual(counted(20, null));
    expect(await result('09163', '2021')).toEqual(counted(10, null));
  });

  it('deleted and imported again, it tells the past anew', async () => {
    await product.delete(beneficiaries, ['A0', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9']);
    const rows = people.slice(0, 10).map((row) => ({ ...row, unit_code: '09166' }));
    await product.import(beneficiaries, rows, { until: '2024-12-31' });
    expect(await result('09163', '2021')).toEqual(counted(0, null));
    expect(await result('09166', '2021')).toEqual(counted(20, null));
  });
});
