/** Reading the cells of a row: days, instants, yes and no; and which rows of one subject hold on a day. */
import { type Day, dayOf, parseDay } from '../../shared/period/day';
import type { Row } from './import-steps';

export function dayIn(row: Row, column: string): Day | undefined {
  const text = row[column] ?? '';
  return text === '' ? undefined : parseDay(text);
}

export function instantIn(row: Row, column: string): Date | undefined {
  const text = row[column] ?? '';
  return text === '' ? undefined : new Date(text);
}

/** The Vietnamese day of an instant. */
export function dayOfInstantIn(row: Row, column: string): Day | undefined {
  const instant = instantIn(row, column);
  return instant && dayOf(instant);
}

/** An instant that is an event: what comes after the as-of has not happened yet. */
export function eventIn(row: Row, column: string, asOf: Date): Date | undefined {
  const instant = instantIn(row, column);
  return instant !== undefined && instant <= asOf ? instant : undefined;
}

/** The last day of which anything is known at the as-of instant: at midnight a day has ended, and none has begun. */
export function asOfDay(asOf: Date): Day {
  return dayOf(new Date(asOf.getTime() - 1));
}

/** The same for an event of which only the day is known. */
export function eventDayIn(row: Row, column: string, asOf: Date): Day | undefined {
  const day = dayIn(row, column);
  return day !== undefined && day <= asOfDay(asOf) ? day : undefined;
}

export const isTrue = (row: Row, column: string) => row[column] === 'true';

export const numberIn = (row: Row, column: string) => Number(row[column] ?? '');

/** From its first day until before its last. */
export function holdsOn(row: Row, day: Day, first: string, last: string): boolean {
  const [from, to] = [dayIn(row, first), dayIn(row, last)];
  return from !== undefined && from <= day && (to === undefined || day < to);
}

/** Of the rows of each subject the one that holds on the day: the next row ends the one before it. */
export function holdingOn(
  rows: readonly Row[],
  day: Day,
  { subject, first, last }: Readonly<Record<'subject' | 'first' | 'last', string>>,
): Row[] {
  return rows
    .filter((row) => holdsOn(row, day, first, last))
    .filter(
      (row) =>
        !rows.some(
          (next) =>
            next[subject] === row[subject] &&
            (next[first] ?? '') > (row[first] ?? '') &&
            (next[first] ?? '') <= day,
        ),
    );
}
