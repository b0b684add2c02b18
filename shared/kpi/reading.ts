/** One KPI of one unit in one period: which of its figures is the value, and where that value comes from. */
import { addDays, startOf } from '../period/day';
import { endDay, type Period } from '../period/period';
import type { Tier } from '../units/unit';
import type { KpiDeclaration } from './kpi';
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

export type MissingReason =
  'NO_DATA' | 'ZERO_DENOMINATOR' | 'NOT_PUBLISHED' | 'NOT_APPLICABLE' | 'SUPPRESSED';

/** What the roll-up of the records holds for a unit, period, KPI and tier. */
export interface Cell {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly demonstration: boolean;
  /** Withheld, because few people are behind it or it would give such a cell away. */
  readonly suppressed: boolean;
  readonly asOf: Date;
}

/** Everything known of the KPI for that unit, period and tier. */
export interface Evidence {
  readonly cell?: Cell | undefined;
  /** All figures published of the KPI and unit. */
  readonly figures: readonly PublishedFigure[];
  readonly period: Period;
  readonly tier?: Tier;
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
}

export function read(kpi: KpiDeclaration, evidence: Evidence): Reading {
  if (!evidence.existed || kpi.distribution) return missing('NOT_APPLICABLE');
  const { cell, figures, period, tier } = evidence;
  const fromRecords = cell && computed(kpi, cell);
  if (fromRecords?.origin === 'COMPUTED') return fromRecords;
  const figure = valueFigure(kpi, figures, period, tier);
  if (figure !== undefined) return published(kpi, figure);
  return fromRecords ?? missing(kpi.counts === undefined ? 'NOT_PUBLISHED' : 'NO_DATA');
}

/** Provisional while the period is open on `now`, or where the data do not reach its end. */
export function statusOf({ value, dataAsOf, origin }: Reading, period: Period, now: Date): KpiStatus {
  if (value === null) return 'MISSING';
  const end = startOf(endDay(period));
  const complete =
    origin === 'PUBLISHED' || (dataAsOf !== null && dataAsOf.getTime() + SECOND >= end.getTime());
  return now >= end && complete ? 'FINAL' : 'PROVISIONAL';
}

/**
 * Numerator ÷ denominator in the KPI's unit of measure, rounded to its decimals; a plain count is its numerator.
 * Null when the denominator is zero: neither 0 nor 100 would be true.
 */
export function measure(kpi: KpiDeclaration, numerator: number, denominator: number | null): number | null {
  const scale = kpi.unit === 'PERCENT' ? 100 : 1;
  if (denominator === null) return round(numerator * scale, kpi.decimals);
  return denominator === 0 ? null : round((numerator / denominator) * scale, kpi.decimals);
}

/** Half away from zero, as printed figures are rounded; 1.005 is not let down by its binary form. */
export function round(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  const rounded = Math.round(Math.abs(value) * factor * (1 + 2 * Number.EPSILON)) / factor;
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

function computed(kpi: KpiDeclaration, cell: Cell): Reading {
  if (cell.suppressed) return missing('SUPPRESSED');
  const { numerator, denominator, asOf } = cell;
  const value = numerator === null ? null : measure(kpi, numerator, denominator);
  if (value === null) return { ...missing('ZERO_DENOMINATOR'), numerator, denominator, dataAsOf: asOf };
  const origin = cell.demonstration ? 'DEMONSTRATION' : 'COMPUTED';
  return { value, numerator, denominator, origin, missing: null, dataAsOf: asOf };
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
  };
}

/** The last second of the day or period that the figure speaks of. */
function lastInstant(figure: PublishedFigure): Date {
  const end = figure.asOf === undefined ? endDay(figure.period) : addDays(figure.asOf, 1);
  return new Date(startOf(end).getTime() - SECOND);
}

function missing(reason: MissingReason): Reading {
  return { value: null, numerator: null, denominator: null, origin: null, missing: reason, dataAsOf: null };
}
