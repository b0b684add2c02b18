/** The figure of a KPI for any unit, period and tier, added up from what its definition counts. */
import { addDays, type Day, startOf, validOn } from '../../shared/period/day';
import { endDay, firstDay, grains, lastDayOf, type Period, periodOf } from '../../shared/period/period';
import type { Tier, Unit } from '../../shared/units/unit';
import { appliesTo, areaOn, isBeforeNewMap, isKnownOn } from './areas';
import type { HeldRecords, Span } from './held-records';
import type { Flow, Happened, Held, HeldOn, NaiveKpi, Stock, Use } from './naive-kpi';

export interface NaiveFigure {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly missing: 'NOT_APPLICABLE' | 'NO_DATA' | 'ZERO_DENOMINATOR' | null;
  readonly status: 'FINAL' | 'PROVISIONAL' | 'MISSING';
}

/** Absent for all tiers together. */
type AnyTier = Tier | undefined;

/** The figures of one system as its records stand; asked on one day. */
export class NaiveFigures {
  private readonly happened = new Map<string, ReadonlyMap<string, readonly Happened[]>>();
  private readonly held = new Map<string, ReadonlyMap<string, ReadonlyMap<string, number>>>();
  private readonly covered = new Map<string, readonly Day[]>();
  private readonly coverages = new Map<string, readonly Span[]>();

  constructor(
    private readonly records: HeldRecords,
    private readonly now: Date,
  ) {}

  figure(kpi: NaiveKpi, unit: Unit, period: Period, tier: AnyTier): NaiveFigure {
    const { first, last, days, end } = datesOf(period);
    if (!appliesTo(unit, first, last)) return missing('NOT_APPLICABLE');
    const coverage = this.coverage(kpi);
    const latest = coverage.findLast((span) => span.from <= last && first <= span.last);
    if (latest === undefined) return missing('NO_DATA');
    // The day whose state a stock shows.
    const on = last < latest.last ? last : latest.last;
    if ('held' in kpi) {
      const isBefore = isBeforeNewMap(unit, on);
      if (!unit.reported || (isBefore && !isKnownOn(unit, [on]))) return missing('NO_DATA');
      if (!isBefore && !validOn(unit, on)) return missing('NOT_APPLICABLE');
      return this.figureOf(this.stock(kpi, unit, tier, on), end, latest.to.getTime() + 1000 >= end.getTime());
    }
    const covered = this.coveredDays(kpi, coverage, period);
    if (!isKnownOn(unit, covered)) return missing('NO_DATA');
    const complete = days.every((day) =>
      coverage.some(({ from, lastWhole }) => from <= day && day <= lastWhole),
    );
    const found = 'used' in kpi ? this.use(kpi, unit, period, tier, on) : this.flow(kpi, unit, period, tier);
    return this.figureOf(found, end, complete);
  }

  private figureOf(
    [numerator, denominator]: readonly [number, number | null],
    end: Date,
    complete: boolean,
  ): NaiveFigure {
    if (denominator === 0) return { numerator, denominator, missing: 'ZERO_DENOMINATOR', status: 'MISSING' };
    const isOver = this.now >= end;
    return { numerator, denominator, missing: null, status: isOver && complete ? 'FINAL' : 'PROVISIONAL' };
  }

  private flow(kpi: Flow, unit: Unit, period: Period, tier: AnyTier): [number, number | null] {
    const records = this.happenedIn(kpi, kpi.happened, unit, period, tier);
    const agencies = [...new Set(records.map(({ agency }) => agency))]
      .map((code) => added(records.filter(({ agency }) => agency === code)))
      .filter(([, denominator]) => denominator > 0);
    if (kpi.perAgency === 'rate') return [sum(agencies.map(([n, d]) => n / d)), agencies.length];
    if (kpi.perAgency === 'without') return [agencies.filter(([n]) => n === 0).length, null];
    const [numerator, denominator] = added(records);
    return [numerator, kpi.isRatio ? denominator : null];
  }

  private stock(kpi: Stock, unit: Unit, tier: AnyTier, on: Day): [number, number | null] {
    const numerator = sum(this.heldOn(kpi, 'held', kpi.held, { unit, tier, on }).values());
    if (kpi.of === undefined) return [numerator, null];
    return [numerator, sum(this.heldOn(kpi, 'of', kpi.of, { unit, tier, on }).values())];
  }

  private use(kpi: Use, unit: Unit, period: Period, tier: AnyTier, on: Day): [number, number] {
    const there = this.heldOn(kpi, 'there', kpi.there, { unit, tier, on });
    const used = new Set(this.happenedIn(kpi, kpi.used, unit, period, tier).map(({ name }) => name));
    return [[...there.keys()].filter((name) => used.has(name)).length, there.size];
  }

  private happenedIn<T extends Happened>(
    kpi: NaiveKpi,
    list: (records: HeldRecords, asOf: Date) => readonly T[],
    unit: Unit,
    period: Period,
    tier: AnyTier,
  ): readonly T[] {
    const asOf = this.asOf(kpi);
    if (asOf === undefined) return [];
    const known = this.happened.get(kpi.code) ?? byUnitAndPeriod(list(this.records, asOf));
    this.happened.set(kpi.code, known);
    // Of one KPI only one list is ever kept under its code.
    return (known.get(`${unit.id} ${period} ${tier ?? ''}`) ?? []) as readonly T[];
  }

  /** By name how much is there. */
  private heldOn(
    kpi: NaiveKpi,
    part: string,
    list: HeldOn,
    { unit, tier, on }: { readonly unit: Unit; readonly tier: AnyTier; readonly on: Day },
  ): ReadonlyMap<string, number> {
    const asOf = this.asOf(kpi);
    if (asOf === undefined) return new Map();
    const key = `${kpi.code} ${part} ${on}`;
    const known = this.held.get(key) ?? byUnit(list(this.records, on, asOf), on);
    this.held.set(key, known);
    return known.get(`${unit.id} ${tier ?? ''}`) ?? new Map();
  }

  /** What happened after it has not happened yet. */
  private asOf(kpi: NaiveKpi): Date | undefined {
    return this.coverage(kpi).at(-1)?.to;
  }

  private coverage({ reads }: NaiveKpi): readonly Span[] {
    const known = this.coverages.get(reads.join()) ?? this.records.coverage(reads);
    this.coverages.set(reads.join(), known);
    return known;
  }

  private coveredDays({ reads }: NaiveKpi, coverage: readonly Span[], period: Period): readonly Day[] {
    const key = `${reads.join()} ${period}`;
    const known =
      this.covered.get(key) ??
      datesOf(period).days.filter((day) => coverage.some(({ from, last }) => from <= day && day <= last));
    this.covered.set(key, known);
    return known;
  }
}

function byUnitAndPeriod<T extends Happened>(records: readonly T[]): Map<string, T[]> {
  const lists = new Map<string, T[]>();
  for (const record of records) {
    // Before the day on which its place was written down, the place says nothing.
    const placed = record.on > record.placed ? record.on : record.placed;
    for (const unit of areaOn(record.unit, placed)) {
      for (const grain of grains) {
        for (const tier of tiersOf(record.tier)) {
          const key = `${unit.id} ${periodOf(record.on, grain)} ${tier}`;
          lists.set(key, [...(lists.get(key) ?? []), record]);
        }
      }
    }
  }
  return lists;
}

function byUnit(things: readonly Held[], on: Day): Map<string, Map<string, number>> {
  const lists = new Map<string, Map<string, number>>();
  for (const { unit: place, tier: own, name, amount } of things) {
    for (const unit of areaOn(place, on)) {
      for (const tier of tiersOf(own)) {
        const key = `${unit.id} ${tier}`;
        lists.set(key, (lists.get(key) ?? new Map<string, number>()).set(name, amount));
      }
    }
  }
  return lists;
}

/** All tiers together, and its own. */
const tiersOf = (tier: AnyTier): string[] => (tier === undefined ? [''] : ['', tier]);

function added(records: readonly Happened[]): [number, number] {
  return [sum(records.map(({ numerator }) => numerator)), sum(records.map(({ denominator }) => denominator))];
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

function missing(reason: 'NOT_APPLICABLE' | 'NO_DATA'): NaiveFigure {
  return { numerator: null, denominator: null, missing: reason, status: 'MISSING' };
}

/** A period in days, and the instant at which it ends. */
interface Dates {
  readonly first: Day;
  readonly last: Day;
  readonly days: readonly Day[];
  readonly end: Date;
}

const knownDates = new Map<Period, Dates>();

function datesOf(period: Period): Dates {
  const known = knownDates.get(period) ?? findDates(period);
  knownDates.set(period, known);
  return known;
}

function findDates(period: Period): Dates {
  const [first, last, end] = [firstDay(period), lastDayOf(period), startOf(endDay(period))];
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return { first, last, days, end };
}
