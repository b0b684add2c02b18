import { parseDay } from '../period/day';
import { unitRegister } from '../reference/registers';
import { peersOf, type RankScope } from './peers';
import type { Unit } from './unit';

const END_OF_2022 = parseDay('2022-12-31');

describe('a unit is compared with those of the same parent, or of its level in the province', () => {
  it.each<[string, RankScope, number]>([
    ['vn2004.256', 'SIBLINGS', 8],
    ['vn2004.256', 'SAME_LEVEL_IN_PROVINCE', 8],
    ['vn2004.09163', 'SIBLINGS', 19],
    ['vn2004.09163', 'SAME_LEVEL_IN_PROVINCE', 126],
  ])('%s among %s: %i with itself', (id, scope, count) => {
    const units = peersOf(unitRegister, known(id), scope, END_OF_2022).units();
    expect(units).toHaveLength(count);
    expect(units.map((unit) => unit.id)).toContain(id);
  });

  it('a province with nothing', () => {
    expect(peersOf(unitRegister, known('vn2004.27'), 'SIBLINGS', END_OF_2022).units()).toEqual([]);
    expect(peersOf(unitRegister, known('vn2004.27'), 'SAME_LEVEL_IN_PROVINCE', END_OF_2022).units()).toEqual(
      [],
    );
  });
});

describe('as the units were on the day, or on the nearest day that the unit was there', () => {
  it('so that one that has gone by then is left out', () => {
    const siblings = (day: string) =>
      peersOf(unitRegister, known('vn2004.09163'), 'SIBLINGS', parseDay(day))
        .units()
        .map(({ id }) => id);
    expect(siblings('2024-11-30')).toContain('vn2004.09175');
    expect(siblings('2024-12-01')).not.toContain('vn2004.09175');
    expect(siblings('2026-01-01')).toEqual(siblings('2025-06-30'));
  });

  it('so that one of the new map is compared with those of the new map, also for the past', () => {
    const units = peersOf(unitRegister, known('vn2025.09169'), 'SIBLINGS', END_OF_2022).units();
    expect(units).toHaveLength(99);
    expect(new Set(units.map(({ codeList }) => codeList))).toEqual(new Set(['VN2025']));
  });
});

it('units of one group share its key, those of others do not', () => {
  const key = (id: string, scope: RankScope, day = END_OF_2022) =>
    peersOf(unitRegister, known(id), scope, day).key;
  expect(key('vn2004.09163', 'SIBLINGS')).toBe(key('vn2004.09166', 'SIBLINGS'));
  const keys = [
    key('vn2004.09163', 'SIBLINGS'),
    key('vn2004.09193', 'SIBLINGS'),
    key('vn2004.09163', 'SAME_LEVEL_IN_PROVINCE'),
    key('vn2004.256', 'SAME_LEVEL_IN_PROVINCE'),
    key('vn2004.09163', 'SIBLINGS', parseDay('2023-12-31')),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});

function known(id: string): Unit {
  const unit = unitRegister.get(id);
  if (unit === undefined) throw new Error(`${id} is not in the register.`);
  return unit;
}
