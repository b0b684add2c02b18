/**
 * Whether the records behind a KPI cover a unit and period. Inside the coverage what is not there is zero; outside of it
 * nothing is known. It follows from what was imported alone, never from the records that happen to be there.
 */
import { addDays, type Day, dayOf, startOf, validOn } from '../period/day';
import { endDay, firstDay, type Period } from '../period/period';
import { isAreaReported, isBeforeNewMap, type UnitArea } from '../units/reprojection';
import type { KpiDeclaration } from './kpi';

/** The as-of instant of a day's last second, 23:59:59, stands for the day's end. */
const SECOND = 1000;

/** From the start of a day up to an as-of instant the records are complete. */
export interface CoverageSpan {
  readonly from: Day;
  readonly to: Date;
  /** The last day of which the span covers anything. */
  readonly lastDay: Day;
  /** When the first day begins, in milliseconds. */
  readonly startsAt: number;
  readonly demonstration: boolean;
}

/** The last day of which something is covered: none of a day at whose very beginning the records end. */
export function lastCoveredDay(to: Date): Day {
  return dayOf(new Date(to.getTime() - 1));
}

export function coverageSpan(from: Day, to: Date, demonstration: boolean): CoverageSpan {
  return { from, to, lastDay: lastCoveredDay(to), startsAt: startOf(from).getTime(), demonstration };
}

/** A period in days and as instants. */
export interface PeriodDays {
  readonly first: Day;
  readonly last: Day;
  /** The day after the last. */
  readonly end: Day;
  /** When it begins and ends, in milliseconds. */
  readonly startsAt: number;
  readonly endsAt: number;
}

export function periodDays(period: Period): PeriodDays {
  const [first, end] = [firstDay(period), endDay(period)];
  const [startsAt, endsAt] = [startOf(first).getTime(), startOf(end).getTime()];
  return { first, last: addDays(end, -1), end, startsAt, endsAt };
}

/** The records are complete for the unit and period, as far as the period has gone by at the as-of instant. */
export interface Covered {
  readonly asOf: Date;
  /** Whether that is all of the period: to its end, and of what is counted day by day without a gap. */
  readonly isWhole: boolean;
  readonly demonstration: boolean;
}

export type Coverage = Covered | 'NO_DATA' | 'NOT_APPLICABLE';

export function isCovered(coverage: Coverage): coverage is Covered {
  return typeof coverage === 'object';
}

/** Whether the KPI tells the state on one day: on the period's last, or on the last that is covered. */
export function isStock({ counts }: Pick<KpiDeclaration, 'counts'>): boolean {
  return counts !== undefined && 'held' in counts;
}

/** Of what happens, day by day. @param spans disjoint, oldest first */
export function flowCoverage(spans: readonly CoverageSpan[], area: UnitArea, days: PeriodDays): Coverage {
  const { unit } = area;
  const inPeriod = spans.filter((span) => overlaps(span, days));
  const latest = inPeriod.at(-1);
  if (latest === undefined || !unit.reported) return 'NO_DATA';
  let isThere = false;
  for (const span of inPeriod) {
    const first = span.from > days.first ? span.from : days.first;
    const last = span.lastDay < days.last ? span.lastDay : days.last;
    if (isBeforeNewMap(unit, first)) {
      // Of a sum over days each day must be known: one over the others would be partial.
      if (!isAreaReported(area, first, last)) return 'NO_DATA';
      isThere = true;
    }
    isThere ||= validFromTo(unit, first, last);
  }
  return isThere ? covered(latest, coversAll(inPeriod, days)) : 'NO_DATA';
}

/** Of what lasts: the state on one day. @param spans disjoint, oldest first */
export function stockCoverage(spans: readonly CoverageSpan[], area: UnitArea, days: PeriodDays): Coverage {
  const { unit } = area;
  const latest = spans.findLast((span) => overlaps(span, days));
  if (latest === undefined || !unit.reported) return 'NO_DATA';
  const day = latest.lastDay < days.last ? latest.lastDay : days.last;
  if (isBeforeNewMap(unit, day)) {
    if (!isAreaReported(area, day, day)) return 'NO_DATA';
  } else if (!validOn(unit, day)) return 'NOT_APPLICABLE';
  return covered(latest, reaches(latest) >= days.endsAt);
}

function covered({ to, demonstration }: CoverageSpan, isWhole: boolean): Covered {
  return { asOf: to, isWhole, demonstration };
}

function overlaps({ from, lastDay }: CoverageSpan, { first, last }: PeriodDays): boolean {
  return from <= lastDay && from <= last && first <= lastDay;
}

function validFromTo({ validFrom, validTo }: UnitArea['unit'], first: Day, last: Day): boolean {
  return (validFrom === undefined || validFrom <= last) && (validTo === undefined || first < validTo);
}

/** Whether the spans leave no moment of the period out. */
function coversAll(spans: readonly CoverageSpan[], { startsAt, endsAt }: PeriodDays): boolean {
  let reached = startsAt;
  for (const span of spans) {
    if (span.startsAt > reached) return false;
    reached = Math.max(reached, reaches(span));
  }
  return reached >= endsAt;
}

function reaches({ to }: CoverageSpan): number {
  return to.getTime() + SECOND;
}
