/** The composite score of one unit in one period: how far the targets are reached, weighted. */
import { systemField } from '../../shared/kpi/kpi';
import { leastFirm, type Origin, round } from '../../shared/kpi/reading';
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
  readonly coverage: number;
  /** The least firm of the components that count. */
  readonly origin: Origin | null;
  readonly components: readonly Component[];
}

/** What the systems tell of a unit and period: by the system's field the typed group, by the KPI's field the KPI. */
export type Groups = Readonly<Record<string, Group | null | undefined>>;
type Group = Readonly<Record<string, TargetedKpi | null | undefined>>;

interface TargetedKpi {
  readonly origin?: Origin | null;
  readonly target?: Attained | null;
  readonly byTier?: readonly (TierAttained | null)[] | null;
}

interface TierAttained {
  readonly tier: string;
  readonly origin?: Origin | null;
  readonly target: Attained | null;
}

interface Attained {
  readonly attainment: number | null;
}

const SCORE_DECIMALS = 2;
const COVERAGE_DECIMALS = 4;

/** An attainment counts up to 1: what one target is exceeded by makes up for no other. */
export function overallOf(weightings: readonly Weighting[], groups: Groups): Overall {
  const components = weightings.map((weighting) => componentOf(weighting, groups));
  const included = components.filter(({ excluded }) => excluded === null);
  const weight = sum(included, () => 1);
  const all = sum(components, () => 1);
  const reached = sum(included, ({ attainment }) => Math.min(attainment ?? 0, 1));
  return {
    score: weight === 0 ? null : round((100 * reached) / weight, SCORE_DECIMALS),
    coverage: all === 0 ? 0 : round(weight / all, COVERAGE_DECIMALS),
    origin: leastFirm(included.map(({ origin }) => origin)),
    components,
  };
}

/** A null where the graph has none of its own means that the system did not answer. */
function componentOf(weighting: Weighting, groups: Groups): Component {
  const kpi = groups[systemField(weighting.system)]?.[weighting.kpi.field];
  const measured = kpi == null ? undefined : measuredBy(weighting, kpi);
  const excluded = { weighting, attainment: null, origin: null };
  if (measured?.target === undefined) return { ...excluded, excluded: 'SYSTEM_UNAVAILABLE' };
  if (measured.target === null) return { ...excluded, excluded: 'NO_TARGET' };
  const { attainment } = measured.target;
  if (attainment === null) return { ...excluded, excluded: 'NO_VALUE' };
  return { weighting, attainment, origin: measured.origin ?? null, excluded: null };
}

/** Undefined where the system does not say. */
function measuredBy(
  { tier }: Weighting,
  kpi: TargetedKpi,
): Pick<TargetedKpi, 'origin' | 'target'> | undefined {
  return tier === undefined ? kpi : (kpi.byTier?.find((entry) => entry?.tier === tier) ?? undefined);
}

function sum(components: readonly Component[], share: (component: Component) => number): number {
  return components.reduce((total, entry) => total + entry.weighting.weight * share(entry), 0);
}
