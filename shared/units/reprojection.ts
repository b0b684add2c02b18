/** Periods before the new map: a unit of it shows what its area consisted of then. */
import { firstDay, type Period } from '../period/period';
import type { Unit } from './unit';

/** Whether the unit's figures for the period are those of its predecessors, summed on its area. */
export function isReprojected({ codeList, validFrom }: Unit, period: Period): boolean {
  return codeList === 'VN2025' && validFrom !== undefined && firstDay(period) < validFrom;
}
