/** The records that a system holds after some steps, and the days that their imports cover. */
import { addDays, type Day, dayOf, parseDay } from '../../shared/period/day';
import { FAR_AHEAD, unitOf } from './areas';
import type { ImportStep, KindOfRecord, Row, Step } from './import-steps';
import { asOfDay, dayIn } from './rows';

/** Days for which the records of a kind are complete: from a day until an instant. */
export interface Span {
  readonly from: Day;
  readonly to: Date;
  /** The last day of which anything is covered. */
  readonly last: Day;
  /** The last day of which all is covered. */
  readonly lastWhole: Day;
}

function spanOf(from: Day, to: Date): Span {
  return { from, to, last: asOfDay(to), lastWhole: addDays(dayAfter(to), -1) };
}

/** Before every day of every record. */
const BEFORE_ALL = parseDay('1000-01-01');
/** No record is read from an earlier day on. */
const FIRST_COVERED = parseDay('2000-01-01');

/** A record with its former places and groups. */
class HeldRecord {
  /** What it said from a day on, in the order of those days. */
  private versions: readonly { readonly since: Day; readonly values: Row }[];

  constructor(
    private row: Row,
    private readonly kind: KindOfRecord,
    asOf: Day,
  ) {
    // Where its unit was not there yet, it counts from the unit's first day on.
    this.versions = [
      { since: firstDayOfLateUnit(kind, row, asOf) ?? BEFORE_ALL, values: this.movingIn(row) },
    ];
  }

  /** A later import replaces the row; a move that it brings holds from its as-of day. */
  replaceBy(row: Row, asOf: Day): void {
    this.row = row;
    const known = this.versions.findLast(({ since }) => since <= asOf)?.values;
    if (
      known !== undefined &&
      this.kind.moves.every((column) => (row[column] ?? '') === (known[column] ?? ''))
    )
      return;
    this.versions = [
      ...this.versions.filter(({ since }) => since < asOf),
      { since: asOf, values: this.movingIn(row) },
      ...this.versions.filter(({ since }) => since > asOf),
    ];
  }

  /** The record as it held on the day, if it did. */
  on(day: Day): Row[] {
    return this.versions
      .filter(({ since }) => since <= day)
      .slice(-1)
      .map(({ values }) => ({ ...this.row, ...values }));
  }

  private movingIn(row: Row): Row {
    return Object.fromEntries(this.kind.moves.map((column) => [column, row[column]]));
  }
}

export class HeldRecords {
  private readonly records = new Map<string, Map<string, HeldRecord>>();
  private readonly covered = new Map<string, Span[]>();

  constructor(private readonly kinds: readonly KindOfRecord[]) {}

  take(step: Step): void {
    const kind = this.kinds.find(({ name }) => name === step.records);
    if (kind === undefined) throw new TypeError(`No system of the test has ${step.records} records.`);
    const held = this.records.get(kind.name) ?? new Map<string, HeldRecord>();
    this.records.set(kind.name, held);
    if ('keys' in step) {
      // What is gone was still looked for: the coverage stays.
      for (const row of step.keys) held.delete(keyOf(kind, row));
      return;
    }
    this.cover(kind, step);
    for (const row of step.rows) {
      const known = held.get(keyOf(kind, row));
      if (known === undefined) held.set(keyOf(kind, row), new HeldRecord(row, kind, asOfDay(step.asOf)));
      else known.replaceBy(row, asOfDay(step.asOf));
    }
  }

  /** Each record as it held on the day; of what never moves that is what the latest import said. */
  rows(records: string, on: Day = FAR_AHEAD): Row[] {
    return [...(this.records.get(records)?.values() ?? [])].flatMap((record) => record.on(on));
  }

  /** The days for which a KPI that reads these kinds of record has everything: those that all of them cover. */
  coverage(kinds: readonly string[]): Span[] {
    const [first, ...others] = kinds.map((kind) => this.covered.get(kind) ?? []);
    return others.reduce<Span[]>(common, [...(first ?? [])]);
  }

  private cover(kind: KindOfRecord, { rows, coversFrom, asOf }: ImportStep): void {
    const spans = this.covered.get(kind.name) ?? [];
    const from =
      coversFrom ?? firstComplete(kind, rows, asOf) ?? goingOn(spans, asOf) ?? monthOf(asOfDay(asOf));
    this.covered.set(kind.name, united([...spans, spanOf(from, asOf)]));
  }
}

function keyOf({ key }: KindOfRecord, row: Row): string {
  return key.map((column) => row[column] ?? '').join('\n');
}

function firstDayOfLateUnit({ place }: KindOfRecord, row: Row, asOf: Day): Day | undefined {
  if (place === undefined || unitOf(row[place.unit], dayIn(row, place.from)) !== undefined) return undefined;
  return unitOf(row[place.unit], asOf)?.validFrom;
}

/**
 * The first day of the month of the earliest day on which a row counts. Before the last day by which it counts a row
 * promises nothing of others, nor what lasts before its unit began.
 */
function firstComplete(kind: KindOfRecord, rows: readonly Row[], asOf: Date): Day | undefined {
  const reach = asOfDay(asOf);
  const counted = rows.flatMap((row) => latest(kind.countsOn(row)) ?? []).sort();
  const late = latest(rows.map((row) => firstDayOfLateUnit(kind, row, reach)));
  const earliest = latest([counted[0], late]);
  if (earliest === undefined) return undefined;
  return monthOf(latest([FIRST_COVERED, earliest > reach ? reach : earliest]) ?? earliest);
}

function latest(days: readonly (Day | undefined)[]): Day | undefined {
  return days
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
}

/** A file without anything that counts goes on where the records ended. */
function goingOn(spans: readonly Span[], asOf: Date): Day | undefined {
  const last = spans.at(-1);
  return last !== undefined && dayAfter(last.to) <= asOfDay(asOf) ? dayAfter(last.to) : undefined;
}

/** The first day that is not wholly covered; a day's last second stands for its end. */
function dayAfter(to: Date): Day {
  return dayOf(new Date(to.getTime() + 1000));
}

function monthOf(day: Day): Day {
  return parseDay(`${day.slice(0, 8)}01`);
}

/** Spans that overlap, or follow one another without a gap, are one. */
function united(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = result.at(-1);
    if (last === undefined || span.from > dayAfter(last.to)) result.push(span);
    else result[result.length - 1] = spanOf(last.from, span.to > last.to ? span.to : last.to);
  }
  return result;
}

function common(some: readonly Span[], others: readonly Span[]): Span[] {
  return some
    .flatMap((one) =>
      others.map((other) =>
        spanOf(one.from > other.from ? one.from : other.from, one.to < other.to ? one.to : other.to),
      ),
    )
    .filter(({ from, last }) => from <= last)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}
