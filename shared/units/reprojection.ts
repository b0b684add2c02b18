/** Days before the new map: a unit of it shows what its area consisted of then. */
import type { Day } from '../period/day';
import { firstDay, type Period } from '../period/period';
import type { Unit } from './unit';

/** Whether the unit's figures for the period are those of its predecessors, summed on its area. */
export function isReprojected(unit: Unit, period: Period): boolean {
  return isBeforeNewMap(unit, firstDay(period));
}

/** Whether the unit is one of the new map that had not begun on the day. */
export function isBeforeNewMap({ codeList, validFrom }: Unit, day: Day): boolean {
  return codeList === 'VN2025' && validFrom !== undefined && day < validFrom;
}

/** A unit, and every unit that its area ever consisted of before. */
export interface UnitArea {
  readonly unit: Unit;
  readonly formerParts: () => readonly Unit[];
}

/**
 * Whether all that the area consisted of is reported, on the days from the first to the last on which the unit had not
 * begun. A sum over the reported parts alone would be partial.
 */
export function isAreaReported({ unit, formerParts }: UnitArea, first: Day, last: Day): boolean {
  const { validFrom } = unit;
  if (validFrom === undefined) return false;
  const parts = formerParts().filter((part) => {
    const from = part.validFrom !== undefined && part.validFrom > first ? part.validFrom : first;
    return from <= last && from < validFrom && (part.validTo === undefined || from < part.validTo);
  });
  return parts.length > 0 && parts.every(({ reported }) => reported);
}
