/** From when until when the records behind each KPI are complete: what the imports stated, taken together. */
import type { QueryRunner } from 'typeorm';
import { rowsOf } from '../database/rows';
import { lastCoveredDay } from '../kpi/coverage';
import { type Day, dayOf, parseDay } from '../period/day';
import type { RollupStatement } from './statement';

/** From its first day on, and up to an instant. */
export interface CoverageSpan {
  readonly from: Day;
  readonly to: Date;
  readonly demonstration: boolean;
}

/** For each kind of record that was ever imported its spans, in time order. */
export type RecordCoverage = ReadonlyMap<string, readonly CoverageSpan[]>;

export async function coverageOfRecords(runner: QueryRunner): Promise<RecordCoverage> {
  const rows = await rowsOf<{ records: string; from: string; to: Date; demonstration: boolean }>(
    runner,
    `SELECT records, covers_from::text AS "from", max(as_of) AS "to", bool_or(demonstration) AS demonstration
     FROM import_log WHERE covers_from IS NOT NULL GROUP BY records, covers_from ORDER BY records, covers_from`,
  );
  const byKind = new Map<string, CoverageSpan[]>();
  for (const { records, from, ...span } of rows) {
    byKind.set(records, [...(byKind.get(records) ?? []), { ...span, from: parseDay(from) }]);
  }
  return new Map([...byKind].map(([records, spans]) => [records, merged(spans)]));
}

/** What all kinds that the statement reads cover; empty where one of them never was imported, or they never meet. */
export function coverageOf({ reads }: RollupStatement, ofRecords: RecordCoverage): readonly CoverageSpan[] {
  const [first = [], ...others] = reads.map((records) => ofRecords.get(records) ?? []);
  return others.reduce(intersection, first);
}

/** Replaces what the table says of the statements' KPIs. */
export async function writeCoverage(
  runner: QueryRunner,
  statements: readonly RollupStatement[],
  ofRecords: RecordCoverage,
): Promise<void> {
  const rows = statements.flatMap((statement) =>
    coverageOf(statement, ofRecords).flatMap((span) => statement.kpis.map((code) => ({ code, ...span }))),
  );
  await runner.query('DELETE FROM kpi_coverage WHERE kpi = ANY ($1)', [
    statements.flatMap(({ kpis }) => kpis),
  ]);
  await runner.query(
    `INSERT INTO kpi_coverage (kpi, covers_from, covers_to, demonstration)
     SELECT * FROM unnest($1::text[], $2::date[], $3::timestamptz[], $4::boolean[])`,
    [
      rows.map(({ code }) => code),
      rows.map(({ from }) => from),
      rows.map(({ to }) => to),
      rows.map(({ demonstration }) => demonstration),
    ],
  );
}

/** @param spans by their first day */
function merged(spans: readonly CoverageSpan[]): CoverageSpan[] {
  const joined: CoverageSpan[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last === undefined || span.from > nextDay(last.to)) joined.push(span);
    else {
      const to = span.to > last.to ? span.to : last.to;
      joined[joined.length - 1] = { ...last, to, demonstration: last.demonstration || span.demonstration };
    }
  }
  return joined;
}

function intersection(some: readonly CoverageSpan[], others: readonly CoverageSpan[]): CoverageSpan[] {
  return some.flatMap((one) =>
    others.flatMap((other) => {
      const from = one.from > other.from ? one.from : other.from;
      const to = one.to < other.to ? one.to : other.to;
      return from <= lastCoveredDay(to)
        ? [{ from, to, demonstration: one.demonstration || other.demonstration }]
        : [];
    }),
  );
}

/** The first day that is not wholly covered: a day's last second stands for its end. */
export function nextDay(to: Date): Day {
  return dayOf(new Date(to.getTime() + 1000));
}
