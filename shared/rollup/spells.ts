/** The SQL for spans of days in which something holds: in which unit, under which tier, and how much. */
import type { RecordKind } from '../import/record-kind';
import type { Spells } from '../kpi/kpi';
import { agencyJoin, dayOfColumn, dimensionOf, placeOf } from './place';
import type { Dimension } from './statement';

export type KindOf = (name: string) => RecordKind;

/**
 * SELECT part, unit, tier, key, amount, since, until: once for all tiers together, the tier empty, and once for its own.
 * With `each`, no key twice at a time; else the key is null.
 * @param part a name for them
 * @param ofAgencies whether what is held ends with the agency that holds it
 */
export function spellsOf(
  part: 'n' | 'd',
  spells: Spells,
  by: Dimension,
  kindOf: KindOf,
  ofAgencies = false,
): string {
  const kind = kindOf(spells.records);
  const { from, to, during } = spells;
  const other = during && kindOf(during.records);
  const starts = [
    ...boundsOf(kind, from, 'r'),
    ...(during && other ? boundsOf(other, during.from, 'during') : []),
  ];
  const ends = [...boundsOf(kind, to, 'r'), ...(during && other ? boundsOf(other, during.to, 'during') : [])];
  const since = `greatest(${[...starts, 'r.since', ...(during ? ['during.since'] : []), ...(ofAgencies ? ['agency.valid_from'] : [])].join(', ')})`;
  const until = `least(${[...ends, 'r.until', ...(during ? ['during.until'] : []), ...(ofAgencies ? ['agency.valid_to'] : [])].join(', ')})`;
  const amount = spells.sum === undefined ? 'count(*)' : `sum(${spells.sum})`;
  const key = spells.each === undefined ? 'NULL::text' : `r."${spells.each}"`;
  const where = [
    ...starts.map((day) => `${day} IS NOT NULL`),
    `(${spells.where ?? 'true'})`,
    ...(during === undefined ? [] : [`(${during.where ?? 'true'})`]),
    ...(ofAgencies ? ['agency.code IS NOT NULL'] : []),
  ].join(' AND ');
  const joined = during
    ? `JOIN "${during.records}" during ON during."${during.by}" = r."${during.equals}"`
    : '';
  // Records that agree in all this are one row from here on, which spares most of the work.
  const alike = (code: string, on: string, tier: string) =>
    `SELECT ${code} AS code, ${on} AS day, ${tier} AS tier, ${key} AS key, ${since} AS since, ${until} AS until, ${amount} AS amount
     FROM "${kind.name}" r ${joined} ${agencyJoin(kind)} WHERE ${where} GROUP BY 1, 2, 3, 4, 5, 6`;
  if ('tier' in kind.place) {
    return placed(
      part,
      spells,
      alike('NULL', 'NULL::date', dimensionOf(kind, 'tier')),
      'seat',
      seats(by, kind.name),
    );
  }
  const { code, on } = placeOf(kind);
  const ofPlace = kind.agency === undefined && by === 'tier';
  const join = `JOIN place ON place.code = alike.code AND alike.day >= place.valid_from AND alike.day < place.valid_to`;
  const dimension = ofPlace ? 'NULL::text' : dimensionOf(kind, by);
  // A unit that was not there yet on the record's own day is read on the day from which the record names it.
  const readOn =
    kind.history === undefined
      ? on
      : `CASE WHEN r.since = '-infinity' OR EXISTS (
           SELECT FROM place p WHERE p.code = ${code} AND ${on} >= p.valid_from AND ${on} < p.valid_to)
         THEN ${on} ELSE greatest(${on}, r.since) END`;
  return placed(part, spells, alike(code, readOn, dimension), ofPlace ? 'level' : 'tier', join);
}

/** The agencies of the register; those of the demonstration only where the records are synthetic as well. */
export function agencySpells(by: Dimension, records: string): string {
  const agencies = `SELECT unit_code AS code, tier, code AS key, valid_from AS since, valid_to AS until, 1 AS amount
    FROM agency WHERE ${counts(records)}`;
  const join = `JOIN place ON place.code = alike.code AND since < place.valid_to AND until > place.valid_from`;
  return placed('d', { each: 'code' }, agencies, by === 'tier' ? 'tier' : 'key', join);
}

function boundsOf(kind: RecordKind, bounds: Spells['from'], alias: string): string[] {
  return bounds.map((bound) => (typeof bound === 'string' ? dayOfColumn(kind, bound, alias) : bound.day));
}

/** SQL for a condition: the register's agency is a real one, or the records are synthetic as well. */
const counts = (records: string) =>
  `(NOT agency.demonstration OR EXISTS (
      SELECT FROM import_log WHERE import_log.records = '${records}' AND import_log.demonstration))`;

/** Where each agency of a tier sits, and for how long: a record of the tier counts once in each such unit. */
const seats = (by: Dimension, records: string) => `JOIN (
    SELECT tier, unit, seat, lower(span) AS member_from, upper(span) AS member_to
    FROM (SELECT agency.tier, place.unit, agency.${by === 'tier' ? 'tier' : 'code'} AS seat, unnest(range_agg(daterange(
            greatest(agency.valid_from, place.member_from), least(agency.valid_to, place.member_to)))) AS span
          FROM agency
          JOIN place ON place.code = agency.unit_code AND agency.valid_from < place.valid_to AND agency.valid_to > place.valid_from
          WHERE greatest(agency.valid_from, place.member_from) < least(agency.valid_to, place.member_to) AND ${counts(records)}
          GROUP BY 1, 2, 3) seated) place USING (tier)`;

/** The spells in each unit to whose area their place belongs, for as long as it does. */
function placed(
  part: string,
  { each }: Pick<Spells, 'each'>,
  alike: string,
  tier: string,
  join: string,
): string {
  const spells = `
    SELECT unit, placed.tier, key, amount::numeric, greatest(since, member_from) AS since, least(until, member_to) AS until
    FROM (${alike}) alike ${join}
    CROSS JOIN LATERAL (VALUES (''), (${tier})) AS placed (tier)
    WHERE placed.tier IS NOT NULL AND greatest(since, member_from) < least(until, member_to)`;
  if (each === undefined)
    return `SELECT '${part}' AS part, unit, tier, NULL::text AS key, amount, since, until FROM (${spells}) counted`;
  return `SELECT '${part}' AS part, unit, tier, key, 1::numeric AS amount, lower(span) AS since, upper(span) AS until
    FROM (SELECT unit, tier, key, unnest(range_agg(daterange(since, until))) AS span
          FROM (${spells}) counted GROUP BY unit, tier, key) distinctly`;
}
