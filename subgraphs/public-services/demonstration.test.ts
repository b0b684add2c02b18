import type { RecordRow } from '../../shared/import/record-kind';
import { round } from '../../shared/kpi/reading';
import { dayOf, parseDay } from '../../shared/period/day';
import { agencies } from '../../shared/reference/registers';
import { demonstrationFaults } from '../../test/demonstration-faults';
import { demonstration } from './demonstration';

/** Every published figure is counted here from the rows alone, as a reader with a spreadsheet would. */
const procedures = rowsOf('procedure');
const dossiers = rowsOf('dossier');
const tierOf = new Map(agencies.map(({ code, tier }) => [code, tier]));

const isOnline = (row: RecordRow) => row.online_level === 'partial' || row.online_level === 'full';
const isDigitised = (row: RecordRow) =>
  row.has_digitised_component === 'true' && row.result_file !== undefined;
const filedOnline = (row: RecordRow) => row.channel === '2';
const rate = (some: readonly RecordRow[], all: readonly RecordRow[]) => (some.length / all.length) * 100;

describe('the procedures add up to the published rates', () => {
  it.each([
    ['2022-12-31', 68.5],
    ['2023-10-09', 70.9],
    ['2024-10-10', 76.2],
  ])('on %s %d % are offered online', (day, published) => {
    expect(round(rate(thereOn(day).filter(isOnline), thereOn(day)), 1)).toBe(published);
  });

  it('1,385 of 1,817 on 2024-10-10', () => {
    const there = thereOn('2024-10-10');
    expect([there.filter(isOnline).length, there.length]).toEqual([1385, 1817]);
  });

  it('100 % of the eligible ones have a full process by October 2024, which they had not in 2022', () => {
    const eligible = (day: string) => thereOn(day).filter((row) => row.eligible_full === 'true');
    const full = (day: string) => eligible(day).filter((row) => row.online_level === 'full');
    expect(rate(full('2024-10-10'), eligible('2024-10-10'))).toBe(100);
    expect(rate(full('2022-12-31'), eligible('2022-12-31'))).toBeLessThan(80);
  });

  it('and none is there twice on a day', () => {
    for (const day of ['2022-01-01', '2022-12-31', '2023-10-09', '2024-10-31']) {
      expect(new Set(thereOn(day).map((row) => row.procedure_code)).size).toBe(thereOn(day).length);
    }
  });
});

it('35 % of the online services were used in 2023 up to 2023-10-09', () => {
  const services = thereOn('2023-10-09').filter(isOnline);
  const received = dossiers.filter((row) => within(row.received_at, '2023-01-01', '2023-10-09'));
  const used = new Set(received.filter(filedOnline).map((row) => row.procedure_code));
  expect(services.filter((row) => used.has(row.procedure_code))).toHaveLength(used.size);
  expect(round((used.size / services.length) * 100, 2)).toBe(35);
});

it('every dossier is of a procedure that its agency may handle, and online only where that is offered', () => {
  const spans = new Map<string | undefined, RecordRow[]>();
  for (const row of procedures) {
    const { procedure_code: code } = row;
    spans.set(code, [...(spans.get(code) ?? []), row]);
  }
  const wrong = dossiers.filter((row) => {
    const on = dayText(row.received_at ?? row.submitted_at);
    const span = spans.get(row.procedure_code)?.find((span) => isThere(span, on));
    const tier = tierOf.get(row.org_code ?? '')?.toLowerCase();
    return span?.authority_level !== tier || (filedOnline(row) && span !== undefined && !isOnline(span));
  });
  expect(wrong).toEqual([]);
});

describe('the dossiers add up to the published rates', () => {
  const resolved = (from: string, to: string) => dossiers.filter((row) => within(row.finished_at, from, to));
  const of2022 = resolved('2022-01-01', '2022-12-31');

  it.each([
    ['all', 27.29],
    ['PROVINCE', 69.8],
    ['DISTRICT', 6.67],
  ])('resolved online in 2022 by agencies of tier %s: %d %', (tier, published) => {
    const own = of2022.filter((row) => tier === 'all' || tierOf.get(row.org_code ?? '') === tier);
    expect(round(rate(own.filter(filedOnline), own), 2)).toBe(published);
  });

  it('28.9 % resolved online in 2023 up to 2023-10-09', () => {
    const toDate = resolved('2023-01-01', '2023-10-09');
    expect(round(rate(toDate.filter(filedOnline), toDate), 2)).toBe(28.9);
  });

  it.each([
    ['2024-01-01', '2024-10-10'],
    ['2024-10-01', '2024-10-10'],
    ['2024-10-01', '2024-10-31'],
  ])('over 98 % digitised from %s to %s, over 85 points more than before June 2023', (from, to) => {
    const since = rate(resolved(from, to).filter(isDigitised), resolved(from, to));
    const before = resolved('2022-01-01', '2023-05-31');
    expect(since).toBeGreaterThan(98);
    expect(since - rate(before.filter(isDigitised), before)).toBeGreaterThan(85);
  });

  it('while districts differ', () => {
    const districts = ['256', '258', '259', '260', '261', '262', '263', '264'];
    const rates = districts.map((code) => {
      const own = of2022.filter((row) => row.unit_code === code);
      return round(rate(own.filter(filedOnline), own), 2);
    });
    expect(new Set(rates).size).toBe(8);
  });
});

describe('demonstration records', () => {
  it('bear their mark in their codes, each a code of its own', () => {
    const codes = dossiers.map((row) => row.dossier_code);
    const all = [...codes, ...procedures.map((row) => row.procedure_code)];
    expect(all.filter((code) => code?.startsWith('DEMO-') !== true)).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
    const spans = procedures.map((row) => `${row.procedure_code} ${row.valid_from}`);
    expect(new Set(spans).size).toBe(spans.length);
  });

  it('pass the checks of an import, which a first start spares itself', () => {
    expect(demonstrationFaults(demonstration).slice(0, 10)).toEqual([]);
  });

  it('are the same every time', () => {
    expect(JSON.stringify(rowsOf('procedure')) === JSON.stringify(procedures)).toBe(true);
    expect(JSON.stringify(rowsOf('dossier')) === JSON.stringify(dossiers)).toBe(true);
  });

  it('tell of nothing after the last of October 2024, and are no more than a first start can bear', () => {
    // A due day may well lie ahead.
    const happened = ['submitted_at', 'received_at', 'finished_at', 'returned_at'];
    const texts = [
      ...dossiers.flatMap((row) => happened.map((column) => row[column])),
      ...procedures.flatMap((row) => [row.valid_from, row.valid_to]),
    ];
    const late = texts.filter((text) => text !== undefined && !within(text, '0001-01-01', '2024-10-31'));
    expect(late).toEqual([]);
    expect(demonstration.asOf).toEqual(new Date('2024-10-31T23:59:59+07:00'));
    expect(dossiers.length).toBeLessThan(12_000);
  });
});

function rowsOf(kind: string): RecordRow[] {
  return demonstration.files.filter((file) => file.kind.name === kind).flatMap(({ rows }) => [...rows()]);
}

function thereOn(day: string): RecordRow[] {
  return procedures.filter((row) => isThere(row, day));
}

/** Whether the span of a procedure holds that day. */
function isThere({ valid_from: from = '', valid_to: to }: RecordRow, day: string): boolean {
  return from <= day && (to === undefined || day < to);
}

/** Whether it happened from one day to the other, both included. */
function within(text: string | undefined, from: string, to: string): boolean {
  return text !== undefined && from <= dayText(text) && dayText(text) <= to;
}

function dayText(text = ''): string {
  return text.includes('T') ? dayOf(new Date(text)) : parseDay(text);
}
