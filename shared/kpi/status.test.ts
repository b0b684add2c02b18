import { type Reading, statusOf } from './reading';

const END = new Date('2023-01-01T00:00:00+07:00');
const end = END.getTime();

const computed: Reading = {
  value: 25,
  numerator: 1,
  denominator: 4,
  origin: 'COMPUTED',
  missing: null,
  dataAsOf: new Date('2022-12-31T23:59:59+07:00'),
  isWhole: true,
};

it('a value is final once its period is over and its records cover all of it', () => {
  expect(statusOf(computed, end, END)).toBe('FINAL');
  expect(statusOf({ ...computed, origin: 'DEMONSTRATION' }, end, END)).toBe('FINAL');
});

it('it is provisional until the period ends', () => {
  const before = new Date(end - 1);
  expect(statusOf(computed, end, before)).toBe('PROVISIONAL');
  expect(statusOf({ ...computed, origin: 'PUBLISHED' }, end, before)).toBe('PROVISIONAL');
});

it('it stays provisional where the records do not cover all of the period, however far they reach', () => {
  const dataAsOf = new Date('2024-12-31T23:59:59+07:00');
  expect(statusOf({ ...computed, dataAsOf, isWhole: false }, end, new Date('2030-01-01'))).toBe(
    'PROVISIONAL',
  );
});

it('what has no value is missing, however old the period', () => {
  const missing: Reading = { ...computed, value: null, origin: null, missing: 'ZERO_DENOMINATOR' };
  expect(statusOf(missing, end, END)).toBe('MISSING');
});
