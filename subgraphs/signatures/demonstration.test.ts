import type { RecordRow } from '../../shared/import/record-kind';
import { agencies } from '../../shared/reference/registers';
import { demonstrationFaults } from '../../test/demonstration-faults';
import { demonstration } from './demonstration';

/** Every published figure is counted here from the rows alone, as a reader with a spreadsheet would. */
const certificates = rowsOf('certificate');
const events = rowsOf('signature_event');
const officials = rowsOf('official');
const population = rowsOf('population');

const ofType = (type: string) => certificates.filter((row) => row.type === type);
const validOn = (rows: readonly RecordRow[], day: string) =>
  rows.filter(
    ({ valid_from: from = '', valid_to: to = '', revoked_at: revoked }) =>
      from <= day && day < to && (revoked === undefined || revoked.slice(0, 10) > day),
  );
const holders = (rows: readonly RecordRow[]) => new Set(rows.map((row) => row.holder_ref));

describe('the certificates add up to the published figures', () => {
  it('over 14,000 public ones of citizens were issued in 2023', () => {
    const issued = ofType('public-citizen').filter((row) => row.valid_from?.startsWith('2023'));
    expect(issued).toHaveLength(14_120);
  });

  it('over 1,400 small and medium enterprises hold a valid one at the end of 2023', () => {
    const ofSmes = ofType('enterprise').filter((row) => row.org_size !== 'large');
    const valid = validOn(ofSmes, '2023-12-31');
    expect(holders(valid).size).toBe(1430);
    expect(valid.length).toBeGreaterThan(1430);
  });
});

describe('what is not published is plausible', () => {
  const valid = validOn(certificates, '2024-10-31');

  it('most officials who must sign, and most agencies, hold a valid certificate, but not all', () => {
    const mustSign = officials.filter((row) => row.must_sign === 'true' && row.to_day === undefined);
    const held = holders(valid.filter((row) => row.type === 'official-personal'));
    const share = mustSign.filter((row) => held.has(row.official_code)).length / mustSign.length;
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(1);
    const withOwn = new Set(valid.flatMap((row) => (row.type === 'official-agency' ? row.org_code : [])));
    expect(withOwn.size).toBeGreaterThan(agencies.length * 0.9);
    expect(withOwn.size).toBeLessThan(agencies.length);
  });

  it('some certificates are revoked, some expire in November 2024, and some citizens hold two', () => {
    expect(certificates.filter((row) => row.revoked_at !== undefined).length).toBeGreaterThan(100);
    expect(valid.filter((row) => row.valid_to?.startsWith('2024-11')).length).toBeGreaterThan(50);
    const ofCitizens = valid.filter((row) => row.type === 'public-citizen');
    expect(holders(ofCitizens).size).toBeLessThan(ofCitizens.length);
  });

  it('there are adults in each of the 126 communes, more than hold a certificate', () => {
    expect(new Set(population.map((row) => row.unit_code)).size).toBe(126);
    for (const { unit_code: unit, adults } of population) {
      const own = ofType('public-citizen').filter((row) => row.unit_code === unit);
      expect(own.length).toBeLessThan(Number(adults));
    }
  });

  it('signatures are made with a certificate while it is valid, and most are valid when checked', () => {
    const bySerial = new Map(certificates.map((row) => [row.serial, row]));
    const outside = events.filter(({ serial, signed_at: at = '' }) => {
      const certificate = bySerial.get(serial);
      return certificate === undefined || validOn([certificate], at.slice(0, 10)).length === 0;
    });
    expect(outside).toEqual([]);
    const checked = events.filter((row) => row.verify_result !== 'unknown');
    const good = checked.filter((row) => row.verify_result === 'valid');
    expect(good.length / checked.length).toBeGreaterThan(0.95);
    expect(good.length).toBeLessThan(checked.length);
  });
});

describe('demonstration records', () => {
  it('bear their mark in their codes, each a code of its own', () => {
    for (const codes of [
      certificates.map((row) => row.serial),
      events.map((row) => row.event_id),
      officials.map((row) => row.official_code),
    ]) {
      expect(codes.filter((code) => code?.startsWith('DEMO-') !== true)).toEqual([]);
      expect(new Set(codes).size).toBe(codes.length);
    }
  });

  it('are few enough for a quick start', () => {
    const count = certificates.length + events.length + officials.length + population.length;
    expect(count).toBeGreaterThan(25_000);
    expect(count).toBeLessThan(30_500);
  });

  it('pass the checks of an import, which a first start spares itself', () => {
    expect(demonstrationFaults(demonstration).slice(0, 10)).toEqual([]);
  });

  it('are the same every time', () => {
    for (const { kind } of demonstration.files) {
      expect(JSON.stringify(rowsOf(kind.name)) === JSON.stringify(rowsOf(kind.name))).toBe(true);
    }
  });

  it('tell of nothing after the last of October 2024', () => {
    const happened = [
      ...certificates.flatMap((row) => [row.valid_from, row.revoked_at]),
      ...events.map((row) => row.signed_at),
      ...officials.flatMap((row) => [row.from_day, row.to_day]),
    ];
    expect(happened.filter((text) => text !== undefined && text.slice(0, 10) > '2024-10-31')).toEqual([]);
    expect(demonstration.asOf).toEqual(new Date('2024-10-31T23:59:59+07:00'));
  });
});

function rowsOf(kind: string): RecordRow[] {
  return demonstration.files.filter((file) => file.kind.name === kind).flatMap(({ rows }) => [...rows()]);
}
