/** The units that a unit is compared with on a day. */
import type { Day } from '../period/day';
import { lastDay, type UnitRegister } from './register';
import type { Unit } from './unit';

export type RankScope = 'SIBLINGS' | 'SAME_LEVEL_IN_PROVINCE';

/** A group of units, told apart from other groups by its key. */
export interface Peers {
  readonly key: string;
  /** The unit itself included; empty for one that nothing is above. */
  units(): readonly Unit[];
}

/** Those with the same parent, or of the same level in the same province; on the unit's own first or last day where the day is not its. */
export function peersOf(register: UnitRegister, unit: Unit, scope: RankScope, on: Day): Peers {
  const day = within(unit, on);
  const above = register.ancestors(unit, day);
  const top = scope === 'SIBLINGS' ? above.at(0) : above.at(-1);
  return {
    key: [scope, top?.id, unit.level, day].join(' '),
    units() {
      if (top === undefined) return [];
      return scope === 'SIBLINGS' ? register.children(top, day) : register.descendants(top, unit.level, day);
    },
  };
}

/** The nearest day on which the unit exists. */
function within(unit: Unit, day: Day): Day {
  const [first, last] = [unit.validFrom, lastDay(unit)];
  if (first !== undefined && day < first) return first;
  return day > last ? last : day;
}
