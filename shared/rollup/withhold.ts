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

/** Figures of one kind, of one period, and how they add up; a unit without a figure here is known to have nothing. */
export interface Group {
  readonly figures: readonly Figure[];
  readonly sums: readonly PreferredSum[];
}

/**
 * The units to withhold in all groups: those with few people in any, and further ones until none of the few figures can be
 * computed from what is shown in its group. A unit may be a part of several sums (the district of a commune, and the
 * commune of the new map that it went into).
 */
export function withhold(groups: readonly Group[], threshold: number): ReadonlySet<string> {
  const withheld = new Set<string>();
  for (const { figures } of groups) for (const { unit, few } of figures) if (few) withheld.add(unit);
  const all = groups.map((group) => withPeople(group));
  // What is withheld for one group's sake is withheld in all, and may need a further one there.
  for (let before = -1; before < withheld.size;) {
    before = withheld.size;
    for (const group of all) hideIn(group, withheld, threshold);
  }
  return withheld;
}

interface CountedGroup {
  readonly few: readonly string[];
  readonly people: ReadonlyMap<string, number>;
  readonly sums: readonly PreferredSum[];
}

/** Sums over the units that have a figure in the group. */
function withPeople({ figures, sums }: Group): CountedGroup {
  const people = new Map(figures.map((figure) => [figure.unit, figure.people]));
  const known = sums
    .filter(({ whole }) => people.has(whole))
    .map((sum) => ({ ...sum, parts: sum.parts.filter((part) => people.has(part)) }));
  return { people, sums: known, few: figures.filter(({ few }) => few).map(({ unit }) => unit) };
}

function hideIn({ few, people, sums }: CountedGroup, withheld: Set<string>, threshold: number): void {
  for (;;) {
    hideInEachSum(sums, people, withheld, threshold);
    if (few.length === 0) return;
    // Sums that cross, as the two maps do, may tell together what none tells alone.
    const unknowns = [...withheld].filter((unit) => people.has(unit));
    const computed = new Set(computable(sums, unknowns));
    const told = few.some((unit) => computed.has(unit));
    const further = told ? smallestShown([...people.keys()], people, withheld) : undefined;
    if (further === undefined) return;
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
