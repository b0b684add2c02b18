/** Which of a KPI's targets applies to a value, and how far the value has come to it. */
import { firstDay, lastDayOf, type Period } from '../period/period';
import type { Level, Tier } from '../units/unit';
import type { KpiDeclaration, TargetDefinition } from './kpi';
import { round } from './reading';

/** What a value is of: a unit's total, or one tier of agencies in it, in a period. */
export interface TargetScope {
  readonly level: Level | undefined;
  readonly tier?: Tier | undefined;
  readonly period: Period;
}

export interface Attainment {
  readonly target: TargetDefinition;
  /** Value ÷ target, or target ÷ value where lower is better: 1 is reached. Null without a value or a direction. */
  readonly attainment: number | null;
  readonly met: boolean | null;
}

const ATTAINMENT_DECIMALS = 4;

/** The strictest target that applies, and how far the value has come to it; undefined where none applies. */
export function attain(
  kpi: KpiDeclaration,
  value: number | null,
  scope: TargetScope,
): Attainment | undefined {
  const target = strictest(kpi, applicableTargets(kpi, scope));
  return target && { target, attainment: attainment(kpi, value, target), met: isMet(kpi, value, target) };
}

/** Those that hold in the period for the tier. One that nobody has verified is listed, but nothing is measured by it. */
function applicableTargets({ targets = [] }: KpiDeclaration, scope: TargetScope): TargetDefinition[] {
  const [first, last] = [firstDay(scope.period), lastDayOf(scope.period)];
  return targets.filter(
    ({ confidence, tier, from, by }) =>
      confidence !== 'UNVERIFIED' &&
      (tier === undefined || tier === tierOf(scope)) &&
      (from === undefined || from <= last) &&
      (by === undefined || first <= by),
  );
}

/** A commune's total is what its own agency does. */
function tierOf({ tier, level }: TargetScope): Tier | undefined {
  return tier ?? (level === 'COMMUNE' ? 'COMMUNE' : undefined);
}

/** Of equals, and where no direction is better, the one listed first. */
function strictest(
  { direction }: KpiDeclaration,
  targets: readonly TargetDefinition[],
): TargetDefinition | undefined {
  const sign = { HIGHER_IS_BETTER: -1, LOWER_IS_BETTER: 1, NEUTRAL: 0 }[direction];
  return targets.toSorted((a, b) => sign * (a.value - b.value)).at(0);
}

function attainment(
  { direction }: KpiDeclaration,
  value: number | null,
  target: TargetDefinition,
): number | null {
  if (value === null || direction === 'NEUTRAL') return null;
  const [reached, wanted] = direction === 'HIGHER_IS_BETTER' ? [value, target.value] : [target.value, value];
  // None where none is best, or none that is wanted: that is reached.
  return wanted === 0 ? 1 : round(reached / wanted, ATTAINMENT_DECIMALS);
}

function isMet(
  { direction }: KpiDeclaration,
  value: number | null,
  target: TargetDefinition,
): boolean | null {
  if (value === null || direction === 'NEUTRAL') return null;
  return direction === 'HIGHER_IS_BETTER' ? value >= target.value : value <= target.value;
}
