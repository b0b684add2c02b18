import { parsePeriod } from './period';

it('reads', () => {
  expect(parsePeriod('2023-Q3')).toBe('2023-Q3');
});
