/** Records as they were known at a KPI's as-of instant, under the names of their tables. */
import type { RecordKind } from '../import/record-kind';
import type { KpiCode } from '../kpi/kpi';
import { TIME_ZONE } from '../period/day';
import { dayOfColumn, dayOfInstant } from './place';

/** SQL for the last day, and the instant, that the KPI's coverage reaches to. */
export const LAST_DAY = '(SELECT last FROM covered)';
const AS_OF = '(SELECT as_of FROM covered)';

/**
 * Common table expressions: `span` and `covered`, the KPI's coverage, and one for each kind of record, which hides the table of that name. An event after
 * the as-of instant is null there, as if it had not happened. Each row has two columns more: `since` and `until`, between
 * which it says what it says, half-open (see `history` and `succession` of a kind of record).
 */
export function recordsAsOf(kpi: KpiCode, kinds: readonly RecordKind[]): string {
  return [
    // A span that ends as a day begins covers nothing of that day.
    `span AS (
        SELECT covers_from AS first, ${dayOfInstant("(covers_to - interval '1 millisecond')")} AS last, covers_to AS as_of
        FROM kpi_coverage WHERE kpi = '${kpi}'
      ), covered AS (SELECT max(last) AS last, max(as_of) AS as_of FROM span)`,
    ...kinds.map((kind) => `"${kind.name}" AS NOT MATERIALIZED (${selectAsOf(kind)})`),
  ].join(',\n      ');
}

function selectAsOf(kind: RecordKind): string {
  const { name, columnNames, history = [], key } = kind;
  const columns = (changed: 'version' | 'r') =>
    columnNames
      .map((column) => `${columnAsOf(kind, column, history.includes(column) ? changed : 'r')} AS "${column}"`)
      .join(', ');
  if (history.length === 0) {
    const [since, until] = ["'-infinity'::date", untilNext(kind)];
    return `SELECT ${columns('r')}, ${since} AS since, ${until} AS until FROM "${name}" r`;
  }
  const sameKey = key.map((column) => `version."${column}" = r."${column}"`).join(' AND ');
  const ofSubject = key.map((column) => `"${column}"`).join(', ');
  // Few records have ever changed: the others are taken as they stand.
  return `SELECT ${columns('r')}, '-infinity'::date AS since, 'infinity'::date AS until
          FROM "${name}" r WHERE NOT EXISTS (SELECT FROM ${versionTable(kind)} version WHERE ${sameKey})
        UNION ALL
        SELECT ${columns('version')}, version.since, version.until
        FROM (SELECT *, coalesce(lead(since) OVER (PARTITION BY ${ofSubject} ORDER BY since), 'infinity') AS until
              FROM ${versionTable(kind)}) version
        JOIN "${name}" r ON ${sameKey}`;
}

function columnAsOf(kind: RecordKind, column: string, alias: string): string {
  const own = `${alias}."${column}"`;
  if (kind.events?.includes(column) !== true) return own;
  const reached = kind.columns[column]?.type === 'date' ? LAST_DAY : AS_OF;
  return `CASE WHEN ${own} <= ${reached} THEN ${own} END`;
}

/** SQL for the day before which the row holds: the first day of the subject's next row. */
function untilNext({ succession }: RecordKind): string {
  if (succession === undefined) return "'infinity'::date";
  const subject = succession.of.map((column) => `r."${column}"`).join(', ');
  return `coalesce(lead(r."${succession.from}") OVER (PARTITION BY ${subject} ORDER BY r."${succession.from}"), 'infinity')`;
}

/** The table that keeps what a record's historic columns said before, and since when they say something else. */
export function versionTable({ name }: RecordKind): string {
  return `"${name}_version"`;
}

/** SQL for the latest instant at which a row of that kind counts or something happens in it; null where there is none. */
export function lastEvent(kind: RecordKind, countedOn: readonly string[], alias: string): string {
  const columns = [...new Set([...(kind.events ?? []), ...countedOn])];
  const instants = columns.map((column) =>
    kind.columns[column]?.type === 'date'
      ? `(${alias}."${column}"::timestamp AT TIME ZONE '${TIME_ZONE}')`
      : `${alias}."${column}"`,
  );
  return instants.length === 0 ? 'NULL::timestamptz' : `greatest(${instants.join(', ')})`;
}

/** SQL for a condition: the record `r` counts by a day that the coverage reaches. */
export const reached = (kind: RecordKind, on: string) => {
  const day = dayOfColumn(kind, on);
  return kind.events?.includes(on) === true ? `${day} IS NOT NULL` : `${day} <= ${LAST_DAY}`;
};
