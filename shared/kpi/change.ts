/** How a value differs from the one of an earlier period. */
import type { KpiDeclaration } from './kpi';
import { round } from './reading';

export interface Change {
  /** In the KPI's unit of measure: percentage points of a rate. Null where either value is missing. */
  readonly difference: number | null;
  /** Difference ÷ the earlier value's size: 0.05 is 5 % more. Null from zero, too. */
  readonly relative: number | null;
}

const RELATIVE_DECIMALS = 4;

export function changeFrom(
  earlier: number | null,
  value: number | null,
  { decimals }: KpiDeclaration,
): Change {
  if (earlier === null || value === null) return { difference: null, relative: null };
  const difference = value - earlier;
  return {
    difference: round(difference, decimals),
    relative: earlier === 0 ? null : round(difference / Math.abs(earlier), RELATIVE_DECIMALS),
  };
}
