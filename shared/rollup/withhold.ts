/** Which of several figures to withhold, so that none that few people are behind can be told from those that are shown. */

import { computable, type Sum } from './computable';

export interface Figure {
  readonly unit: string;
  readonly people: number;
  /** Must be withheld for its own sake. */
  readonly few: boolean;
}

/** A unit whose figure is the sum of others'. */
export interface PreferredSum extends Sum {
  /** What is rather shown, where one of both must be withheld beside a hidden part. */
  readonly spares: 'whole' | 'parts';
}

/**
 * The units to withhold: those with few people, and further ones until none of them can be computed from what is shown.
 * A unit may be a part of several sums (the district of a commune, and the commune of the new map that it went into).
 */
export function withhold(
  figures: readonly Figure[],
  sums: readonly PreferredSum[],
  threshold: number,
): ReadonlySet<string> {
  const people = new Map(figures.map((figure) => [figure.unit, figure.people]));
  const few = figures.filter((figure) => figure.few).map(({ unit }) => unit);
  const known = sums
    .filter(({ whole }) => people.has(whole))
    .map((sum) => ({ ...sum, parts: sum.parts.filter((part) => people.has(part)) }));
  const withheld = new Set(few);
  for (;;) {
    hideInEachSum(known, people, withheld, threshold);
    // Sums that cross, as the two maps do, may tell together what none tells alone.
    const computed = new Set(computable(known, [...withheld]));
    const told = few.some((unit) => computed.has(unit));
    const further = told ? smallestShown([...people.keys()], people, withheld) : undefined;
    if (further === undefined) return withheld;
    withheld.add(further);
  }
}

/**
 * Until no sum has just one unknown, and what is hidden in a sum that is shown is at least `threshold` people. That is most
 * of the work, and for one tree of units all of it.
 */
function hideInEachSum(
  sums: readonly PreferredSum[],
  people: ReadonlyMap<string, number>,
  withheld: Set<string>,
  threshold: number,
): void {
  const next = ({ whole, parts, spares }: PreferredSum): string | undefined => {
    const hidden = parts.filter((part) => withheld.has(part));
    const smallest = smallestShown(parts, people, withheld);
    if (withheld.has(whole)) return hidden.length === 0 ? smallest : undefined;
    if (hidden.length === 0) return undefined;
    if (spares === 'parts') return whole;
    const inHiding = hidden.reduce((sum, part) => sum + (people.get(part) ?? 0), 0);
    return hidden.length > 1 && inHiding >= threshold ? undefined : (smallest ?? whole);
  };
  for (let found = true; found;) {
    found = false;
    for (const sum of sums) {
      const unit = next(sum);
      if (unit === undefined) continue;
      withheld.add(unit);
      found = true;
    }
  }
}

/** Hiding a unit without people would hide nothing. */
function smallestShown(
  units: readonly string[],
  people: ReadonlyMap<string, number>,
  withheld: ReadonlySet<string>,
): string | undefined {
  const size = (unit: string) => people.get(unit) ?? 0;
  const [smallest] = units
    .filter((unit) => !withheld.has(unit) && size(unit) > 0)
    .sort((a, b) => size(a) - size(b) || (a < b ? -1 : 1));
  return smallest;
}
