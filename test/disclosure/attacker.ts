/**
 * Who keeps every figure that was ever shown, knows how figures add up, and guesses right which of them have not changed from
 * one release, month or year to the next.
 */
import { addDays, type Day, validOn } from '../../shared/period/day';
import {
  endDay,
  firstDay,
  grainOf,
  parsePeriod,
  type Period,
  periodsBetween,
  shiftPeriod,
} from '../../shared/period/period';
import { unitRegister } from '../../shared/reference/registers';
import { determinedBy, type Equation } from './equations';

/** A row of the table of cells, as it is at one release. */
export interface ReleasedCell {
  readonly unit: string;
  readonly period: string;
  readonly kpi: string;
  readonly tier: string;
  readonly numerator: number;
  readonly denominator: number | null;
  readonly numeratorSensitive: boolean;
  readonly denominatorSensitive: boolean;
  readonly suppressed: boolean;
}

interface Figure {
  readonly quantity: string;
  readonly unit: string;
  readonly period: Period;
  readonly tier: string;
  readonly value: number;
  readonly sensitive: boolean;
  readonly shown: boolean;
}

/** What each KPI says: quantities of the same name are the same number. */
const QUANTITIES: Readonly<Record<string, readonly [n: string, d?: string]>> = {
  'WEL-01': ['entitled'],
  'WEL-01/social_protection': ['protected'],
  'WEL-01/merit': ['merit'],
  'WEL-02': ['with account', 'entitled'],
  'WEL-07': ['matched', 'entitled'],
  'WEL-03': ['cashless', 'settled'],
  'WEL-04': ['cashless đồng', 'settled đồng'],
  'WEL-05': ['settled đồng'],
  'WEL-06': ['on time', 'due'],
};
/** A quantity is the sum of others, at any unit, period and tier. */
const SUMS: readonly (readonly [whole: string, ...parts: string[]])[] = [
  ['entitled', 'protected', 'merit'],
  ...Object.values(QUANTITIES).flatMap(([n, d]) =>
    d === undefined ? [] : [[d, n, `rest of ${n}`] as const],
  ),
  ['due', 'settled', 'unsettled'],
  ['settled', 'on time', 'late'],
];
const FLOWS = new Set([
  'cashless',
  'settled',
  'on time',
  'due',
  'cashless đồng',
  'settled đồng',
  'unsettled',
  'late',
]);

/** The sensitive figures that come out, with where they stand. */
export function inferred(releases: readonly (readonly ReleasedCell[])[]): string[] {
  const all = releases.map(figuresAt);
  const unknowns = new Unknowns(all);
  const solved = determinedBy(equationsOf(all, unknowns));
  const told = all.flatMap((figures, release) =>
    [...figures.values()].filter((figure) => {
      const name = unknowns.nameOf(figure, release);
      return figure.sensitive && figure.value > 0 && (name === undefined || solved.has(name));
    }),
  );
  return [...new Set(told.map((figure) => `${placeOf(figure)} = ${figure.value}`))];
}

function figuresAt(cells: readonly ReleasedCell[]): Map<string, Figure> {
  const figures = new Map<string, Figure>();
  for (const figure of cells.flatMap(figuresOf)) {
    const twin = figures.get(placeOf(figure));
    figures.set(placeOf(figure), { ...figure, shown: figure.shown || twin?.shown === true });
  }
  for (const figure of [...figures.values()]) addDifferences(figures, figure);
  return figures;
}

/**
 * One name for a figure at all releases between which it has not changed. None where it was shown at one of them, or is what
 * was shown of the month, quarter or year before or after.
 */
class Unknowns {
  private readonly names: Map<string, string>[] = [];
  private readonly shown = new Set<string>();
  private readonly sameAs = new Map<string, Set<string>>();

  constructor(all: readonly ReadonlyMap<string, Figure>[]) {
    for (const [release, figures] of all.entries()) {
      const names = new Map<string, string>();
      for (const [place, figure] of figures) {
        const unchanged = all[release - 1]?.get(place)?.value === figure.value;
        names.set(
          place,
          (unchanged ? this.names[release - 1]?.get(place) : undefined) ?? `${place} at ${release}`,
        );
      }
      for (const [place, figure] of figures) {
        const name = names.get(place) ?? place;
        if (figure.shown) this.shown.add(name);
        if (FLOWS.has(figure.quantity)) continue;
        const earlier = placeOf({ ...figure, period: shiftPeriod(figure.period, 'PREVIOUS_PERIOD') });
        if (figures.get(earlier)?.value === figure.value) this.join(name, names.get(earlier) ?? earlier);
      }
      this.names.push(names);
    }
    for (const known of this.shown) this.sameAs.get(known)?.forEach((name) => this.shown.add(name));
  }

  nameOf(figure: Figure, release: number): string | undefined {
    const name = this.names[release]?.get(placeOf(figure));
    return name === undefined || this.shown.has(name) ? undefined : name;
  }

  private join(one: string, other: string): void {
    for (const [a, b] of [
      [one, other],
      [other, one],
    ] as const) {
      this.sameAs.set(a, (this.sameAs.get(a) ?? new Set()).add(b));
    }
  }
}

function equationsOf(all: readonly ReadonlyMap<string, Figure>[], unknowns: Unknowns): Equation[] {
  const equations = new Map<string, Equation>();
  for (const [release, figures] of all.entries()) {
    for (const [whole, parts] of sumsOf(figures)) {
      // Of a period in which units merged, only one of the sums is one.
      if (parts.reduce((sum, { value }) => sum + value, 0) !== whole.value) continue;
      const equation = new Map<string, number>();
      for (const [i, figure] of [whole, ...parts].entries()) {
        const name = unknowns.nameOf(figure, release);
        if (name === undefined) continue;
        const factor = (equation.get(name) ?? 0) + (i === 0 ? -1 : 1);
        if (factor === 0) equation.delete(name);
        else equation.set(name, factor);
      }
      const text = [...equation]
        .map(([name, factor]) => `${factor} ${name}`)
        .sort()
        .join();
      if (equation.size > 0) equations.set(text, equation);
    }
  }
  return [...equations.values()];
}

function figuresOf(cell: ReleasedCell): Figure[] {
  const [n, d] = QUANTITIES[cell.kpi] ?? [];
  if (n === undefined) return [];
  const { unit, tier, numerator, denominator } = cell;
  const figure = (quantity: string, value: number, sensitive: boolean): Figure => ({
    ...{ quantity, unit, tier, value, sensitive, period: parsePeriod(cell.period), shown: !cell.suppressed },
  });
  // The flag does not say which of numerator and rest is small, and a long period is flagged for its months; of an amount the
  // persons are told by the count beside it.
  const isSmall = (name: string, value: number) => value < 5 && !name.endsWith('đồng');
  const own = figure(n, numerator, cell.numeratorSensitive && isSmall(n, numerator));
  if (d === undefined || denominator === null) return [own];
  const rest = denominator - numerator;
  return [
    own,
    figure(`rest of ${n}`, rest, cell.numeratorSensitive && isSmall(n, rest)),
    figure(d, denominator, cell.denominatorSensitive && isSmall(d, denominator)),
  ];
}

const placeOf = ({ quantity, unit, period, tier }: Pick<Figure, 'quantity' | 'unit' | 'period' | 'tier'>) =>
  [quantity, unit, period, tier].join(' | ');

/** All that adds up to all; a figure that is not there is nothing. */
function* sumsOf(figures: ReadonlyMap<string, Figure>): Generator<readonly [Figure, readonly Figure[]]> {
  const at = (figure: Figure, changes: Partial<Figure>) => figures.get(placeOf({ ...figure, ...changes }));
  for (const whole of figures.values()) {
    const { quantity, unit: id, period, tier } = whole;
    const among = (changes: readonly Partial<Figure>[]) =>
      changes.flatMap((change) => at(whole, change) ?? []);
    const unit = unitRegister.get(id);
    if (unit === undefined) continue;
    const [first, last] = [firstDay(period), addDays(endDay(period), -1)];
    // What is kept at a unit itself is in no unit below it, and stands under the tier of the unit's own level.
    const own = tier === '' ? among([{ tier: unit.level }]) : [];
    for (const days of tier === unit.level ? [] : [[first], [last], [first, last]]) {
      const below = new Set(days.flatMap((day) => unitRegister.list({ parent: unit.id, on: day })));
      if (below.size > 0)
        yield [whole, [...own, ...among([...below].map((part) => ({ unit: part.id })))]] as const;
    }
    const parts = unitRegister.formerParts(unit);
    // Of the old map, a unit that took another in was there beside it before.
    if (parts.length > 0 && unit.codeList === 'VN2025')
      yield [whole, among(parts.map((part) => ({ unit: part.id })))] as const;
    yield* afterMerger(whole, at);
    if (tier === '')
      yield [whole, among(['PROVINCE', 'DISTRICT', 'COMMUNE'].map((one) => ({ tier: one })))] as const;
    if (FLOWS.has(quantity) && grainOf(period) !== 'MONTH') {
      const shorter = grainOf(period) === 'YEAR' ? 'QUARTER' : 'MONTH';
      yield [whole, among(periodsBetween(period, period, shorter).map((one) => ({ period: one })))] as const;
    }
    for (const [sum, ...of] of SUMS) {
      if (sum === quantity) yield [whole, among(of.map((part) => ({ quantity: part })))] as const;
    }
  }
}

/** A unit that took others in is, in the month after, what they were in the month before, where nothing else changed. */
function* afterMerger(
  whole: Figure,
  at: (figure: Figure, changes: Partial<Figure>) => Figure | undefined,
): Generator<readonly [Figure, readonly Figure[]]> {
  const unit = unitRegister.get(whole.unit);
  if (unit === undefined || grainOf(whole.period) !== 'MONTH') return;
  const before = addDays(firstDay(whole.period), -1);
  const ended = unitRegister
    .predecessors(unit)
    .filter((part) => endsOn(part.validTo, firstDay(whole.period)));
  if (ended.length === 0) return;
  const earlier = { period: parsePeriod(before.slice(0, 7)) };
  const then = validOn(unit, before) ? [unit, ...ended] : ended;
  yield [whole, then.flatMap((part) => at(whole, { ...earlier, unit: part.id }) ?? [])];
}

const endsOn = (validTo: Day | undefined, day: Day) => validTo === day;

/** What is left between two KPIs: persons are few there as well. */
function addDifferences(figures: Map<string, Figure>, figure: Figure): void {
  for (const [name, whole, part] of [
    ['unsettled', 'due', 'settled'],
    ['late', 'settled', 'on time'],
  ] as const) {
    if (figure.quantity !== whole) continue;
    const other = figures.get(placeOf({ ...figure, quantity: part }));
    const value = figure.value - (other?.value ?? 0);
    const [shown, few] = [figure.shown && other?.shown === true, value > 0 && value < 5];
    figures.set(placeOf({ ...figure, quantity: name }), {
      ...figure,
      ...{ quantity: name, value, shown, sensitive: few && grainOf(figure.period) === 'MONTH' },
    });
  }
}
