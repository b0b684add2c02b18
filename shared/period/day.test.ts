import { addDays, dayOf, formatInstant, parseDay, startOf, validDuring, validOn } from './day';
import { InvalidInput } from './invalid-input';

describe('a day is one that exists', () => {
  it.each(['2023-12-31', '2023-02-28', '2024-02-29', '2000-02-29'])('reads %s', (text) => {
    expect(parseDay(text)).toBe(text);
  });

  it.each(['2023-02-29', '1900-02-29', '2023-02-30', '2023-04-31', '2023-13-01', '2023-00-10', '2023-01-00'])(
    'refuses %s, which is in no calendar',
    (text) => {
      expect(() => parseDay(text)).toThrow(InvalidInput);
    },
  );

  it.each(['', '2023', '2023-1-1', '2023/01/01', '01-01-2023', '2023-01-01T00:00:00Z', '2023-01-01\n'])(
    'refuses %j, which is not written as YYYY-MM-DD',
    (text) => {
      expect(() => parseDay(text)).toThrow(InvalidInput);
    },
  );

  it('says what it got and what it expected instead', () => {
    expect(() => parseDay('2023-02-30')).toThrow(/"2023-02-30".*YYYY-MM-DD/);
  });
});

describe('days are counted along the calendar', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-02-28', 2, '2024-03-01'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2023-12-31', 1, '2024-01-01'],
    ['2024-01-01', -1, '2023-12-31'],
    ['2024-01-01', 366, '2025-01-01'],
    ['2023-05-05', 0, '2023-05-05'],
  ])('%s and %i days are %s', (day, count, later) => {
    expect(addDays(parseDay(day), count)).toBe(later);
  });
});

describe('an instant belongs to the Vietnamese day, seven hours ahead of UTC', () => {
  it.each([
    ['2023-12-31T16:59:59.999Z', '2023-12-31'],
    ['2023-12-31T17:00:00.000Z', '2024-01-01'],
    ['2024-02-28T17:00:00Z', '2024-02-29'],
    ['2024-02-29T16:59:59Z', '2024-02-29'],
    ['2024-02-29T17:00:00Z', '2024-03-01'],
    ['2023-06-15T00:00:00+09:00', '2023-06-14'],
    ['2023-06-15T03:00:00+09:00', '2023-06-15'],
  ])('%s falls on %s', (instant, day) => {
    expect(dayOf(new Date(instant))).toBe(day);
  });

  it('which begins at 17:00 UTC of the day before', () => {
    expect(startOf(parseDay('2024-01-01')).toISOString()).toBe('2023-12-31T17:00:00.000Z');
  });

  it('and is written in local time with its offset', () => {
    expect(formatInstant(new Date('2023-12-31T16:59:59Z'))).toBe('2023-12-31T23:59:59+07:00');
    expect(formatInstant(new Date('2023-12-31T17:00:00Z'))).toBe('2024-01-01T00:00:00+07:00');
  });
});

describe('validity is half-open', () => {
  const validity = { validFrom: parseDay('2023-04-10'), validTo: parseDay('2024-12-01') };

  it.each([
    ['2023-04-09', false],
    ['2023-04-10', true],
    ['2024-11-30', true],
    ['2024-12-01', false],
  ])('so that from 2023-04-10 until before 2024-12-01 it holds on %s: %s', (day, valid) => {
    expect(validOn(validity, parseDay(day))).toBe(valid);
  });

  it.each([
    ['2023-04-01', '2023-04-10', false],
    ['2023-04-01', '2023-04-11', true],
    ['2024-01-01', '2024-02-01', true],
    ['2024-11-30', '2025-01-01', true],
    ['2024-12-01', '2025-01-01', false],
  ])('so that between %s and before %s it holds on some day: %s', (start, end, valid) => {
    expect(validDuring(validity, parseDay(start), parseDay(end))).toBe(valid);
  });

  it('and unbounded where an end is absent', () => {
    expect(validOn({}, parseDay('1000-01-01'))).toBe(true);
    expect(validOn({ validTo: validity.validTo }, parseDay('1000-01-01'))).toBe(true);
    expect(validOn({ validFrom: validity.validFrom }, parseDay('2999-01-01'))).toBe(true);
    expect(validDuring({}, parseDay('1000-01-01'), parseDay('1000-01-02'))).toBe(true);
  });
});
