import { testedKpi } from '../../test/tested-kpi';
import { changeFrom } from './change';

it.each([
  ['93.78 to 96.25 at the province’s tier, 2022 to 2023', 93.78, 96.25, 2.47, 0.0263],
  ['92.53 to 96.72 at the districts’ tier', 92.53, 96.72, 4.19, 0.0453],
  ['94.57 to 98.3 at the communes’ tier', 94.57, 98.3, 3.73, 0.0394],
  ['a decrease', 100, 64, -36, -0.36],
  ['no change', 64, 64, 0, 0],
  ['to nothing', 64, 0, -64, -1],
  ['from below zero, by its size', -50, -25, 25, 0.5],
])('%s', (_, earlier, value, difference, relative) => {
  expect(changeFrom(earlier, value, testedKpi)).toEqual({ difference, relative });
});

it('there is no relative change from zero', () => {
  expect(changeFrom(0, 5, testedKpi)).toEqual({ difference: 5, relative: null });
  expect(changeFrom(0, 0, testedKpi)).toEqual({ difference: 0, relative: null });
});

it('a change to or from what is missing is missing, not zero', () => {
  const none = { difference: null, relative: null };
  expect(changeFrom(null, 5, testedKpi)).toEqual(none);
  expect(changeFrom(5, null, testedKpi)).toEqual(none);
  expect(changeFrom(null, null, testedKpi)).toEqual(none);
});

it('a difference has the KPI’s own decimals', () => {
  expect(changeFrom(1.24, 3.39, { ...testedKpi, decimals: 1 }).difference).toBe(2.2);
  expect(changeFrom(921, 1724, { ...testedKpi, decimals: 0 }).difference).toBe(803);
});
