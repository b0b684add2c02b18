import { InvalidInput } from '../period/invalid-input';
import {
  agencyCode,
  type Column,
  day,
  decimal,
  flag,
  instant,
  integer,
  oneOf,
  text,
  unitCode,
} from './column';

const accepts = (column: Column, ...cells: string[]) => {
  for (const cell of cells) expect(column.parse(cell)).toBe(cell);
};
const rejects = (column: Column, ...cells: string[]) => {
  for (const cell of cells) {
    let fault: unknown;
    try {
      column.parse(cell);
    } catch (cause) {
      fault = cause;
    }
    expect([JSON.stringify(cell), fault]).toEqual([JSON.stringify(cell), expect.any(InvalidInput)]);
  }
};

test('a text is kept as it is, leading zeros too, up to its greatest length', () => {
  accepts(text(5), '09163', '00000', 'Đáp 1');
  rejects(text(5), '123456');
});

test('a text with a character that PostgreSQL cannot keep is rejected', () => {
  rejects(text(), 'a\u0000b');
});

test('one of a list takes its values exactly, whatever the case of others', () => {
  accepts(oneOf('mobile', 'web'), 'mobile', 'web');
  rejects(oneOf('mobile', 'web'), 'Mobile', 'webs', 'sms');
});

test('a whole number lies within its bounds and has no fraction', () => {
  accepts(integer(1, 5), '1', '5');
  accepts(integer(-3, 3), '-3', '0');
  rejects(integer(1, 5), '0', '6', '-1', '1.5', '1e0', ' 1', 'one', '4294967297', '٣');
});

test('a decimal number lies within its bounds and is written with a point', () => {
  accepts(decimal(-90, 90), '21.1861', '-90', '90.0', '0');
  rejects(decimal(-90, 90), '90.0001', '-91', '21,18', '1e1', '.5', '5.', 'NaN', 'Infinity', '');
});

test('a flag is true or false and nothing like it', () => {
  accepts(flag(), 'true', 'false');
  rejects(flag(), 'TRUE', 'yes', '1', '0', 't');
});

test('a day exists in the calendar and is written year first', () => {
  accepts(day(), '2023-02-28', '2024-02-29', '2023-12-31');
  rejects(
    day(),
    '2023-02-30',
    '2023-02-29',
    '2023-13-01',
    '2023-00-10',
    '31/12/2023',
    '2023-1-5',
    '20231231',
  );
});

test('the year 0, which PostgreSQL has not, is rejected', () => {
  rejects(day(), '0000-01-01');
  rejects(instant(), '0000-01-01T00:00:00Z');
});

test('a time says its offset from UTC', () => {
  accepts(instant(), '2024-03-12T09:40:00+07:00', '2024-03-12T02:40:00Z', '2024-03-12T02:40:00.123456-05:00');
  rejects(instant(), '2024-03-12T09:40:00', '2024-03-12', '2024-03-12 09:40:00+07:00', '20240312094000');
});

test('a time exists on the clock and in the calendar', () => {
  rejects(instant(), '2023-02-30T09:40:00+07:00', '2024-03-12T24:00:00+07:00', '2024-03-12T09:60:00+07:00');
});

test('an offset that no place on earth has, and PostgreSQL refuses, is rejected', () => {
  rejects(instant(), '2024-03-12T09:40:00+99:00', '2024-03-12T09:40:00+07:99', '2024-03-12T09:40:00-24:00');
});

test('a unit code stands in the register of either code list, with its zeros', () => {
  accepts(unitCode(), '27', '256', '09163', '24', '07210');
  rejects(unitCode(), '9163', '99999', 'vn2004.27', 'Vũ Ninh');
});

test('an agency code stands in the register of agencies', () => {
  accepts(agencyCode(), 'SO-TTTT', 'UBND-09163');
  rejects(agencyCode(), 'SO-XYZ', '27', 'so-tttt');
});
