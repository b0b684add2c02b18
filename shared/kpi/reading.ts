/** One KPI of one unit in one period: which of its figures is the value, and where that value comes from. */
import { addDays, startOf } from '../period/day';
import { endDay, type Period } from '../period/period';
import type { Tier } from '../units/unit';
import { type Coverage, type Covered, isCovered } from './coverage';
import type { Counts, KpiDeclaration } from './kpi';
import { type PublishedFigure, valueFigure } from './published-figure';

/** A day's last second stands for its end: 23:59:59. */
const SECOND = 1000;

/** In order of precedence: real records, the published figure, demonstration records. */
export type Origin = 'COMPUTED' | 'PUBLISHED' | 'DEMONSTRATION';

/** Of several values the origin that says least for them: synthetic as soon as one is. Null where there is no value. */
export function leastFirm(origins: readonly (Origin | null)[]): Origin | null {
  const order: readonly Origin[] = ['COMPUTED', 'PUBLISHED', 'DEMONSTRATION'];
  return order.findLast((origin) => origins.includes(origin)) ?? null;
}

export type KpiStatus = 'FINAL' | 'PROVISIONAL' | 'MISSING';

/** UNAVAILABLE is for what several systems make up together: a single KPI whose system does not answer is an error. */
export type MissingReason =
  'NO_DATA' | 'ZERO_DENOMINATOR' | 'NOT_PUBLISHED' | 'NOT_APPLICABLE' | 'SUPPRESSED' | 'UNAVAILABLE';

/** What the roll-up of the records holds for a unit, period, KPI and tier. */
export interface Cell {
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Withheld, because few people are behind it or it would give such a cell away. */
  readonly suppressed: boolean;
}

/** Everything known of the KPI for that unit, period and tier. */
export interface Evidence {
  /** Absent inside the coverage: nothing was counted. */
  readonly cell?: Cell | undefined;
  readonly coverage: Coverage;
  /** All figures published of the KPI and unit. */
  readonly figures: readonly PublishedFigure[];
  readonly period: Period;
  readonly tier?: Tier | undefined;
  /** Whether the unit, or the area that it has now, existed in the period. */
  readonly existed: boolean;
}

export interface Reading {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly origin: Origin | null;
  readonly missing: MissingReason | null;
  /** The instant up to which the value's records or figure reach. */
  readonly dataAsOf: Date | null;
  /** Whether there is a value, and it is of the whole period. */
  readonly isWhole: boolean;
}

export function read(kpi: KpiDeclaration, evidence: Evidence): Reading {
  if (!evidence.existed || kpi.distribution) return missing('NOT_APPLICABLE');
  const { cell, coverage, figures, period, tier } = evidence;
  const fromRecords = computed(kpi, coverage, cell);
  if (fromRecords.origin === 'COMPUTED') return fromRecords;
  const figure = valueFigure(kpi, figures, period, tier);
  return figure === undefined ? fromRecords : published(kpi, figure);
}

/**
 * Provisional while the period is open on `now`, or where the records do not cover all of it.
 * @param end the instant at which the period ends, in milliseconds
 */
export function statusOf({ value, isWhole }: Reading, end: number, now: Date): KpiStatus {
  if (value === null) return 'MISSING';
  return now.getTime() >= end && isWhole ? 'FINAL' : 'PROVISIONAL';
}

/**
 * The value before it is rounded, as what it is and what that is divided by, so that it can be compared without dividing.
 * A published figure is what is printed.
 */
export function exactValue(
  kpi: KpiDeclaration,
  { value, numerator, denominator, origin }: Pick<Reading, 'value' | 'numerator' | 'denominator' | 'origin'>,
): readonly [dividend: number, divisor: number] | null {
  if (value === null) return null;
  if (origin === 'PUBLISHED' || numerator === null) return [value, 1];
  return [numerator * scaleOf(kpi), denominator ?? 1];
}

/**
 * Numerator ÷ denominator in the KPI's unit of measure, rounded to its decimals; a plain count is its numerator.
 * Null when the denominator is zero: neither 0 nor 100 would be true.
 */
export function measure(kpi: KpiDeclaration, numerator: number, denominator: number | null): number | null {
  const scale = scaleOf(kpi);
  if (denominator === null) return round(numerator * scale, kpi.decimals);
  return denominator === 0 ? null : round((numerator / denominator) * scale, kpi.decimals);
}

function scaleOf({ unit }: KpiDeclaration): number {
  return unit === 'PERCENT' ? 100 : 1;
}

/** Half away from zero, as printed figures are rounded; 1.005 is not let down by its binary form. */
export function round(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  const rounded = Math.round(Math.abs(value) * factor * (1 + 2 * Number.EPSILON)) / factor;
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

function computed(kpi: KpiDeclaration, coverage: Coverage, cell: Cell | undefined): Reading {
  if (kpi.counts === undefined) return missing('NOT_PUBLISHED');
  if (!isCovered(coverage)) return missing(coverage);
  if (cell?.suppressed === true) return missing('SUPPRESSED');
  const numerator = cell?.numerator ?? 0;
  const denominator = isDivided(kpi.counts) ? (cell?.denominator ?? 0) : null;
  const value = measure(kpi, numerator, denominator);
  if (value === null) return zeroDenominator(numerator, coverage);
  const { asOf, isWhole, demonstration } = coverage;
  const origin = demonstration ? 'DEMONSTRATION' : 'COMPUTED';
  return { value, numerator, denominator, origin, missing: null, dataAsOf: asOf, isWhole };
}

/** Whether a numerator is divided by something; else it is a plain count. */
function isDivided(counts: Counts): boolean {
  if ('held' in counts) return counts.of !== undefined;
  return 'used' in counts || (counts.denominator !== undefined && counts.perAgency !== 'none');
}

function zeroDenominator(numerator: number, { asOf }: Covered): Reading {
  return { ...missing('ZERO_DENOMINATOR'), numerator, denominator: 0, dataAsOf: asOf };
}

function published(kpi: KpiDeclaration, figure: PublishedFigure): Reading {
  const numerator = figure.numerator ?? (kpi.aggregation === 'SUM' ? figure.value : null);
  return {
    value: figure.value,
    numerator,
    denominator: figure.denominator ?? null,
    origin: 'PUBLISHED',
    missing: null,
    dataAsOf: lastInstant(figure),
    isWhole: true,
  };
}

/** The last second of the day or period that the figure speaks of. */
function lastInstant(figure: PublishedFigure): Date {
  const end = figure.asOf === undefined ? endDay(figure.period) : addDays(figure.asOf, 1);
  return new Date(startOf(end).getTime() - SECOND);
}

function missing(reason: MissingReason): Reading {
  const nothing = { value: null, numerator: null, denominator: null, origin: null, dataAsOf: null };
  return { ...nothing, missing: reason, isWhole: false };
}
