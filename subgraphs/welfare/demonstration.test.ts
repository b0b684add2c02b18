import { createHash } from 'node:crypto';
import type { RecordRow } from '../../shared/import/record-kind';
import { parseDay } from '../../shared/period/day';
import { unitRegister } from '../../shared/reference/registers';
import { demonstrationFaults } from '../../test/demonstration-faults';
import { demonstration } from './demonstration';

/** Every published figure is counted here from the rows alone, as a reader with a spreadsheet would. */
const beneficiaries = rowsOf('beneficiary');
const payments = rowsOf('payment');
const DISTRICTS = ['256', '258', '259', '260', '261', '262', '263', '264'];

const activeOn = (day: string) => beneficiaries.filter((row) => entitled(row, day));
const rate = (some: number, all: number) => Number(((some / all) * 100).toFixed(2));

describe('the beneficiaries of 2024-01-31 add up to the published figures', () => {
  const active = activeOn('2024-01-31');

  it('97,620, of whom over 80,800 of social protection', () => {
    expect(active).toHaveLength(97_620);
    const inProtection = active.filter(({ group }) => group === 'social_protection').length;
    expect(inProtection).toBeGreaterThan(80_800);
    expect(inProtection).toBeLessThan(80_900);
  });

  it.each([
    ['262', 72.01],
    ['256', 69.24],
  ])('in district %s %d % of them have an account', (code, published) => {
    const own = inDistrict(active, code);
    const withAccount = own.filter((row) => by(row.account_verified_at, '2024-01-31'));
    expect(rate(withAccount.length, own.length)).toBe(published);
  });

  it('and more have one later', () => {
    const share = (day: string) => {
      const rows = activeOn(day);
      return rate(rows.filter((row) => by(row.account_verified_at, day)).length, rows.length);
    };
    expect(share('2024-10-31')).toBeGreaterThan(share('2024-01-31') + 10);
  });
});

describe('the payments of October 2024', () => {
  const ofOctober = payments.filter((row) => row.pay_period === '202410');

  it('are made to each beneficiary, some hundreds more or fewer than in January', () => {
    const active = activeOn('2024-10-31').map((row) => row.beneficiary_code);
    expect(new Set(ofOctober.map((row) => row.beneficiary_code))).toEqual(new Set(active));
    expect(ofOctober).toHaveLength(active.length);
    expect(Math.abs(active.length - 97_620)).toBeLessThan(1000);
  });

  it('are by account in 99.85 % of those settled', () => {
    const settled = ofOctober.filter(({ status }) => status === 'settled');
    const byAccount = settled.filter(({ method }) => method === 'account');
    expect(rate(byAccount.length, settled.length)).toBe(99.85);
  });

  it('are mostly, but not all, settled and on time', () => {
    const onTime = ofOctober.filter((row) => row.paid_on !== undefined && row.paid_on <= (row.due_on ?? ''));
    expect(rate(onTime.length, ofOctober.length)).toBeGreaterThan(95);
    expect(onTime.length).toBeLessThan(ofOctober.length);
  });
});

it('every commune has so many beneficiaries that none is withheld', () => {
  const communes = new Map<string, number>();
  for (const { unit_code: unit = '' } of activeOn('2022-01-01')) {
    communes.set(unit, (communes.get(unit) ?? 0) + 1);
  }
  expect(communes.size).toBe(126);
  expect(Math.min(...communes.values())).toBeGreaterThan(100);
});

describe('demonstration records', () => {
  it('bear their mark in their codes, each a code of its own', () => {
    for (const codes of [
      beneficiaries.map((row) => row.beneficiary_code),
      payments.map((row) => row.payment_id),
    ]) {
      expect(codes.filter((code) => code?.startsWith('DEMO-') !== true)).toEqual([]);
      expect(new Set(codes).size).toBe(codes.length);
    }
  });

  it('pass the checks of an import, which a first start spares itself', () => {
    expect(demonstrationFaults(demonstration).slice(0, 10)).toEqual([]);
  });

  it('are the same every time', () => {
    expect(digest(rowsOf('beneficiary'))).toBe(digest(beneficiaries));
    expect(digest(rowsOf('payment'))).toBe(digest(payments));
  });

  it('tell of nothing after the last of October 2024', () => {
    const happened = [
      ...beneficiaries.flatMap((row) => [row.entitled_from, row.account_verified_at, row.pid_matched_at]),
      ...payments.flatMap((row) => [row.due_on, row.paid_on]),
    ];
    expect(happened.filter((text) => text !== undefined && !by(text, '2024-10-31'))).toEqual([]);
    expect(demonstration.asOf).toEqual(new Date('2024-10-31T23:59:59+07:00'));
  });
});

function rowsOf(kind: string): RecordRow[] {
  return demonstration.files.filter((file) => file.kind.name === kind).flatMap(({ rows }) => [...rows()]);
}

function inDistrict(rows: readonly RecordRow[], code: string): RecordRow[] {
  if (!DISTRICTS.includes(code)) throw new Error(`There is no district ${code}.`);
  const district = unitRegister.get(`vn2004.${code}`);
  const communes =
    district && unitRegister.children(district, parseDay('2024-01-31')).map((unit) => unit.code);
  return rows.filter((row) => communes?.includes(row.unit_code ?? ''));
}

function entitled({ entitled_from: from = '', entitled_to: to }: RecordRow, day: string): boolean {
  return from <= day && (to === undefined || to > day);
}

/** Whether it has happened by the end of that day; every instant here is written in Vietnamese time. */
function by(text: string | undefined, day: string): boolean {
  return text !== undefined && text.slice(0, 10) <= day;
}

function digest(rows: readonly RecordRow[]): string {
  const hash = createHash('sha256');
  for (const row of rows) hash.update(JSON.stringify(row));
  return hash.digest('hex');
}
