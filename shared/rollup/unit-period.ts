/** What is the same for all KPIs of a unit in a period, worked out once. */
import { type PeriodDays, periodDays } from '../kpi/coverage';
import type { Period } from '../period/period';
import { unitRegister } from '../reference/registers';
import { isReprojected, type UnitArea } from '../units/reprojection';
import type { UnitId } from '../units/unit';

export interface UnitPeriod {
  readonly days: PeriodDays;
  /** Absent for a unit that is not in the register. */
  readonly area: UnitArea | undefined;
  /** Whether the unit, or the area that it has now, existed in the period. */
  readonly existed: boolean;
  /** Whether the figures are those of the unit's predecessors, since the unit itself came later. */
  readonly reprojected: boolean;
}

/** For many units in few periods. */
export function unitPeriods(): (unit: UnitId, period: Period) => UnitPeriod {
  const known = new Map<Period, PeriodDays>();
  return (id, period) => {
    let days = known.get(period);
    if (days === undefined) known.set(period, (days = periodDays(period)));
    const unit = unitRegister.get(id);
    if (unit === undefined) return { days, area: undefined, existed: false, reprojected: false };
    const reprojected = isReprojected(unit, period);
    return {
      ...{ days, reprojected, area: { unit, formerParts: () => unitRegister.formerParts(unit) } },
      existed: reprojected || unitRegister.existedDuring(id, days.first, days.end),
    };
  };
}
