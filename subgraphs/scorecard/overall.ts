/** The composite score of one unit in one period: how far the targets are reached, weighted. */
import { systemField } from '../../shared/kpi/kpi';
import { leastFirm, type MissingReason, type Origin, round } from '../../shared/kpi/reading';
import { applicableTarget, type TargetScope } from '../../shared/kpi/target';
import type { Weighting } from './weights';

export type ExclusionReason = 'NO_VALUE' | 'NO_TARGET' | 'SYSTEM_UNAVAILABLE';

export interface Component {
  readonly weighting: Weighting;
  readonly attainment: number | null;
  /** Where the value that was measured comes from; null when it does not count. */
  readonly origin: Origin | null;
  /** Null when it counts. */
  readonly excluded: ExclusionReason | null;
}

export interface Overall {
  readonly score: number | null;
  /** Why there is no score. */
  readonly missing: Extract<MissingReason, 'NO_DATA' | 'UNAVAILABLE'> | null;
  readonly coverage: number;
  /** Whether all that is weighed is in the score: only such scores are of the same parts. */
  readonly complete: boolean;
  /** The least firm of the components that count. */
  readonly origin: Origin | null;
  readonly components: readonly Component[];
}

/** What the systems tell of a unit and period: by the system's field the typed group, by the KPI's field the KPI. */
export type Groups = Readonly<Record<string, Group | null | undefined>>;
type Group = Readonly<Record<string, TargetedKpi | null | undefined>>;

interface TargetedKpi extends Partial<Measured> {
  readonly byTier?: readonly (TierMeasured | null)[] | null;
}

interface TierMeasured extends Measured {
  readonly tier: string;
}

interface Measured {
  readonly missing: MissingReason | null;
  readonly origin: Origin | null;
  readonly target: { readonly attainment: number | null } | null;
}

const SCORE_DECIMALS = 2;
const COVERAGE_DECIMALS = 4;

/**
 * An attainment counts up to 1: what one target is exceeded by makes up for no other. What truly has no value is left out, and
 * the coverage says so; without what a system would say if it answered there is no score, since that of the rest is another.
 */
export function overallOf(
  weightings: readonly Weighting[],
  groups: Groups,
  scope: Omit<TargetScope, 'tier'>,
): Overall {
  const components = weightings.map((weighting) => componentOf(weighting, groups, scope));
  const included = components.filter(({ excluded }) => excluded === null);
  const [weight, all] = [sum(included, () => 1), sum(components, () => 1)];
  const missing = reasonWithout(components, weight);
  const reached = sum(included, ({ attainment }) => Math.min(attainment ?? 0, 1));
  return {
    ...{ missing, components },
    score: missing === null ? rounded(100 * reached, weight, SCORE_DECIMALS, 100) : null,
    coverage: rounded(weight, all, COVERAGE_DECIMALS, 1),
    complete: weight > 0 && included.length === components.length,
    origin: missing === null ? leastFirm(included.map(({ origin }) => origin)) : null,
  };
}

function reasonWithout(components: readonly Component[], weight: number): Overall['missing'] {
  if (components.some(({ excluded }) => excluded === 'SYSTEM_UNAVAILABLE')) return 'UNAVAILABLE';
  return weight === 0 ? 'NO_DATA' : null;
}

/** Dividend ÷ divisor; what is less than the whole is never rounded up to it. */
function rounded(dividend: number, divisor: number, decimals: number, whole: number): number {
  if (divisor === 0) return 0;
  const share = dividend / divisor;
  if (share >= whole * (1 - 1e-12)) return whole;
  return Math.min(round(share, decimals), round(whole - 10 ** -decimals, decimals));
}

/**
 * A null where the graph has none of its own means that the system did not answer. A KPI has a target where the catalogue says
 * so, a reason where its value is missing and an origin where it is not; what lacks them was lost on its way.
 */
function componentOf(weighting: Weighting, groups: Groups, scope: Omit<TargetScope, 'tier'>): Component {
  const excluded = { weighting, attainment: null, origin: null };
  const { kpi, tier, system } = weighting;
  const measured = measuredBy(weighting, groups[systemField(system)]?.[kpi.field]);
  if (measured?.target == null) {
    const hasTarget = applicableTarget(kpi, { ...scope, tier }) !== undefined;
    return { ...excluded, excluded: hasTarget ? 'SYSTEM_UNAVAILABLE' : 'NO_TARGET' };
  }
  const { missing, origin } = measured;
  const { attainment } = measured.target;
  if (attainment !== null && origin !== null) return { weighting, attainment, origin, excluded: null };
  return { ...excluded, excluded: missing === null ? 'SYSTEM_UNAVAILABLE' : 'NO_VALUE' };
}

/** Undefined where the system does not say. */
function measuredBy({ tier }: Weighting, kpi: TargetedKpi | null | undefined): Measured | undefined {
  if (kpi == null) return undefined;
  if (tier !== undefined) return kpi.byTier?.find((entry) => entry?.tier === tier) ?? undefined;
  const { target, missing = null, origin = null } = kpi;
  return target === undefined ? undefined : { target, missing, origin };
}

function sum(components: readonly Component[], share: (component: Component) => number): number {
  return components.reduce((total, entry) => total + entry.weighting.weight * share(entry), 0);
}
