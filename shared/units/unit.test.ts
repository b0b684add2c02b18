import { unitId } from './unit';

it('a unit id is the code list and the code, leading zeros kept', () => {
  expect(unitId('VN2004', '27')).toBe('vn2004.27');
  expect(unitId('VN2004', '09445')).toBe('vn2004.09445');
  expect(unitId('VN2025', '24')).toBe('vn2025.24');
});
