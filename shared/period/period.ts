/** Periods: a calendar year, quarter or month, written `2023`, `2023-Q3` or `2023-09`. */
import { addDays, type Day, parseDay } from './day';
import { InvalidInput } from './invalid-input';

export type Period = string & { readonly brand: 'Period' };

export const grains = ['MONTH', 'QUARTER', 'YEAR'] as const;
export type Grain = (typeof grains)[number];

/** Back to the period just before, or to the same quarter or month a year ago. */
export type Shift = 'PREVIOUS_PERIOD' | 'SAME_PERIOD_LAST_YEAR';

const PERIOD = /^([12]\d{3})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/;

/** @throws InvalidInput unless `text` is a year, quarter or month. */
export function parsePeriod(text: string): Period {
  if (!isPeriod(text)) {
    throw new InvalidInput(
      `"${text}" is not a period. Expected a year such as 2023, a quarter such as 2023-Q3 or a month such as 2023-09.`,
    );
  }
  return text;
}

function isPeriod(text: string): text is Period {
  return PERIOD.test(text);
}

export function grainOf(period: Period): Grain {
  if (period.length === 4) return 'YEAR';
  return period.includes('Q') ? 'QUARTER' : 'MONTH';
}

export function firstDay(period: Period): Day {
  const { year, month } = span(period);
  return dayAt(year, month);
}

export function lastDayOf(period: Period): Day {
  return addDays(endDay(period), -1);
}

/** The day after the period's last: periods are half-open. */
export function endDay(period: Period): Day {
  const { year, month, months } = span(period);
  return dayAt(year, month + months);
}

export function containsDay(period: Period, day: Day): boolean {
  return firstDay(period) <= day && day < endDay(period);
}

/** Whether the whole of `inner` lies in `outer`: a quarter in its year, a period in itself. */
export function containsPeriod(outer: Period, inner: Period): boolean {
  return firstDay(outer) <= firstDay(inner) && endDay(inner) <= endDay(outer);
}

/** The period of that grain that holds the day. */
export function periodOf(day: Day, grain: Grain): Period {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  switch (grain) {
    case 'YEAR':
      return parsePeriod(year);
    case 'QUARTER':
      return parsePeriod(`${year}-Q${Math.ceil(month / 3)}`);
    case 'MONTH':
      return parsePeriod(day.slice(0, 7));
  }
}

/** The earlier period of the same grain. */
export function shiftPeriod(period: Period, shift: Shift): Period {
  const { year, month, months } = span(period);
  const back = shift === 'PREVIOUS_PERIOD' ? months : 12;
  return periodOf(dayAt(year, month - back), grainOf(period));
}

/**
 * Every period of the grain from the one that holds the first day of `from` to the one that holds the last day of `to`.
 * @throws InvalidInput when `from` begins after `to` has ended, and for more than `most` periods
 */
export function periodsBetween(from: Period, to: Period, grain: Grain, most = Infinity): Period[] {
  if (firstDay(from) >= endDay(to)) {
    throw new InvalidInput(`from is ${from} and to is ${to}. Expected from not to begin after to has ended.`);
  }
  const months = MONTHS[grain];
  const first = Math.floor(monthNumber(firstDay(from)) / months);
  const count = Math.floor(monthNumber(lastDayOf(to)) / months) - first + 1;
  if (count > most) {
    throw new InvalidInput(
      `From ${from} to ${to} there are ${count} periods of the grain ${grain}. Expected at most ${most}: narrow from and to, or take a coarser grain.`,
    );
  }
  return Array.from({ length: count }, (_, i) => periodOf(dayAt(0, (first + i) * months + 1), grain));
}

const MONTHS: Readonly<Record<Grain, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };

/** Months since the year 0. */
function monthNumber(day: Day): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function span(period: Period): { year: number; month: number; months: number } {
  const [, year, quarter, month] = PERIOD.exec(period) ?? [];
  if (quarter !== undefined) return { year: Number(year), month: Number(quarter) * 3 - 2, months: 3 };
  if (month !== undefined) return { year: Number(year), month: Number(month), months: 1 };
  return { year: Number(year), month: 1, months: 12 };
}

/** The first day of a month; months past December run into later years, and those before January into earlier ones. */
function dayAt(year: number, month: number): Day {
  const carried = year + Math.floor((month - 1) / 12);
  const inYear = month - 12 * Math.floor((month - 1) / 12);
  return parseDay(`${String(carried).padStart(4, '0')}-${String(inYear).padStart(2, '0')}-01`);
}
