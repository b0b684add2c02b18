/** Imports and deletions of any kind, in any order: what all systems have in common. */
import fc from 'fast-check';
import { addDays, type Day, dayOf, parseDay, startOf, validOn } from '../../shared/period/day';
import { agencyOf, realAgencies, seatOf, unitOf } from './areas';
import { asOfDay } from './rows';
import type { DeletionStep, ImportStep, KindOfRecord, Row, Step } from './import-steps';

/**
 * 09175 went into 09184, and that into 09187 of the new map; 09316 into 09313; 09202 and 09211 became 09202 of the new map,
 * and 09163 a part of 09169. Some hold no records but those of others. Beside them districts, both provinces, and a commune
 * of the new map whose former parts are not known.
 */
export const UNIT_CODES = [
  ...['09175', '09184', '09202', '09211', '09316', '09313', '09163'],
  ...['256', '258', '27', '24', '09187', '07210'],
];

/** Some of which end with the merger, and all but the departments with the old map. */
export const AGENCY_CODES = [
  ...['SO-TTTT', 'UBND-27', 'UBND-256', 'UBND-258'],
  ...['UBND-09175', 'UBND-09184', 'UBND-09202', 'UBND-09163'],
];

export const FIRST = parseDay('2023-11-01');
export const LAST = parseDay('2025-12-31');

/** Turns of the year, of a quarter, of the merger and of the new map. */
const TURNS = ['2024-01-01', '2024-04-01', '2024-12-01', '2025-01-01', '2025-07-01'].flatMap((text) => {
  const turn = parseDay(text);
  return [addDays(turn, -1), turn];
});

export function dayBetween(first: Day, last: Day): fc.Arbitrary<Day> {
  const days = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000);
  const turns = TURNS.filter((turn) => first <= turn && turn <= last);
  const any = fc.integer({ min: 0, max: days }).map((count) => addDays(first, count));
  return turns.length === 0 ? any : fc.oneof({ weight: 2, arbitrary: any }, fc.constantFrom(...turns));
}

export const someDay = dayBetween(FIRST, LAST);

const HOUR = 3_600_000;

/** A whole hour of a Vietnamese day. */
export const someInstant = fc
  .tuple(someDay, fc.integer({ min: 0, max: 23 }))
  .map(([day, hour]) => startOf(day).getTime() / HOUR + hour);

/** As a file writes the hour. */
export function written(hour: number): string {
  return new Date(hour * HOUR).toISOString();
}

export const vietnameseDay = (hour: number): Day => dayOf(new Date(hour * HOUR));

export const writtenOption = (hour: number | null): string => (hour === null ? '' : written(hour));

/** Whether a unit that reports bore the code on the day. */
export function unitExists(code: string, on: Day): boolean {
  return unitOf(code, on)?.reported === true;
}

/** Whether the agency, and the unit that it sits in, existed on the day. */
export function agencyExists(code: string, on: Day): boolean {
  const agency = agencyOf(code);
  const seat = seatOf(agency);
  return agency !== undefined && validOn(agency, on) && seat !== undefined && validOn(seat, on);
}

/** Whether there were agencies that a procedure of the tier belongs to. */
export function tierExists(tier: string, on: Day): boolean {
  return realAgencies.some((agency) => agency.tier.toLowerCase() === tier && validOn(agency, on));
}

/** The last second of a day mostly, or its noon, or its end as the midnight after it; late, so that much is covered. */
const asOf = fc
  .tuple(
    fc.oneof(
      { weight: 1, arbitrary: dayBetween(parseDay('2024-01-15'), LAST) },
      { weight: 2, arbitrary: dayBetween(parseDay('2024-11-01'), LAST) },
    ),
    fc.constantFrom('23:59:59', '23:59:59', '23:59:59', '23:59:59', '12:00:00', '00:00:00'),
  )
  .map(([day, time]) => new Date(`${day}T${time}+07:00`));

const MOST_ROWS = 30;

/** @param row of the kind, whose key comes again now and then; given the as-of instant of its import */
function importOf(kind: KindOfRecord, row: (asOf: Date) => fc.Arbitrary<Row>): fc.Arbitrary<ImportStep> {
  const length = { minLength: 1, maxLength: MOST_ROWS, size: 'max' } as const;
  return asOf.chain((instant) =>
    fc
      .record({
        rows: fc.oneof(
          {
            weight: 8,
            arbitrary: fc.uniqueArray(row(instant), { ...length, selector: (one) => keyText(kind, one) }),
          },
          { weight: 1, arbitrary: fc.constant([]) },
        ),
        days: fc.option(fc.integer({ min: 0, max: 700 }), { freq: 1 }),
      })
      .map(({ rows, days }) => ({
        ...{ records: kind.name, rows, asOf: instant },
        ...(days === null ? {} : { coversFrom: addDays(asOfDay(instant), -days) }),
      })),
  );
}

/** @param row whose key it names, be it one that is there or not */
function deletionOf(kind: KindOfRecord, row: fc.Arbitrary<Row>): fc.Arbitrary<DeletionStep> {
  const key = row.map((one): Row => Object.fromEntries(kind.key.map((column) => [column, one[column]])));
  return fc
    .uniqueArray(key, { minLength: 1, maxLength: 4, selector: (one) => keyText(kind, one) })
    .map((keys) => ({ records: kind.name, keys }));
}

/** Of each kind of record an import, and more of them and deletions, in any order. */
export function stepsOf(
  kinds: readonly KindOfRecord[],
  rows: Readonly<Record<string, (asOf: Date) => fc.Arbitrary<Row>>>,
): fc.Arbitrary<Step[]> {
  const rowsOf = (kind: KindOfRecord) => {
    const row = rows[kind.name];
    if (row === undefined) throw new TypeError(`No rows of ${kind.name} are generated.`);
    return row;
  };
  const imports = kinds.map((kind) => importOf(kind, rowsOf(kind)));
  const latest = new Date(`${LAST}T23:59:59+07:00`);
  const deletions = kinds.map((kind) => deletionOf(kind, rowsOf(kind)(latest)));
  const more = fc.array(
    fc.oneof(
      ...imports.map((arbitrary): fc.WeightedArbitrary<Step> => ({ weight: 4, arbitrary })),
      ...deletions.map((arbitrary): fc.WeightedArbitrary<Step> => ({ weight: 1, arbitrary })),
    ),
    { maxLength: 4 },
  );
  return fc.tuple(fc.tuple(...imports), more).chain(([each, others]) => {
    const all: Step[] = [...each, ...others];
    return fc.shuffledSubarray(all, { minLength: all.length - 1 });
  });
}

function keyText({ key }: KindOfRecord, row: Row): string {
  return key.map((column) => row[column] ?? '').join('\n');
}
