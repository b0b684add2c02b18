import { parsePeriod } from '../period/period';
import { unitRegister } from '../reference/registers';
import { isReprojected } from './reprojection';

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
