import { parsePeriod } from '../period/period';
import { type Reading, statusOf } from './reading';

const Y2022 = parsePeriod('2022');
const END = new Date('2023-01-01T00:00:00+07:00');
const LAST_SECOND = new Date('2022-12-31T23:59:59+07:00');

const computed: Reading = {
  value: 25,
  numerator: 1,
  denominator: 4,
  origin: 'COMPUTED',
  missing: null,
  dataAsOf: LAST_SECOND,
};

it('a value is final once its period is over and its records reach the end', () => {
  expect(statusOf(computed, Y2022, END)).toBe('FINAL');
  expect(statusOf({ ...computed, origin: 'DEMONSTRATION' }, Y2022, END)).toBe('FINAL');
});

it('it is provisional until the period ends in Vietnam', () => {
  expect(statusOf(computed, Y2022, new Date(END.getTime() - 1))).toBe('PROVISIONAL');
  expect(statusOf({ ...computed, origin: 'PUBLISHED' }, Y2022, new Date(END.getTime() - 1))).toBe(
    'PROVISIONAL',
  );
});

it('it stays provisional where the records do not reach the end of the period', () => {
  const short = { ...computed, dataAsOf: new Date(LAST_SECOND.getTime() - 1) };
  expect(statusOf(short, Y2022, new Date('2030-01-01'))).toBe('PROVISIONAL');
  expect(statusOf({ ...computed, dataAsOf: null }, Y2022, new Date('2030-01-01'))).toBe('PROVISIONAL');
  expect(statusOf(short, parsePeriod('2022-Q3'), new Date('2030-01-01'))).toBe('FINAL');
});

it('a published value is final when its period is over', () => {
  expect(statusOf({ ...computed, origin: 'PUBLISHED' }, Y2022, END)).toBe('FINAL');
});

it('what has no value is missing, however old the period', () => {
  const missing: Reading = { ...computed, value: null, origin: null, missing: 'ZERO_DENOMINATOR' };
  expect(statusOf(missing, Y2022, END)).toBe('MISSING');
});
