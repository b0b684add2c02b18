/** The naive computation itself, on a few records whose figures can be counted by hand. */
import { type Day, parseDay } from '../../shared/period/day';
import { parsePeriod } from '../../shared/period/period';
import { unitRegister } from '../../shared/reference/registers';
import type { Tier } from '../../shared/units/unit';
import { beneficiary, dossier, payment, procedure, ticket, workFile, document } from '../tiny-records';
import { HeldRecords } from './held-records';
import type { Row, Step } from './import-steps';
import { type NaiveFigure, NaiveFigures } from './naive-figures';
import { type NaiveSystem, naiveSystems } from './naive-systems';

const NOW = new Date('2026-02-01T00:00:00+07:00');

/** `numerator/denominator status`, or why there is none. */
function figuresAfter(system: NaiveSystem, steps: readonly Step[]) {
  const records = new HeldRecords(system.kinds);
  for (const step of steps) records.take(step);
  const figures = new NaiveFigures(records, NOW);
  return (code: string, unitId: string, period: string, tier?: Tier) => {
    const [kpi, unit] = [system.kpis.find((one) => one.code === code), unitRegister.get(unitId)];
    if (kpi === undefined || unit === undefined) throw new TypeError(`${code} or ${unitId} is unknown.`);
    return inWords(figures.figure(kpi, unit, parsePeriod(period), tier));
  };
}

function inWords({ numerator, denominator, missing, status }: NaiveFigure): string {
  if (missing !== null) return missing;
  return `${numerator ?? ''}${denominator === null ? '' : `/${denominator}`} ${status}`;
}

function file(records: string, rows: readonly Row[], day: string, coversFrom?: string): Step {
  const from: { coversFrom?: Day } = coversFrom === undefined ? {} : { coversFrom: parseDay(coversFrom) };
  return { records, rows, asOf: new Date(`${day}T23:59:59+07:00`), ...from };
}

describe('coverage', () => {
  const october = file('ticket', [ticket('1', at('2024-10-05'))], '2024-10-31');
  function at(day: string) {
    return { sent_at: `${day}T08:00:00+07:00`, received_at: `${day}T09:00:00+07:00`, processed_at: '' };
  }

  it('inside of it what is not there is zero, outside nothing is known', () => {
    const figure = figuresAfter(naiveSystems.feedback, [october]);
    expect(figure('FBK-01', 'vn2004.09163', '2024-10')).toBe('1 FINAL');
    expect(figure('FBK-01', 'vn2004.09166', '2024-10')).toBe('0 FINAL');
    expect(figure('FBK-02', 'vn2004.09166', '2024-10')).toBe('ZERO_DENOMINATOR');
    expect(figure('FBK-01', 'vn2004.09163', '2024-10', 'COMMUNE')).toBe('1 FINAL');
    expect(figure('FBK-01', 'vn2004.09163', '2024-10', 'DISTRICT')).toBe('0 FINAL');
    expect(figure('FBK-01', 'vn2004.09163', '2024')).toBe('1 PROVISIONAL');
    expect(figure('FBK-01', 'vn2004.09163', '2024-11')).toBe('NO_DATA');
    expect(figure('FBK-01', 'vn2004.24', '2024-10')).toBe('NO_DATA');
    expect(figure('FBK-01', 'vn2004.09163', '2026')).toBe('NOT_APPLICABLE');
  });

  it('a header alone goes on where it ended', () => {
    const figure = figuresAfter(naiveSystems.feedback, [october, file('ticket', [], '2024-11-30')]);
    expect(figure('FBK-01', 'vn2004.09163', '2024-11')).toBe('0 FINAL');
    expect(figure('FBK-01', 'vn2004.09163', '2024-Q4')).toBe('1 PROVISIONAL');
    expect(figure('FBK-01', 'vn2004.09163', '2024-12')).toBe('NO_DATA');
  });

  it('a gap stays one', () => {
    const figure = figuresAfter(naiveSystems.feedback, [
      october,
      file('ticket', [], '2024-12-31', '2024-12-01'),
    ]);
    expect(figure('FBK-01', 'vn2004.09163', '2024-11')).toBe('NO_DATA');
    expect(figure('FBK-01', 'vn2004.09163', '2024-Q4')).toBe('1 PROVISIONAL');
  });

  it('a unit of the new map has figures where all that it came from is reported', () => {
    const figure = figuresAfter(naiveSystems.feedback, [october]);
    expect(figure('FBK-01', 'vn2025.09169', '2024-10')).toBe('1 FINAL');
    expect(figure('FBK-01', 'vn2025.09187', '2024-10')).toBe('0 FINAL');
    expect(figure('FBK-01', 'vn2025.24', '2024-10')).toBe('NO_DATA');
    expect(figure('FBK-01', 'vn2025.07210', '2024-10')).toBe('NO_DATA');
  });

  it('what comes after the as-of has not happened', () => {
    const late = { ...at('2024-10-20'), processed_at: '2024-11-15T10:00:00+07:00' };
    const rows = [ticket('1', late), ticket('2', at('2024-11-21'))];
    const october = file('ticket', rows, '2024-10-31', '2024-10-01');
    expect(figuresAfter(naiveSystems.feedback, [october])('FBK-02', 'vn2004.256', '2024')).toBe(
      '0/1 PROVISIONAL',
    );
    const next = file('ticket', [], '2024-11-30');
    expect(figuresAfter(naiveSystems.feedback, [october, next])('FBK-02', 'vn2004.256', '2024')).toBe(
      '1/2 PROVISIONAL',
    );
  });
});

describe('place and time', () => {
  it('a dossier filed before a merger and received after it counts in the heir', () => {
    const filed = dossier('1', {
      ...{ unit_code: '09175', org_code: 'UBND-09175', channel: '2' },
      ...{ submitted_at: '2024-11-28T08:00:00+07:00', received_at: '2024-12-02T09:00:00+07:00' },
    });
    const figure = figuresAfter(naiveSystems['public-services'], [file('dossier', [filed], '2024-12-31')]);
    expect(figure('PSV-04', 'vn2004.256', '2024-12')).toBe('1/1 FINAL');
    expect(figure('PSV-04', 'vn2004.09184', '2024-12')).toBe('1/1 FINAL');
    expect(figure('PSV-04', 'vn2004.09175', '2024-12')).toBe('NOT_APPLICABLE');
    expect(figure('PSV-04', 'vn2025.09187', '2024-12')).toBe('1/1 FINAL');
  });

  it('a move holds from the as-of day of the import that brings it', () => {
    const figure = figuresAfter(naiveSystems.welfare, [
      file('beneficiary', [beneficiary('1', { entitled_from: '2020-01-01' })], '2024-06-30'),
      file(
        'beneficiary',
        [beneficiary('1', { entitled_from: '2020-01-01', unit_code: '09166' })],
        '2024-12-15',
      ),
    ]);
    expect(figure('WEL-01', 'vn2004.09163', '2021')).toBe('1 FINAL');
    expect(figure('WEL-01', 'vn2004.09163', '2024-11')).toBe('1 FINAL');
    expect(figure('WEL-01', 'vn2004.09163', '2024-12')).toBe('0 PROVISIONAL');
    expect(figure('WEL-01', 'vn2004.09166', '2024')).toBe('1 PROVISIONAL');
    expect(figure('WEL-01', 'vn2025.09169', '2024')).toBe('1 PROVISIONAL');
  });

  it('after a deletion the record tells the past anew', () => {
    const figure = figuresAfter(naiveSystems.welfare, [
      file('beneficiary', [beneficiary('1', { entitled_from: '2020-01-01' })], '2024-06-30'),
      { records: 'beneficiary', keys: [{ beneficiary_code: '1' }] },
      file(
        'beneficiary',
        [beneficiary('1', { entitled_from: '2020-01-01', unit_code: '09166' })],
        '2024-12-15',
      ),
    ]);
    expect(figure('WEL-01', 'vn2004.09163', '2021')).toBe('0 FINAL');
    expect(figure('WEL-01', 'vn2004.09166', '2021')).toBe('1 FINAL');
  });

  it('who comes to a unit of the new map counts there from its first day', () => {
    const late = beneficiary('1', { entitled_from: '2020-01-01', unit_code: '07210' });
    const figure = figuresAfter(naiveSystems.welfare, [file('beneficiary', [late], '2025-12-31')]);
    expect(figure('WEL-01', 'vn2025.07210', '2025')).toBe('1 FINAL');
    expect(figure('WEL-01', 'vn2025.24', '2025-07')).toBe('1 FINAL');
    expect(figure('WEL-01', 'vn2025.07210', '2025-06')).toBe('NO_DATA');
    expect(figure('WEL-01', 'vn2004.27', '2025')).toBe('NOT_APPLICABLE');
  });
});

describe('definitions', () => {
  it('of officials only those who must sign on the day count, whoever issued their certificate', () => {
    const official = (
      official_code: string,
      org: string,
      must: boolean,
      from_day: string,
      to_day = '',
    ): Row => ({
      ...{ official_code, org_code: `UBND-${org}`, must_sign: String(must), from_day, to_day },
    });
    const certificate = (serial: string, holder_ref: string, org: string): Row => ({
      ...{ serial, issuer: 'government_pki', type: 'official-personal', holder_ref, org_code: `UBND-${org}` },
      ...{ unit_code: org, medium: 'usb', valid_from: '2021-01-01', valid_to: '2026-01-01' },
    });
    const officials = [
      official('O1', '256', true, '2021-01-01', '2022-01-01'),
      official('O1', '256', false, '2022-01-01', '2023-01-01'),
      official('O1', '256', true, '2023-01-01'),
      official('O2', '256', true, '2021-01-01'),
      official('O3', '258', true, '2021-01-01', '2022-07-01'),
      official('O9', '259', true, '2021-01-01', '2023-01-01'),
      official('O9', '261', true, '2023-01-01'),
    ];
    const certificates = [
      certificate('S1', 'O1', '256'),
      certificate('S2', 'O2', '256'),
      certificate('S9', 'O9', '259'),
    ];
    const figure = figuresAfter(naiveSystems.signatures, [
      file('official', officials, '2024-12-31'),
      file('certificate', certificates, '2024-12-31'),
    ]);
    expect(figure('SIG-04', 'vn2004.256', '2022')).toBe('1/1 FINAL');
    expect(figure('SIG-04', 'vn2004.256', '2023')).toBe('2/2 FINAL');
    expect(figure('SIG-04', 'vn2004.258', '2022')).toBe('ZERO_DENOMINATOR');
    expect(figure('SIG-04', 'vn2004.259', '2023')).toBe('ZERO_DENOMINATOR');
    expect(figure('SIG-04', 'vn2004.261', '2023')).toBe('1/1 FINAL');
    expect(figure('SIG-04', 'vn2004.27', '2023', 'DISTRICT')).toBe('3/3 FINAL');
    expect(figure('SIG-01/official-personal', 'vn2004.259', '2023')).toBe('1 FINAL');
    expect(figure('SIG-08', 'vn2004.256', '2024')).toBe('0 FINAL');
    // Certificates cover 2021 on, signatures nothing.
    expect(figure('SIG-07', 'vn2004.256', '2022')).toBe('NO_DATA');
  });

  it('of overlapping counts of a commune the later one holds', () => {
    const counted = (counted_from: string, adults: string, counted_to = ''): Row => ({
      ...{ unit_code: '09163', counted_from, counted_to, adults },
    });
    const figure = figuresAfter(naiveSystems.signatures, [
      file(
        'population',
        [counted('2022-01-01', '1000'), counted('2023-01-01', '1100', '2025-01-01')],
        '2024-12-31',
      ),
      file('certificate', [], '2024-12-31', '2022-01-01'),
    ]);
    expect(figure('SIG-02', 'vn2004.09163', '2022')).toBe('0/1000 FINAL');
    expect(figure('SIG-02', 'vn2004.256', '2023')).toBe('0/1100 FINAL');
  });

  it('a service that was used counts once, and only while it is there', () => {
    const online = { online_level: 'full' };
    const filed = (code: string, procedure_code: string) =>
      dossier(code, { procedure_code, channel: '2', org_code: 'UBND-09163' });
    const figure = figuresAfter(naiveSystems['public-services'], [
      file(
        'procedure',
        [procedure('P1', online), procedure('P2', { ...online, valid_to: '2023-12-15' })],
        '2023-12-31',
      ),
      file(
        'dossier',
        ['1', '2'].flatMap((code) => [filed(code, 'P1'), filed(`${code}b`, 'P2')]),
        '2023-12-31',
      ),
    ]);
    expect(figure('PSV-03', 'vn2004.09163', '2023')).toBe('1/1 PROVISIONAL');
    expect(figure('PSV-03', 'vn2004.09163', '2023-07')).toBe('2/2 FINAL');
    expect(figure('PSV-03', 'vn2004.09166', '2023-07')).toBe('0/2 FINAL');
    expect(figure('PSV-01', 'vn2004.27', '2023', 'PROVINCE')).toBe('ZERO_DENOMINATOR');
    expect(figure('PSV-01', 'vn2004.27', '2023')).toBe('1/1 FINAL');
  });

  it('rates of agencies are averaged, those without files left out', () => {
    const signed = { agency_signed: 'true', signer_signed: 'true', work_file_code: 'A1' };
    const figure = figuresAfter(naiveSystems.documents, [
      file(
        'work_file',
        [workFile('A1'), workFile('A2'), workFile('B1', { org_code: 'UBND-09163' })],
        '2023-12-31',
      ),
      file('document', [document('1', signed), document('2', { org_code: 'UBND-09163' })], '2023-12-31'),
    ]);
    expect(figure('DOC-03', 'vn2004.27', '2023-03')).toBe('0.5/2 FINAL');
    expect(figure('DOC-03', 'vn2004.27', '2023-03', 'PROVINCE')).toBe('0.5/1 FINAL');
    expect(figure('DOC-06', 'vn2004.27', '2023-03')).toBe('1 FINAL');
    expect(figure('DOC-06', 'vn2004.27', '2023-03', 'PROVINCE')).toBe('0 FINAL');
    expect(figure('DOC-01', 'vn2004.27', '2023-03')).toBe('3/3 FINAL');
    expect(figure('DOC-01', 'vn2004.27', '2023-01')).toBe('NO_DATA');
  });

  it('a payment counts by the day it is due, and is settled once it has been paid', () => {
    const paid = { paid_on: '2024-02-05' };
    const rows = [payment('1'), payment('2', { method: 'cash' }), payment('3', paid)];
    const until = (day: string) => figuresAfter(naiveSystems.welfare, [file('payment', rows, day)]);
    expect(until('2024-01-31')('WEL-03', 'vn2004.09163', '2024-01')).toBe('1/2 FINAL');
    expect(until('2024-01-31')('WEL-05', 'vn2004.09163', '2024-01')).toBe('1000000 FINAL');
    expect(until('2024-01-31')('WEL-06', 'vn2004.09163', '2024-01')).toBe('2/3 FINAL');
    expect(until('2024-02-29')('WEL-03', 'vn2004.09163', '2024-01')).toBe('2/3 FINAL');
    expect(until('2024-02-29')('WEL-04', 'vn2004.09163', '2024-01')).toBe('1000000/1500000 FINAL');
  });
});
