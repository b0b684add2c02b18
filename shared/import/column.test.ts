import { InvalidInput } from '../period/invalid-input';
import {
  agencyCode,
  type Column,
  day,
  decimal,
  FIRST_HELD_YEAR,
  flag,
  instant,
  integer,
  oneOf,
  optional,
  pseudonym,
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

test('a flag is true or false in any case, as spreadsheets write it, and nothing like it', () => {
  accepts(flag(), 'true', 'false');
  expect(['TRUE', 'False', 'FALSE'].map((cell) => flag().parse(cell))).toEqual(['true', 'false', 'false']);
  rejects(flag(), 'yes', '1', '0', 't', 'TRUE()', 'đúng');
});

const reason = (column: Column, cell: string) => {
  try {
    return column.parse(cell);
  } catch (cause) {
    return cause instanceof InvalidInput ? cause.message : cause;
  }
};

test('a day by which a record is counted lies between 2000 and 2099', () => {
  accepts(day(), '2000-01-01', '2099-12-31');
  rejects(day(), '1999-12-31', '2100-01-01');
  expect(reason(day(), '1999-12-31')).toBe('expected a day from 2000-01-01 to 2099-12-31');
  // In Vietnam.
  accepts(instant(), '1999-12-31T17:00:00Z', '2099-12-31T16:59:59Z');
  rejects(instant(), '1999-12-31T16:59:59Z', '2099-12-31T17:00:00Z');
});

test('a day since which something holds may lie long before there were systems', () => {
  const since = day({ firstYear: FIRST_HELD_YEAR });
  accepts(since, '1900-01-01', '1954-07-20', '1999-12-31', '2099-12-31');
  rejects(since, '1899-12-31', '2100-01-01', '0195-07-01');
  expect(reason(optional(since), '1899-12-31')).toBe('expected a day from 1900-01-01 to 2099-12-31');
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

test('a unit code without its first zero, which a spreadsheet takes away, is rejected with a hint', () => {
  expect(reason(unitCode(), '9163')).toMatch(/^expected the code .*such as 09163\b/);
  expect(reason(unitCode(), '9999')).toMatch(/in the register$/);
});

test('an agency code stands in the register of agencies', () => {
  accepts(agencyCode(), 'SO-TTTT', 'UBND-09163');
  rejects(agencyCode(), 'SO-XYZ', '27', 'so-tttt');
});

test('an agency that exists for the demonstration alone has no real records', () => {
  expect(reason(agencyCode(), 'DEMO-P01')).toBe(
    'expected the code of a real agency; DEMO-P01 exists for the demonstration alone',
  );
  rejects(agencyCode(), 'DEMO-256-01');
});

test('a pseudonym says that its cells stand for persons, also where it may be empty', () => {
  expect([pseudonym(), optional(pseudonym(text(20))), text()].map(({ isPerson }) => isPerson)).toEqual([
    true,
    true,
    undefined,
  ]);
});
