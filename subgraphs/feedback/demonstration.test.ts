import type { RecordRow } from '../../shared/import/record-kind';
import { dayOf, parseDay } from '../../shared/period/day';
import { unitRegister } from '../../shared/reference/registers';
import { demonstrationFaults } from '../../test/demonstration-faults';
import { demonstration } from './demonstration';
import { fields } from './fields';

/** Every published figure is counted here from the rows alone, as a reader with a spreadsheet would. */
const tickets = rowsOf('ticket');
const accounts = rowsOf('feedback_account');
const DISTRICTS = ['256', '258', '259', '260', '261', '262', '263', '264'];

const processed = (rows: readonly RecordRow[]) => rows.filter((row) => row.processed_at !== undefined);
const rate = (some: readonly RecordRow[], all: readonly RecordRow[]) => (some.length / all.length) * 100;
const in2022 = tickets.filter((row) => dayText(row.received_at).startsWith('2022'));

describe('the tickets of 2022 add up to the published figures', () => {
  it('1,724 received, of which 1,541 processed', () => {
    expect(in2022).toHaveLength(1724);
    expect(processed(in2022)).toHaveLength(1541);
  });

  it('921 in Bắc Ninh city, the most, and 21 in Gia Bình, the fewest', () => {
    const received = DISTRICTS.map((code) => inDistrict(code).length);
    expect(received.reduce((a, b) => a + b)).toBe(1724);
    expect([inDistrict('256').length, inDistrict('263').length]).toEqual([921, 21]);
    expect([Math.max(...received), Math.min(...received)]).toEqual([921, 21]);
  });

  it('100 % processed in Lương Tài, the highest rate alone, and 64 % in Tiên Du, the lowest', () => {
    const rates = DISTRICTS.map((code) => ({
      code,
      rate: rate(processed(inDistrict(code)), inDistrict(code)),
    }));
    const ordered = rates.toSorted((a, b) => a.rate - b.rate);
    expect(ordered[0]).toEqual({ code: '260', rate: 64 });
    expect(ordered.at(-1)).toEqual({ code: '264', rate: 100 });
    expect(rates.filter(({ rate }) => rate === 100 || rate === 64)).toHaveLength(2);
  });

  it('a mean rating of 3.04, and of 3.40 in Gia Bình, the highest', () => {
    expect(meanRating(in2022)).toBeCloseTo(3.04, 10);
    expect(meanRating(inDistrict('263'))).toBeCloseTo(3.4, 10);
    for (const code of DISTRICTS.filter((code) => code !== '263')) {
      expect(meanRating(inDistrict(code))).toBeLessThan(3.4);
    }
  });

  it('and the ten fields that the source names are the most frequent', () => {
    const named =
      'Rác thải; Chất thải; Vỉa hè, lề đường; Công trình xây dựng; Đỗ xe; Chiếu sáng; Tai nạn giao thông; Tiếng ồn; Lòng đường; Ùn tắc';
    const times = new Map<string, number>();
    for (const { field_code: code = '' } of in2022) times.set(code, (times.get(code) ?? 0) + 1);
    const mostFrequent = [...times].toSorted(([, a], [, b]) => b - a).slice(0, 10);
    const names = mostFrequent.map(([code]) => fields.find((field) => field.code === code)?.name.vi);
    expect(names.toSorted()).toEqual(named.split('; ').toSorted());
  });
});

describe('the tickets since launch add up to the cumulative figures', () => {
  const upTo = (day: string) => tickets.filter((row) => by(row.received_at, day));
  const processedBy = (day: string) => upTo(day).filter((row) => by(row.processed_at, day));

  it('3,327 received by the end of April 2023, 94 % processed by then', () => {
    expect(upTo('2023-04-30')).toHaveLength(3327);
    expect(Math.round(rate(processedBy('2023-04-30'), upTo('2023-04-30')))).toBe(94);
  });

  it('over 10,000 received by 2024-10-10, over 95 % processed by then', () => {
    expect(upTo('2024-10-10').length).toBeGreaterThan(10_000);
    expect(rate(processedBy('2024-10-10'), upTo('2024-10-10'))).toBeGreaterThan(95);
  });

  it('in thirty fields', () => {
    expect(new Set(tickets.map((row) => row.field_code)).size).toBe(30);
  });
});

describe('the tickets sent from mobile devices in 2023 add up to the published rates', () => {
  const sentBy = (day: string) =>
    tickets.filter(
      (row) => row.channel === 'mobile' && dayText(row.sent_at).startsWith('2023') && by(row.sent_at, day),
    );
  const answeredBy = (day: string) => sentBy(day).filter((row) => by(row.answered_at, day));

  it.each([
    ['2023-09-13', 90],
    ['2023-12-31', 92.3],
  ])('those sent up to %s and answered by then: %d %', (day, published) => {
    expect(rate(answeredBy(day), sentBy(day))).toBeCloseTo(published, 10);
  });
});

it.each([
  ['2023-10-09', 252, 1326],
  ['2024-10-10', 252, 1500],
])('on %s %i agencies hold %i active accounts', (day, agencies, count) => {
  const active = accounts.filter((row) => by(row.activated_on, day) && !by(row.deactivated_on, day));
  expect(active).toHaveLength(count);
  expect(new Set(active.map((row) => row.org_code)).size).toBe(agencies);
});

describe('demonstration records', () => {
  it('bear their mark in their codes, each a code of its own', () => {
    const codes = [...tickets.map((row) => row.ticket_code), ...accounts.map((row) => row.account_code)];
    expect(codes.filter((code) => code?.startsWith('DEMO-') !== true)).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('pass the checks of an import, which a first start spares itself', () => {
    // An import refuses the fields of the demonstration as well.
    const own = new Set(fields.flatMap(({ code, demonstration: synthetic }) => (synthetic ? [code] : [])));
    const instead = (column: string, text: string) =>
      column === 'field_code' && own.has(text) ? 'rac-thai' : text;
    expect(demonstrationFaults(demonstration, instead).slice(0, 10)).toEqual([]);
  });

  it('are the same every time', () => {
    expect(JSON.stringify(rowsOf('ticket')) === JSON.stringify(tickets)).toBe(true);
    expect(JSON.stringify(rowsOf('feedback_account')) === JSON.stringify(accounts)).toBe(true);
  });

  it('tell of nothing after the last of October 2024', () => {
    // A due day may well lie ahead.
    const happened = ['sent_at', 'received_at', 'answered_at', 'processed_at', 'published_at'];
    const instants = tickets.flatMap((row) => happened.map((column) => row[column]));
    const days = accounts.flatMap((row) => [row.activated_on, row.deactivated_on]);
    const late = [...instants, ...days].filter((text) => text !== undefined && !by(text, '2024-10-31'));
    expect(late).toEqual([]);
    expect(demonstration.asOf).toEqual(new Date('2024-10-31T23:59:59+07:00'));
  });
});

function rowsOf(kind: string): RecordRow[] {
  return demonstration.files.filter((file) => file.kind.name === kind).flatMap(({ rows }) => [...rows()]);
}

/** The tickets of 2022 in the communes that the district had then. */
function inDistrict(code: string): RecordRow[] {
  const district = unitRegister.get(`vn2004.${code}`);
  if (district === undefined) throw new Error(`There is no district ${code}.`);
  const communes = unitRegister.children(district, parseDay('2022-12-31')).map((commune) => commune.code);
  return in2022.filter((row) => communes.includes(row.unit_code ?? ''));
}

function meanRating(rows: readonly RecordRow[]): number {
  const ratings = rows.flatMap(({ rating }) => (rating === undefined ? [] : [Number(rating)]));
  return ratings.reduce((a, b) => a + b) / ratings.length;
}

/** Whether it has happened by the end of that day in Vietnam. */
function by(text: string | undefined, day: string): boolean {
  return text !== undefined && dayText(text) <= day;
}

function dayText(text = ''): string {
  return text.includes('T') ? dayOf(new Date(text)) : parseDay(text);
}
