/** From when on a file's records count as complete, where the import does not say so. */
import type { QueryRunner } from 'typeorm';
import { rowsOf } from '../database/rows';
import type { KpiDeclaration } from '../kpi/kpi';
import { type Day, parseDay } from '../period/day';
import { firstDay, periodOf } from '../period/period';
import { lastCoveredDay } from '../kpi/coverage';
import { type CoverageSpan, nextDay } from '../rollup/coverage';
import { dayOfColumn, placeOf } from '../rollup/place';
import { lastEvent } from '../rollup/records-as-of';
import { countedOn } from '../rollup/touch';
import type { RecordKind } from './record-kind';

/** No earlier year is taken for complete because of one record: systems of records are younger than that. */
const EARLIEST = parseDay('2000-01-01');

export interface FileContent {
  /** The first day on which a row counts; undefined where none does. */
  readonly earliest: Day | undefined;
  /** The latest instant that a row speaks of. */
  readonly lastEvent: Date | null;
}

/** @param table where the accepted rows stand, in the columns of the kind */
export async function contentOf(
  runner: QueryRunner,
  kind: RecordKind,
  kpis: readonly KpiDeclaration[],
  { table, asOf }: { readonly table: string; readonly asOf: Date },
): Promise<FileContent> {
  const counted = countedOn(kind, kpis);
  const days = counted.map((column) => dayOfColumn(kind, column));
  // What lasts counts from its first day on, or from the day on which there was its unit.
  const first = 'tier' in kind.place ? dayOfColumn(kind, kind.place.on[0] ?? '') : placeOf(kind).on;
  const earliest = days.length > 0 ? `min(greatest(${days.join(', ')}))` : `min(${first})`;
  const began = 'unit' in kind.place && kind.history !== undefined ? `max(${unitBegan(kind)})` : 'NULL::date';
  const [content] = await rowsOf<{ earliest: string | null; last: Date | null }>(
    runner,
    `SELECT greatest(${earliest}, ${began})::text AS earliest, max(${lastEvent(kind, counted, 'r')}) AS last
     FROM ${table} r WHERE $1::date IS NOT NULL`,
    [lastCoveredDay(asOf)],
  );
  return {
    earliest: content?.earliest == null ? undefined : parseDay(content.earliest),
    lastEvent: content?.last ?? null,
  };
}

/**
 * The first day of the month in which the first row counts, but none before EARLIEST or after the as-of day. A file without
 * rows goes on where the records ended before.
 */
export function coversFrom({ earliest }: FileContent, asOf: Date, known: readonly CoverageSpan[]): Day {
  const reach = lastCoveredDay(asOf);
  const last = known.at(-1);
  const next = last === undefined ? reach : nextDay(last.to);
  if (earliest === undefined && next <= reach && last !== undefined) return next;
  const start = earliest === undefined || earliest > reach ? reach : earliest;
  return firstDay(periodOf(start < EARLIEST ? EARLIEST : start, 'MONTH'));
}

/**
 * SQL for the first day of the unit whose code the record `r` bears, where there was none with that code on the record's own
 * day but there is on the day $1; else null.
 */
export function unitBegan(kind: RecordKind): string {
  const { code, on } = placeOf(kind);
  return `CASE WHEN NOT EXISTS (SELECT FROM place p WHERE p.code = ${code} AND ${on} >= p.valid_from AND ${on} < p.valid_to)
    THEN (SELECT max(p.valid_from) FROM place p WHERE p.code = ${code} AND p.valid_from <= $1 AND p.valid_to > $1) END`;
}
