/** SQL that says where and when a record counts. */
import type { RecordKind } from '../import/record-kind';
import { TIME_ZONE } from '../period/day';
import type { Dimension } from './statement';

/** Year, quarter and month of the expression, in the form of the Period scalar. */
export const periodsOf = (day: string) =>
  `(VALUES (to_char(${day}, 'YYYY')), (to_char(${day}, 'YYYY"-Q"Q')), (to_char(${day}, 'YYYY-MM'))) AS grain (period)`;

/** The first day of a period, which is given as such text, and the day after its last. */
export const firstDayOf = (period: string) =>
  `CASE length(${period}) WHEN 4 THEN make_date(left(${period}, 4)::int, 1, 1)
     ELSE make_date(left(${period}, 4)::int, CASE substr(${period}, 6, 1) WHEN 'Q' THEN right(${period}, 1)::int * 3 - 2
       ELSE right(${period}, 2)::int END, 1) END`;
export const endDayOf = (period: string) =>
  `(${firstDayOf(period)} + CASE length(${period}) WHEN 4 THEN interval '1 year'
     ELSE CASE substr(${period}, 6, 1) WHEN 'Q' THEN interval '3 months' ELSE interval '1 month' END END)::date`;

/** SQL for the Vietnamese day of an instant. */
export const dayOfInstant = (instant: string) => `(${instant} AT TIME ZONE '${TIME_ZONE}')::date`;

/** SQL for the Vietnamese day of a record's column. */
export function dayOfColumn(kind: RecordKind, column: string, alias = 'r'): string {
  const { type } = kind.columns[column] ?? {};
  if (type === 'date') return `${alias}."${column}"`;
  if (type === 'timestamptz') return dayOfInstant(`${alias}."${column}"`);
  throw new TypeError(
    `${kind.name}.${column} is neither a day nor an instant, so it cannot place a record in time.`,
  );
}

/** SQL that joins the record `r` to its agency in the register, if its kind names one. */
export function agencyJoin({ agency }: RecordKind): string {
  return agency === undefined ? '' : `LEFT JOIN agency ON agency.code = r."${agency}"`;
}

/** SQL for the agency that handles the record `r`, or for its tier, which is else that of the place it is kept at. */
export function dimensionOf({ agency, place }: RecordKind, by: Dimension): string {
  if (by === 'agency') return agency === undefined ? 'NULL::text' : `r."${agency}"`;
  if ('tier' in place) return `upper(r."${place.tier}")`;
  return agency === undefined ? 'place.level' : 'agency.tier';
}

/** SQL for the unit code of the record `r`, and for the day on which the code is to be read. */
export function placeOf(kind: RecordKind): { code: string; on: string } {
  const on = `coalesce(${kind.place.on.map((column) => dayOfColumn(kind, column)).join(', ')})`;
  if ('unit' in kind.place) return { code: `r."${kind.place.unit}"`, on };
  if ('agency' in kind.place) return { code: 'agency.unit_code', on };
  throw new TypeError(`${kind.name} records belong to a tier, not to a place of their own.`);
}

/**
 * SQL that joins the record `r` to each unit to whose area its unit belongs on the day that it is counted by. The code is
 * read on the day by which the record was checked, since it may be another unit's later; a day before that one counts as it.
 */
export function placeJoin(kind: RecordKind, countedOn: string): string {
  const { code, on } = placeOf(kind);
  const member = `greatest(${on}, ${countedOn})`;
  return `JOIN place ON place.code = ${code} AND ${on} >= place.valid_from AND ${on} < place.valid_to
                    AND ${member} >= place.member_from AND ${member} < place.member_to`;
}
