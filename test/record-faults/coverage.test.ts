/** Whether a unit and period have figures follows from what was imported to cover them, and from nothing else. */
import { documentRecords, workFileRecords } from '../../subgraphs/documents/records';
import { tickets } from '../../subgraphs/feedback/records';
import { dossiers, procedures } from '../../subgraphs/public-services/records';
import { certificates, officials } from '../../subgraphs/signatures/records';
import { beneficiaries } from '../../subgraphs/welfare/records';
import {
  beneficiary,
  csvText,
  document,
  dossier,
  procedure,
  type Ticket,
  ticket,
  workFile,
} from '../tiny-records';
import { counted, type Product, startProduct, without } from './product';
import { certificate, official } from './signature-rows';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());
beforeEach(() => product.clear());

/** Received on that day and not processed. */
function received(code: string, day: string, changes: Ticket = {}): Ticket {
  const at = { sent_at: `${day}T08:00:00+07:00`, received_at: `${day}T09:00:00+07:00` };
  return ticket(code, { ...at, processed_at: '', due_at: '', ...changes });
}

describe('R02: the first numerator of another year changes nothing', () => {
  it('a certificate of 2024 leaves 2022 as it was', async () => {
    const until = '2024-12-31';
    const citizens = certificate('S1', {
      type: 'public-citizen',
      holder_ref: 'C1',
      org_code: '',
      unit_code: '256',
    });
    await product.import(officials, [official('O1'), official('O2')], { until });
    await product.import(certificates, [citizens], { until });
    const rate = () => product.kpi('signatures.officialsWithCertificateRate', '256', '2022');
    expect(await rate()).toEqual(counted(0, 2));
    await product.import(certificates, [certificate('S2', { holder_ref: 'O1', valid_from: '2024-05-01' })], {
      until,
    });
    expect(await rate()).toEqual(counted(0, 2));
    expect(await product.kpi('signatures.officialsWithCertificateRate', '256', '2024')).toEqual(
      counted(1, 2),
    );
  });

  it('a procedure that goes online in 2024 leaves 2022 to the records, not to what was published', async () => {
    const until = '2024-12-31';
    const rate = () => product.kpi('publicServices.proceduresOnlineRate', '27', '2022');
    const provincial = { authority_level: 'province' };
    await product.import(
      procedures,
      [procedure('P1', { ...provincial, valid_to: '2024-05-01' }), procedure('P2', provincial)],
      { until },
    );
    expect(await rate()).toEqual(counted(0, 2));
    const online = procedure('P1', { ...provincial, online_level: 'full', valid_from: '2024-05-01' });
    await product.import(procedures, [online], { until });
    expect(await rate()).toEqual(counted(0, 2));
    expect(await product.kpi('publicServices.proceduresOnlineRate', '27', '2024')).toEqual(counted(1, 2));
  });
});

describe('R05: what comes after the as-of has not happened', () => {
  it('neither a ticket processed later nor one received later counts', async () => {
    const rows = [
      received('1', '2024-10-20', { processed_at: '2024-11-15T10:00:00+07:00' }),
      received('2', '2024-10-21'),
      received('3', '2024-11-21'),
      received('4', '2098-11-21'),
    ];
    await product.import(tickets, rows, { until: '2024-10-31' });
    const rate = (period: string) => product.kpi('feedback.processedRate', '256', period);
    expect(await rate('2024-10')).toEqual(counted(0, 2));
    expect(await rate('2024')).toEqual(counted(0, 2, 'PROVISIONAL'));
    expect(await rate('2024-11')).toEqual(without('NO_DATA'));
    const fields = await product.query('feedback.byField(first: 2)', '256', '2024', 'field { code } tickets');
    expect(fields).toEqual([
      { field: { code: 'rac-thai' }, tickets: 2 },
      { field: expect.anything() as unknown, tickets: 0 },
    ]);
  });

  it('until an import has a later one', async () => {
    const late = { processed_at: '2024-11-15T10:00:00+07:00' };
    await product.import(tickets, [received('1', '2024-10-20', late), received('2', '2024-11-21')], {
      until: '2024-10-31',
    });
    await product.importText(tickets, csvText(tickets, []), { until: '2024-11-30' });
    expect(await product.kpi('feedback.processedRate', '256', '2024-10')).toEqual(counted(1, 1));
    expect(await product.kpi('feedback.processedRate', '256', '2024-11')).toEqual(counted(0, 1));
  });

  it('a work file whose document is signed later has no signed document yet', async () => {
    await product.import(workFileRecords, [workFile('F1', { closed_on: '2024-10-20' })], {
      until: '2024-10-31',
    });
    const signed = { agency_signed: 'true', signer_signed: 'true', work_file_code: 'F1' };
    const rows = [
      document('D1', { issued_date: '2024-10-02' }),
      document('D2', { ...signed, issued_date: '2024-11-08' }),
    ];
    await product.import(documentRecords, rows, { until: '2024-10-31' });
    const rate = () => product.kpi('documents.processedAndSignedRate', '27', '2024-10');
    expect(await rate()).toEqual(counted(0, 1));
    await product.import(documentRecords, [], { until: '2024-11-30' });
    expect(await rate()).toEqual(counted(0, 1));
    // Both kinds of record must have come so far.
    await product.import(workFileRecords, [], { until: '2024-11-30' });
    expect(await rate()).toEqual(counted(1, 1));
  });

  it('a day may end with its last second, or with the midnight after it', async () => {
    const ends = { entitled_to: '2024-12-01' };
    const rows = ['1', '2', '3', '4', '5', '6'].map((code) => beneficiary(code, ends));
    await product.import(beneficiaries, rows, { until: '2024-12-01T00:00:00+07:00' });
    const result = (period: string) => product.kpi('welfare.beneficiaries', '09163', period);
    expect(await result('2024-11')).toEqual(counted(6, null));
    expect(await result('2024')).toEqual(counted(6, null, 'PROVISIONAL'));
    expect(await result('2024-12')).toEqual(without('NO_DATA'));
  });

  it('a deadline is no event', async () => {
    const due = { due_at: '2024-12-20T10:00:00+07:00', processed_at: '2024-10-22T10:00:00+07:00' };
    await product.import(tickets, [received('1', '2024-10-20', due)], { until: '2024-10-31' });
    expect(await product.kpi('feedback.onTimeRate', '256', '2024-10')).toEqual(counted(1, 1));
  });
});

describe('R11: a unit of the new map does not need each of its parts to have a record', () => {
  it('three tickets are three on both maps', async () => {
    const rows = [
      received('1', '2022-03-01', { unit_code: '09166' }),
      received('2', '2022-03-01', { unit_code: '09169' }),
      received('3', '2022-03-01', { unit_code: '09166' }),
      // 09163, another part, has a ticket in April alone, and 09256 has none.
      received('4', '2022-04-01'),
    ];
    await product.import(tickets, rows, { until: '2023-12-31' });
    expect(await product.kpi('feedback.received', '256', '2022-03')).toEqual(counted(3, null));
    expect(await product.kpi('feedback.received', 'VN2025:09169', '2022-03')).toEqual(counted(3, null));
    expect(await product.kpi('feedback.received', '09163', '2022-03')).toEqual(counted(0, null));
  });

  it('but all that it came from must be reported', async () => {
    await product.import(tickets, [received('1', '2024-03-01')], { until: '2025-12-31' });
    // Half of the new province came from Bắc Giang, of which no record is imported.
    expect(await product.kpi('feedback.received', 'VN2025:24', '2024-03')).toEqual(without('NO_DATA'));
    expect(await product.kpi('feedback.received', 'VN2025:24', '2025')).toEqual(without('NO_DATA'));
    expect(await product.kpi('feedback.received', 'VN2025:24', '2025-Q3')).toEqual(counted(0, null));
  });
});

it('R12: beneficiaries of 2024 do not make zeros of 2022', async () => {
  const of2024 = Array.from({ length: 6 }, (_, i) =>
    beneficiary(`Z${i}`, { unit_code: '09208', entitled_from: '2024-05-01' }),
  );
  await product.import(beneficiaries, of2024, { until: '2024-12-31' });
  const result = (period: string) => product.kpi('welfare.beneficiaries', '09208', period);
  expect(await result('2022-06')).toEqual(without('NO_DATA'));
  expect(await result('2024-04')).toEqual(without('NO_DATA'));
  expect(await result('2024-05')).toEqual(counted(6, null));
  // Once a file covers 2022, there were none.
  await product.import(beneficiaries, [beneficiary('E', { entitled_from: '2022-01-01' })], {
    until: '2024-12-31',
  });
  expect(await result('2022-06')).toEqual(counted(0, null));
});

describe('R16: a file says what it covers', () => {
  const october = [received('1', '2024-10-05')];

  it('a header alone tells that there was nothing', async () => {
    await product.import(tickets, october, { until: '2024-10-31' });
    expect(await product.kpi('feedback.received', '256', '2024-11')).toEqual(without('NO_DATA'));
    await product.import(tickets, [], { until: '2024-11-30' });
    expect(await product.kpi('feedback.received', '256', '2024-11')).toEqual(counted(0, null));
    const quarter = await product.kpi('feedback.received', '256', '2024-Q4');
    expect(quarter).toEqual(counted(1, null, 'PROVISIONAL'));
    expect(quarter.dataAsOf).toBe('2024-11-30T23:59:59+07:00');
  });

  it('a file of which no row is good says nothing', async () => {
    await product.import(tickets, october, { until: '2024-10-31' });
    const bad = received('2', '2024-11-05', { unit_code: '999' });
    const { accepted, rejected, covers } = await product.import(tickets, [bad], { until: '2024-11-30' });
    expect({ accepted, rejected, covers }).toEqual({ accepted: 0, rejected: 1, covers: undefined });
    expect(await product.kpi('feedback.received', '256', '2024-11')).toEqual(without('NO_DATA'));
  });

  it('of two kinds of record that a KPI reads both must cover the day', async () => {
    await product.import(procedures, [procedure('P1', { online_level: 'full' })], { until: '2023-12-31' });
    const rate = () => product.kpi('publicServices.servicesUsedRate', '09163', '2023');
    expect(await rate()).toEqual(without('NO_DATA'));
    await product.import(dossiers, [dossier('1', { procedure_code: 'P1', channel: '2' })], {
      until: '2023-12-31',
    });
    expect(await rate()).toEqual(counted(1, 1, 'PROVISIONAL'));
    await product.import(dossiers, [], { until: '2023-12-31', coversFrom: '2023-01-01' });
    expect(await rate()).toEqual(counted(1, 1));
  });

  it('between two files a gap stays one', async () => {
    await product.import(tickets, october, { until: '2024-10-31' });
    await product.import(tickets, [], { until: '2024-12-31', coversFrom: '2024-12-01' });
    expect(await product.kpi('feedback.received', '256', '2024-11')).toEqual(without('NO_DATA'));
    expect(await product.kpi('feedback.received', '256', '2024-Q4')).toEqual(counted(1, null, 'PROVISIONAL'));
  });

  it('a stock shows the last day that is covered', async () => {
    const row = beneficiary('1', { entitled_from: '2023-01-01', entitled_to: '2023-11-01' });
    const rows = [row, ...['2', '3', '4', '5', '6', '7'].map((code) => beneficiary(code))];
    await product.import(beneficiaries, rows, { until: '2023-10-15' });
    await product.import(beneficiaries, [], { until: '2024-03-31', coversFrom: '2024-03-01' });
    expect(await product.kpi('welfare.beneficiaries', '09163', '2023')).toEqual(
      counted(7, null, 'PROVISIONAL'),
    );
    expect(await product.kpi('welfare.beneficiaries', '09163', '2024-03')).toEqual(counted(6, null));
  });
});

it('a numerator is 0, not null, where nothing meets it; and where there is nothing to divide by, it says so', async () => {
  await product.import(tickets, [received('1', '2024-10-05')], { until: '2024-10-31' });
  expect(await product.kpi('feedback.satisfactionScore', '256', '2024-10')).toMatchObject({
    ...{ value: null, numerator: 0, denominator: 0, missing: 'ZERO_DENOMINATOR', origin: null },
  });
  expect(await product.kpi('feedback.satisfactionScore', '258', '2024-10')).toMatchObject({
    ...{ value: null, numerator: 0, denominator: 0, missing: 'ZERO_DENOMINATOR' },
  });
  expect(await product.kpi('feedback.processedRate', '256', '2024-10')).toEqual(counted(0, 1));
  const tiers = await product.query(
    'feedback.received',
    '256',
    '2024-10',
    'value byTier { tier value numerator missing }',
  );
  expect(tiers).toEqual({
    value: 1,
    byTier: [
      { tier: 'DISTRICT', value: 0, numerator: 0, missing: null },
      { tier: 'COMMUNE', value: 1, numerator: 1, missing: null },
    ],
  });
  const breakdown = await product.query(
    'feedback.received',
    '256',
    '2024-10',
    'breakdown { code value missing }',
  );
  expect(breakdown).toEqual({
    breakdown: [
      { code: 'duplicate', value: 0, missing: null },
      { code: 'refused', value: 0, missing: null },
    ],
  });
});
