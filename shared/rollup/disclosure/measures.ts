/** Which groups of persons a KPI's figures are about: those that are the same in two KPIs are withheld together. */
import { isStock } from '../../kpi/coverage';
import type { Amount, KpiDeclaration } from '../../kpi/kpi';
import { conditionOf } from '../measure-sql';

/** A group of persons, such as those paid by account in the period; equal for KPIs that count the same one. */
export type Measure = string;

export type Role = 'numerator' | 'complement' | 'denominator';

/** A figure that a KPI shows, or that follows from what it shows. */
export interface Quantity {
  /** The KPI's code and the role: `WEL-03 numerator`. */
  readonly name: string;
  readonly kpi: string;
  readonly role: Role;
  readonly measure: Measure;
  /** All measures that its KPI exposes: with one of them the KPI is withheld, and so the quantity. */
  readonly exposedWith: readonly Measure[];
  /** An amount, and not a number of persons or of their records. */
  readonly isAmount: boolean;
}

/** A quantity that is the sum of others, in every unit, period and tier. */
export interface QuantitySum {
  readonly whole: string;
  readonly parts: readonly string[];
}

export interface GuardedKpi {
  readonly kpi: string;
  /** It is withheld of a unit as soon as one of them is. */
  readonly exposes: readonly Measure[];
}

export interface Guarded {
  readonly kpis: readonly GuardedKpi[];
  /** Those that tell the state on a period's last day. */
  readonly stocks: ReadonlySet<string>;
  /** Each once, by a KPI that shows it whenever any does. */
  readonly quantities: readonly Quantity[];
  readonly sums: readonly QuantitySum[];
  /** Of such sums with two parts, those of which one part stands in no cell: it is what is left. */
  readonly remainders: readonly { readonly kpi: string; readonly whole: string; readonly part: string }[];
}

/**
 * What the KPIs that have disclosure rules show. Numerator and complement are one measure, since the denominator is mostly
 * known. The items of a breakdown are one measure: they add up to the KPI, which they expose as well.
 */
export function guardedKpis(kpis: readonly KpiDeclaration[]): Guarded {
  const shown = kpis
    .filter(({ disclosure }) => disclosure !== undefined)
    .map((kpi) => ({ kpi, ...shownBy(kpi, kpis) }))
    .sort((a, b) => a.exposes.length - b.exposes.length);
  const byFigure = new Map<string, Quantity>();
  const nameOf = new Map<string, string>();
  for (const { quantities } of shown) {
    for (const quantity of quantities) {
      const figure = figureOf(quantity);
      const first = byFigure.get(figure) ?? quantity;
      byFigure.set(figure, first);
      nameOf.set(quantity.name, first.name);
    }
  }
  const named = (name: string) => nameOf.get(name) ?? unknown(name);
  return {
    kpis: shown.map(({ kpi, exposes }) => ({ kpi: kpi.code, exposes })),
    stocks: new Set(shown.flatMap(({ kpi }) => (isStock(kpi) ? [kpi.code] : []))),
    quantities: [...byFigure.values()],
    sums: shown
      .flatMap(({ kpi }) => sumsWithin(kpi))
      .map(({ whole, parts }) => ({ whole: named(whole), parts: parts.map(named) })),
    remainders: shown.flatMap(({ kpi }) =>
      remaindersOf(kpi).map(({ whole, part }) => ({ kpi: kpi.code, whole: named(whole), part: named(part) })),
    ),
  };
}

function shownBy(kpi: KpiDeclaration, kpis: readonly KpiDeclaration[]) {
  const whole = kpis.find(
    ({ code, breakdown }) => breakdown !== undefined && kpi.code.startsWith(`${code}/`),
  );
  const { numerator, denominator } = measuresOf(kpi);
  const counted = whole === undefined ? numerator : `${whole.code}/`;
  const exposes = [
    counted,
    ...(denominator === undefined ? [] : [denominator]),
    ...(whole === undefined ? [] : [measuresOf(whole).numerator]),
  ];
  const quantity = (role: Role, measure: Measure): Quantity => ({
    ...{ name: `${kpi.code} ${role}`, kpi: kpi.code, measure, role, isAmount: isAmount(kpi) },
    exposedWith: exposes,
  });
  const inDenominator =
    denominator === undefined ? [] : [quantity('complement', counted), quantity('denominator', denominator)];
  return { quantities: [quantity('numerator', counted), ...inDenominator], exposes };
}

/** The same figure may stand in several KPIs; items of a breakdown, and complements, are figures of their own. */
function figureOf({ name, kpi, role, measure, isAmount }: Quantity): string {
  return role === 'complement' || kpi.includes('/') ? name : `${measure} ${isAmount ? 'amount' : 'count'}`;
}

function sumsWithin({ code, counts, breakdown = [] }: KpiDeclaration): QuantitySum[] {
  const hasDenominator =
    counts !== undefined &&
    (('held' in counts && counts.of !== undefined) || ('on' in counts && counts.denominator !== undefined));
  return [
    ...(hasDenominator
      ? [{ whole: `${code} denominator`, parts: [`${code} numerator`, `${code} complement`] }]
      : []),
    ...(breakdown.length > 0
      ? [{ whole: `${code} numerator`, parts: breakdown.map((item) => `${code}/${item.code} numerator`) }]
      : []),
  ];
}

function remaindersOf({ counts }: KpiDeclaration) {
  return counts !== undefined && 'on' in counts ? (counts.remainders ?? []) : [];
}

function measuresOf({ code, counts }: KpiDeclaration): {
  numerator: Measure;
  denominator: Measure | undefined;
} {
  if (counts === undefined || 'used' in counts || ('held' in counts && counts.of === 'agencies'))
    throw new TypeError(`${code} has disclosure rules, but counts no persons.`);
  if ('held' in counts) {
    const { held, of } = counts;
    const text = (spells: object) => JSON.stringify(spells);
    return { numerator: text(held), denominator: typeof of === 'object' ? text(of) : undefined };
  }
  const { records, on, numerator, denominator } = counts;
  const text = (measure: string | Amount) => `${records} by ${on}: ${conditionOf(counts, measure)}`;
  return {
    numerator: text(numerator),
    denominator: denominator === undefined ? undefined : text(denominator),
  };
}

function isAmount({ counts }: KpiDeclaration): boolean {
  return counts !== undefined && 'numerator' in counts && typeof counts.numerator === 'object';
}

function unknown(name: string): never {
  throw new TypeError(`A remainder names "${name}", which no KPI with disclosure rules shows.`);
}
