/** Where a record counts: the unit that its code means, and every unit to whose area that one belongs on a day. */
import { type Day, parseDay, validOn } from '../../shared/period/day';
import { agencies, unitRegister } from '../../shared/reference/registers';
import type { Agency, Unit } from '../../shared/units/unit';

/** The unit that bore the code on the day. */
export function unitOf(code: string | undefined, on: Day | undefined): Unit | undefined {
  return code === undefined || on === undefined ? undefined : unitRegister.byCode(code, { on });
}

/** The agencies that are real. */
export const realAgencies = agencies.filter(({ demonstration }) => !demonstration);

const byCode = new Map(realAgencies.map((agency) => [agency.code, agency]));

export function agencyOf(code: string | undefined): Agency | undefined {
  return byCode.get(code ?? '');
}

/** The unit that an agency sits in. */
export function seatOf(agency: Agency | undefined): Unit | undefined {
  return agency?.unit && unitRegister.get(agency.unit);
}

const known = new Map<string, ReadonlySet<Unit>>();

/** All units whose area the unit, or what became of it, is part of on the day. Before it began it is part of none. */
export function areaOn(unit: Unit, day: Day): ReadonlySet<Unit> {
  const key = `${unit.id} ${day}`;
  const area = known.get(key) ?? new Set(findArea(unit, day));
  known.set(key, area);
  return area;
}

function findArea(unit: Unit, day: Day): Unit[] {
  if (unit.validFrom !== undefined && day < unit.validFrom) return [];
  if (unit.validTo !== undefined && unit.validTo <= day)
    return heirsOf(unit).flatMap((heir) => findArea(heir, day));
  const upwards = [unit, ...unitRegister.ancestors(unit, day)];
  // A unit of the new map stands for its area on the days before it began as well.
  return [...upwards, ...upwards.flatMap(unitsOfNewMap)];
}

/** What became of it; of what a district kept itself, what became of its province. */
function heirsOf(unit: Unit): Unit[] {
  const heirs = unitRegister.successors(unit);
  return heirs.length > 0
    ? heirs
    : unitRegister.ancestors(unit).flatMap((above) => unitRegister.successors(above));
}

function unitsOfNewMap(unit: Unit): Unit[] {
  return unit.codeList === 'VN2025' ? [unit] : unitRegister.successors(unit).flatMap(unitsOfNewMap);
}

/** The unit stands for what its area consisted of. */
export function isBeforeNewMap({ codeList, validFrom }: Unit, day: Day): boolean {
  return codeList === 'VN2025' && validFrom !== undefined && day < validFrom;
}

/**
 * Whether the unit's figure for those days is known: it existed on one of them. All that a unit of the new map came
 * from is reported then on each of them before it began; else the figure would be that of a part.
 */
export function isKnownOn(unit: Unit, days: readonly Day[]): boolean {
  const before = days.filter((day) => isBeforeNewMap(unit, day));
  const parts = unitRegister.formerParts(unit).filter((part) => before.some((day) => validOn(part, day)));
  if (before.length > 0 && (parts.length === 0 || !parts.every(({ reported }) => reported))) return false;
  return unit.reported && (before.length > 0 || days.some((day) => validOn(unit, day)));
}

/** Whether it existed on a day of the period, or stands for what did. */
export function appliesTo(unit: Unit, first: Day, last: Day): boolean {
  const ended = unit.validTo !== undefined && unit.validTo <= first;
  const began = unit.validFrom === undefined || unit.validFrom <= last;
  return !ended && (began || unit.codeList === 'VN2025');
}

export const FAR_AHEAD = parseDay('3999-12-31');
