import { parseDay } from './day';
import { InvalidInput } from './invalid-input';
import {
  containsDay,
  containsPeriod,
  endDay,
  firstDay,
  grainOf,
  grains,
  lastDayOf,
  parsePeriod,
  periodOf,
  periodsBetween,
  shiftPeriod,
} from './period';

describe('a period is a year, a quarter or a month', () => {
  it.each([
    ['2023', 'YEAR', '2023-01-01', '2024-01-01'],
    ['2023-Q1', 'QUARTER', '2023-01-01', '2023-04-01'],
    ['2023-Q3', 'QUARTER', '2023-07-01', '2023-10-01'],
    ['2023-Q4', 'QUARTER', '2023-10-01', '2024-01-01'],
    ['2023-01', 'MONTH', '2023-01-01', '2023-02-01'],
    ['2023-09', 'MONTH', '2023-09-01', '2023-10-01'],
    ['2023-12', 'MONTH', '2023-12-01', '2024-01-01'],
    ['2024-02', 'MONTH', '2024-02-01', '2024-03-01'],
    ['2999', 'YEAR', '2999-01-01', '3000-01-01'],
  ])('%s is a %s from %s until before %s', (text, grain, first, end) => {
    const period = parsePeriod(text);
    expect(period).toBe(text);
    expect(grainOf(period)).toBe(grain);
    expect(firstDay(period)).toBe(first);
    expect(endDay(period)).toBe(end);
  });

  it.each(['2023-13', '2023-00', '2023-Q5', '2023-Q0', '2023-q3', '2023Q3', '23', '2023-9', ''])(
    'refuses "%s"',
    (text) => {
      expect(() => parsePeriod(text)).toThrow(InvalidInput);
    },
  );

  it.each(['20230', '202', '-2023', '2023.0', '2e3', '2023-09-13', '2023-', ' 2023', '2023\n', '２０２３'])(
    'refuses the number or day %j that is no year, quarter or month',
    (text) => {
      expect(() => parsePeriod(text)).toThrow(InvalidInput);
    },
  );

  it('says what it got and what it expected instead', () => {
    expect(() => parsePeriod('2023-13')).toThrow(/"2023-13".*2023-Q3.*2023-09/);
  });
});

describe('a period holds the days from its first until before its end', () => {
  it.each([
    ['2023-Q3', '2023-06-30', false],
    ['2023-Q3', '2023-07-01', true],
    ['2023-Q3', '2023-09-30', true],
    ['2023-Q3', '2023-10-01', false],
    ['2023', '2022-12-31', false],
    ['2023', '2023-12-31', true],
    ['2023', '2024-01-01', false],
    ['2024-02', '2024-02-29', true],
    ['2024-02', '2024-03-01', false],
  ])('%s and %s: %s', (period, day, held) => {
    expect(containsDay(parsePeriod(period), parseDay(day))).toBe(held);
  });

  it.each([
    ['2023', '2023-Q3', true],
    ['2023', '2023-12', true],
    ['2023-Q3', '2023-09', true],
    ['2023-Q3', '2023-Q3', true],
    ['2023-Q3', '2023-10', false],
    ['2023-Q3', '2023', false],
    ['2023-09', '2023-Q3', false],
    ['2023', '2024', false],
  ])('%s contains the whole of %s: %s', (outer, inner, contained) => {
    expect(containsPeriod(parsePeriod(outer), parsePeriod(inner))).toBe(contained);
  });
});

describe('every day lies in one period of each grain', () => {
  it.each([
    ['2023-01-01', '2023', '2023-Q1', '2023-01'],
    ['2023-03-31', '2023', '2023-Q1', '2023-03'],
    ['2023-04-01', '2023', '2023-Q2', '2023-04'],
    ['2023-09-13', '2023', '2023-Q3', '2023-09'],
    ['2024-02-29', '2024', '2024-Q1', '2024-02'],
    ['2023-12-31', '2023', '2023-Q4', '2023-12'],
  ])('%s lies in %s, %s and %s', (day, year, quarter, month) => {
    expect(periodOf(parseDay(day), 'YEAR')).toBe(year);
    expect(periodOf(parseDay(day), 'QUARTER')).toBe(quarter);
    expect(periodOf(parseDay(day), 'MONTH')).toBe(month);
  });

  it('in which the period found contains the day', () => {
    for (const text of ['2023-02-28', '2024-02-29', '2024-06-30', '2024-12-31']) {
      const day = parseDay(text);
      for (const grain of grains) {
        const period = periodOf(day, grain);
        expect(grainOf(period)).toBe(grain);
        expect(containsDay(period, day)).toBe(true);
      }
    }
  });
});

describe('a period has an earlier one of its own length', () => {
  it.each([
    ['2023', '2022', '2022'],
    ['2023-Q3', '2023-Q2', '2022-Q3'],
    ['2023-Q1', '2022-Q4', '2022-Q1'],
    ['2024-Q1', '2023-Q4', '2023-Q1'],
    ['2023-09', '2023-08', '2022-09'],
    ['2023-01', '2022-12', '2022-01'],
    ['2024-02', '2024-01', '2023-02'],
    ['2024-03', '2024-02', '2023-03'],
  ])('%s has %s just before, and %s a year ago', (text, before, yearAgo) => {
    const period = parsePeriod(text);
    expect(shiftPeriod(period, 'PREVIOUS_PERIOD')).toBe(before);
    expect(shiftPeriod(period, 'SAME_PERIOD_LAST_YEAR')).toBe(yearAgo);
  });

  it('whose last day ends where this one begins, in a leap year too', () => {
    expect(lastDayOf(parsePeriod('2024-02'))).toBe('2024-02-29');
    expect(lastDayOf(shiftPeriod(parsePeriod('2024-Q2'), 'PREVIOUS_PERIOD'))).toBe('2024-03-31');
    expect(lastDayOf(parsePeriod('2023'))).toBe('2023-12-31');
  });
});

describe('between two periods lie all of a grain, in time order', () => {
  it.each([
    ['2022', '2023', 'YEAR', ['2022', '2023']],
    ['2022', '2022', 'QUARTER', ['2022-Q1', '2022-Q2', '2022-Q3', '2022-Q4']],
    ['2023-12', '2024-02', 'MONTH', ['2023-12', '2024-01', '2024-02']],
    ['2023-11', '2024-02', 'QUARTER', ['2023-Q4', '2024-Q1']],
    ['2023-Q4', '2024-01', 'YEAR', ['2023', '2024']],
    ['2024-Q1', '2024-Q1', 'MONTH', ['2024-01', '2024-02', '2024-03']],
    ['2023', '2023-Q1', 'MONTH', ['2023-01', '2023-02', '2023-03']],
    ['2023-06', '2023', 'YEAR', ['2023']],
  ] as const)('from %s to %s by %s', (from, to, grain, periods) => {
    expect(periodsBetween(parsePeriod(from), parsePeriod(to), grain)).toEqual(periods);
  });

  it.each([
    ['2024', '2023'],
    ['2023-06', '2023-Q1'],
    ['2024-01', '2023'],
    ['2023-Q2', '2023-03'],
  ])('but not from %s to %s, which is over when it begins', (from, to) => {
    const between = () => periodsBetween(parsePeriod(from), parsePeriod(to), 'MONTH');
    expect(between).toThrow(InvalidInput);
    expect(between).toThrow(new RegExp(`from is ${from}.*to is ${to}`));
  });

  it('and no more than asked for', () => {
    const months = (most: number) =>
      periodsBetween(parsePeriod('2004'), parsePeriod('2023'), 'MONTH', most).length;
    expect(months(240)).toBe(240);
    expect(() => months(239)).toThrow(/240 periods.*at most 239.*narrow/);
  });
});
