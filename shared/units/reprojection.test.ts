import { parseDay } from '../period/day';
import { parsePeriod } from '../period/period';
import { unitRegister } from '../reference/registers';
import { isAreaReported, isReprojected } from './reprojection';

it.each([
  ['vn2025.24', '2023', true],
  ['vn2025.24', '2025-Q2', true],
  ['vn2025.24', '2025', true],
  ['vn2025.24', '2025-Q3', false],
  ['vn2025.24', '2025-07', false],
  ['vn2025.09169', '2022-09', true],
  ['vn2025.09169', '2026', false],
  ['vn2004.27', '2022', false],
  ['vn2004.27', '2026', false],
])('%s in %s: %s', (id, period, expected) => {
  const unit = unitRegister.get(id);
  expect(unit && isReprojected(unit, parsePeriod(period))).toBe(expected);
});

it.each([
  ['vn2025.09169', 'four communes of Bắc Ninh', '2022-01-01', true],
  ['vn2025.24', 'the old Bắc Ninh and Bắc Giang, of which nothing is reported', '2022-01-01', false],
  ['vn2025.07210', 'communes of Bắc Giang, which are not in the register', '2022-01-01', false],
  ['vn2025.09169', 'itself: that is no former part', '2025-07-01', false],
  ['vn2004.09163', 'a unit of the old map, which began before the register does', '2022-01-01', false],
])('%s was %s on %s: reported %s', (id, _, day, expected) => {
  const unit = unitRegister.get(id);
  if (unit === undefined) throw new TypeError(`${id} is not in the register.`);
  const area = { unit, formerParts: () => unitRegister.formerParts(unit) };
  expect(isAreaReported(area, parseDay(day), parseDay(day))).toBe(expected);
});
