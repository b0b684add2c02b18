/** What lies below a unit over a span of days. */
import type { Day } from '../period/day';
import type { UnitRegister } from './register';
import type { Unit } from './unit';

/** From the first day on, until before the end. */
export interface Days {
  readonly start: Day;
  readonly end: Day;
}

/** Whether the unit was directly below the other on some day of the span, or, when `deep`, at any depth. */
export function isBelow(
  register: UnitRegister,
  unit: Unit,
  above: Unit,
  { start, end }: Days,
  deep: boolean,
): boolean {
  return unit.versions.some(({ parent, validFrom, validTo }) => {
    const days = {
      start: validFrom !== undefined && validFrom > start ? validFrom : start,
      end: validTo !== undefined && validTo < end ? validTo : end,
    };
    if (days.start >= days.end || parent === undefined) return false;
    if (parent === above.id) return true;
    const between = deep ? register.get(parent) : undefined;
    return between !== undefined && isBelow(register, between, above, days, deep);
  });
}
