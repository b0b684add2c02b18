/** What adds up to what, over units: those below another, and what a unit consisted of before a boundary change. */
import { endDay, firstDay, type Period } from '../../period/period';
import { unitRegister } from '../../reference/registers';
import { lastDay } from '../../units/register';
import type { Level } from '../../units/unit';

export interface UnitSum {
  readonly whole: string;
  readonly level: Level;
  readonly parts: readonly string[];
  /** The parts became the whole; else they lie below it. */
  readonly merged: boolean;
}

/**
 * For the period. A unit that took in others is counted as their sum at any time: what they were just before the change it
 * has just after it.
 */
export function unitSums(period: Period): UnitSum[] {
  const below = new Map<string, string[]>();
  const [first, end] = [firstDay(period), endDay(period)];
  const units = unitRegister.list();
  for (const unit of units) {
    // Within the period a unit may change what it belongs to; it is a part of both then.
    const last = lastDay(unit);
    const days = [first, end].map((day) => (last < day ? last : day));
    const parents = new Set(days.flatMap((day) => unitRegister.parent(unit, day)?.id ?? []));
    for (const parent of parents) below.set(parent, [...(below.get(parent) ?? []), unit.id]);
  }
  return units.flatMap(({ id, level, ...unit }) => {
    const former = unitRegister.formerParts({ id, level, ...unit }).map((part) => part.id);
    const sum = { whole: id, level };
    return [
      ...(former.length > 0 ? [{ ...sum, parts: former, merged: true }] : []),
      ...(below.has(id) ? [{ ...sum, parts: below.get(id) ?? [], merged: false }] : []),
    ];
  });
}
