/** Calendar days and instants in the country's one time zone. */
import { InvalidInput } from './invalid-input';

/** A calendar day in Vietnam, ISO 8601: `2023-12-31`. Compares correctly as text. */
export type Day = string & { readonly brand: 'Day' };

/** Every period is cut in this zone, which has had no daylight saving time since 1975: always UTC+7. */
export const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const OFFSET = '+07:00';
const OFFSET_MS = 7 * 3_600_000;

/** @throws InvalidInput unless `text` is a day that exists, such as `2023-12-31`. */
export function parseDay(text: string): Day {
  if (!isDay(text)) {
    throw new InvalidInput(
      `"${text}" is not a day. Expected an existing date as YYYY-MM-DD, such as 2023-12-31.`,
    );
  }
  return text;
}

function isDay(text: string): text is Day {
  const [, year, month, day] = /^([123]\d{3})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  // A day that does not exist, such as 30 February, runs over into the next month.
  return date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
}

/**
 * An instant with its offset from UTC, such as `2024-03-12T09:40:00+07:00`.
 * @throws InvalidInput for another form, and for a day or an offset that does not exist
 */
export function parseInstant(text: string): Date {
  const [, day] = INSTANT.exec(text) ?? [];
  if (day === undefined || !isDay(day)) {
    throw new InvalidInput(
      `"${text}" is not a time. Expected one with its offset, such as 2024-03-12T09:40:00+07:00.`,
    );
  }
  return new Date(text);
}

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** The Vietnamese calendar day that an instant falls on. */
export function dayOf(instant: Date): Day {
  return parseDay(new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10));
}

/** The instant at which the day begins. */
export function startOf(day: Day): Date {
  return new Date(`${day}T00:00:00${OFFSET}`);
}

/** The day `count` days later; earlier when negative. */
export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return parseDay(date.toISOString().slice(0, 10));
}

/** An instant as text in local time: `2023-12-31T23:59:59+07:00`. */
export function formatInstant(instant: Date): string {
  const local = new Date(instant.getTime() + OFFSET_MS).toISOString();
  return `${local.slice(0, 19)}${OFFSET}`;
}

/** Half-open validity: from the first day on, until before the last. Absent means unbounded. */
export interface Validity {
  readonly validFrom?: Day | undefined;
  readonly validTo?: Day | undefined;
}

export function validOn({ validFrom, validTo }: Validity, day: Day): boolean {
  return (validFrom === undefined || validFrom <= day) && (validTo === undefined || day < validTo);
}

/** Whether some day in [start, end) is valid. */
export function validDuring({ validFrom, validTo }: Validity, start: Day, end: Day): boolean {
  return (validFrom === undefined || validFrom < end) && (validTo === undefined || start < validTo);
}
