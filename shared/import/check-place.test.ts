/** A record that no unit takes is rejected, since it would be counted nowhere. */
import { account, beneficiary, document, procedure, ticket, workFile } from '../../test/tiny-records';
import { documentRecords, workFileRecords } from '../../subgraphs/documents/records';
import { accounts, tickets } from '../../subgraphs/feedback/records';
import { procedures } from '../../subgraphs/public-services/records';
import { certificates, officials, population } from '../../subgraphs/signatures/records';
import { beneficiaries } from '../../subgraphs/welfare/records';
import { parseDay } from '../period/day';
import { placeFault } from './check-place';
import type { RecordKind, RecordRow } from './record-kind';

const OLD_MAP = '2024-12-31';
/** Half a year after the communes of July 2025 began. */
const NEW_MAP = '2025-12-31';

/** Absent and empty are the same in a file. */
const filled = (row: RecordRow) => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== ''));
const faultOf = (kind: RecordKind, row: RecordRow, asOf = OLD_MAP) =>
  placeFault(kind, filled(row), parseDay(asOf));
const ticketOf = (unit_code: string, day: string) =>
  ticket('T1', { unit_code, received_at: `${day}T09:00:00+07:00` });

describe('the unit exists on the day that places the record', () => {
  // Vệ An (09175) became part of 09184 on 2024-12-01.
  it.each([
    ['09175', '2024-11-30'],
    ['09184', '2024-12-01'],
    ['24', '2025-07-01'],
    ['07210', '2025-07-01'],
  ])('%s on %s', (code, day) => {
    expect(faultOf(tickets, ticketOf(code, day))).toBeUndefined();
  });

  it.each([
    ['09175', '2024-12-01'],
    ['07210', '2025-06-30'],
    ['27', '2025-07-01'],
  ])('else it is rejected with that day: %s on %s', (code, day) => {
    expect(faultOf(tickets, ticketOf(code, day), NEW_MAP)).toEqual({
      ...{ column: 'unit_code', value: code },
      reason: `expected one that existed on ${day}, the day of received_at`,
    });
  });

  it('and is reported: the former Bắc Giang Province is known by name alone', () => {
    expect(faultOf(tickets, ticketOf('24', '2025-06-30'))).toMatchObject({
      column: 'unit_code',
      reason: expect.stringMatching(/on 2025-06-30 24 was Tỉnh Bắc Giang/) as unknown,
    });
  });
});

describe('only the first day that is filled places the record', () => {
  it('an incoming document is placed by its arrival, whenever its sender issued it', () => {
    const from = { direction: 'in', org_code: 'UBND-09184', issued_date: '1999-12-20' };
    expect(faultOf(documentRecords, document('D1', { ...from, arrival_date: '2023-03-01' }))).toBeUndefined();
    const late = { ...from, org_code: 'UBND-09175', issued_date: '2024-11-20', arrival_date: '2024-12-02' };
    expect(faultOf(documentRecords, document('D1', late))).toMatchObject({
      column: 'org_code',
      reason: expect.stringContaining('2024-12-02, the day of arrival_date') as unknown,
    });
  });

  it('where none is filled there is no place', () => {
    const row = document('D1', { direction: 'internal', issued_date: '' });
    expect(faultOf(documentRecords, row)).toEqual({
      ...{ column: 'arrival_date', value: '' },
      reason: 'expected a day in arrival_date or issued_date, got none',
    });
  });

  it('a later day of the record may lie after the end of its unit', () => {
    const row = workFile('F1', { org_code: 'UBND-09175', opened_on: '2024-11-20', closed_on: '2024-12-02' });
    expect(faultOf(workFileRecords, row)).toBeUndefined();
  });
});

describe('an agency takes a record only while its unit exists', () => {
  it('the Department of Construction is without a unit since the province became another', () => {
    const issued = (issued_date: string) => document('D1', { org_code: 'SO-XD', issued_date });
    expect(faultOf(documentRecords, issued('2025-06-30'), NEW_MAP)).toBeUndefined();
    expect(faultOf(documentRecords, issued('2025-07-01'), NEW_MAP)).toEqual({
      ...{ column: 'org_code', value: 'SO-XD' },
      reason: 'expected an agency whose unit existed on 2025-07-01; 27, the unit of SO-XD, did not',
    });
  });
});

describe('what lasts may belong to a unit that began while it held, and existed on the as-of day', () => {
  const entitled = (entitled_from: string, entitled_to = '', unit_code = '07210') =>
    beneficiary('B1', { unit_code, entitled_from, entitled_to });
  const certificate = (changes: RecordRow) => ({
    ...{ serial: 'S1', issuer: 'public_ca', type: 'public-citizen', holder_ref: 'P1', unit_code: '07210' },
    ...{ medium: 'remote', valid_from: '2024-03-01', valid_to: '2027-03-01', ...changes },
  });

  it('an entitlement of 2020, exported from the new map', () => {
    expect(faultOf(beneficiaries, entitled('2020-05-01'), NEW_MAP)).toBeUndefined();
    expect(faultOf(beneficiaries, entitled('1995-07-01', '2025-07-02'), NEW_MAP)).toBeUndefined();
    expect(faultOf(certificates, certificate({}), NEW_MAP)).toBeUndefined();
    expect(faultOf(beneficiaries, entitled('2020-05-01', '', '24'), NEW_MAP)).toBeUndefined();
  });

  it('not when the unit begins after the as-of day', () => {
    expect(faultOf(beneficiaries, entitled('2020-05-01'), '2025-06-30')).toEqual({
      ...{ column: 'unit_code', value: '07210' },
      reason:
        'expected one that existed on 2020-05-01, the day of entitled_from, or one that began later and existed on the as-of day, 2025-06-30',
    });
  });

  it('not when the record had ended by then, or began when the unit had ended', () => {
    const ended = [
      faultOf(beneficiaries, entitled('2020-05-01', '2025-07-01'), NEW_MAP),
      faultOf(certificates, certificate({ valid_to: '2025-07-01' }), NEW_MAP),
      faultOf(certificates, certificate({ revoked_at: '2025-06-30T09:00:00+07:00' }), NEW_MAP),
      faultOf(beneficiaries, entitled('2025-07-01', '', '09163'), OLD_MAP),
    ];
    expect(ended.map((fault) => fault?.column)).toEqual(Array(4).fill('unit_code'));
  });

  it('an account of an agency alike', () => {
    expect(faultOf(accounts, account('A1'), NEW_MAP)).toBeUndefined();
    const late = account('A1', { org_code: 'UBND-09175', activated_on: '2024-12-01' });
    expect(faultOf(accounts, late)).toMatchObject({ column: 'org_code' });
  });

  it('what has a row for each span of days has none from before its unit', () => {
    const adults = { unit_code: '07210', counted_from: '2020-01-01', adults: '9000' };
    expect(faultOf(population, adults, NEW_MAP)).toMatchObject({ column: 'unit_code' });
    const official = {
      official_code: 'O1',
      org_code: 'UBND-09175',
      must_sign: 'true',
      from_day: '2024-12-01',
    };
    expect(faultOf(officials, official, NEW_MAP)).toMatchObject({ column: 'org_code' });
  });
});

describe('a record of a tier belongs to the agencies of that tier', () => {
  it.each([
    ['commune', '2025-06-30'],
    ['district', '1995-01-01'],
    ['province', '2025-07-01'],
  ])('%s on %s', (authority_level, valid_from) => {
    expect(faultOf(procedures, procedure('1.1', { authority_level, valid_from }))).toBeUndefined();
  });

  it('which has none among the districts since July 2025', () => {
    const row = procedure('1.1', { authority_level: 'district', valid_from: '2025-07-01' });
    expect(faultOf(procedures, row)).toEqual({
      ...{ column: 'authority_level', value: 'district' },
      reason:
        'expected a tier with agencies on 2025-07-01, the day of valid_from; the register of agencies has none of district',
    });
  });
});
