/** Which of a KPI's targets applies to a value, and how far the value has come to it. */
import { firstDay, lastDayOf, type Period } from '../period/period';
import type { Level, Tier } from '../units/unit';
import type { KpiDeclaration, TargetDefinition } from './kpi';
import { exactValue, type Reading, round } from './reading';

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

export type Measured = Pick<Reading, 'value' | 'numerator' | 'denominator' | 'origin'>;

/** How far the value has come to the target that applies; undefined where none does. */
export function attain(kpi: KpiDeclaration, measured: Measured, scope: TargetScope): Attainment | undefined {
  const target = applicableTarget(kpi, scope);
  return target && { target, ...against(target, kpi, measured) };
}

/** The strictest of those that apply. */
export function applicableTarget(kpi: KpiDeclaration, scope: TargetScope): TargetDefinition | undefined {
  return strictest(kpi, applicableTargets(kpi, scope));
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

const NONE = { attainment: null, met: null } as const;

/** The exact value is compared, not the rounded one: 89.995 % does not reach 90 %. */
function against(
  { value: target }: TargetDefinition,
  kpi: KpiDeclaration,
  measured: Measured,
): Omit<Attainment, 'target'> {
  const exact = exactValue(kpi, measured);
  if (exact === null || kpi.direction === 'NEUTRAL') return NONE;
  const [dividend, divisor] = exact;
  // Both sides without a fraction of the target's, which might not be exact in binary.
  const scale = 10 ** decimalsOf(target);
  const [value, wanted] = [dividend * scale, Math.round(target * scale) * divisor];
  const [reached, of] = kpi.direction === 'HIGHER_IS_BETTER' ? [value, wanted] : [wanted, value];
  const met = reached >= of || isAlike(reached, of, dividend);
  // None where none is best, or none that is wanted: that is reached.
  const attainment = of === 0 ? 1 : round(reached / of, ATTAINMENT_DECIMALS);
  return { attainment: met ? attainment : Math.min(attainment, BELOW_ONE), met };
}

const BELOW_ONE = 1 - 10 ** -ATTAINMENT_DECIMALS;

/** A sum of rates of agencies, such as ⅓ + ⅔, may differ from the whole number that it is by its binary form. */
function isAlike(a: number, b: number, dividend: number): boolean {
  return !Number.isInteger(dividend) && Math.abs(a - b) <= 1e-12 * Math.abs(b);
}

function decimalsOf(target: number): number {
  return String(target).split('.').at(1)?.length ?? 0;
}
