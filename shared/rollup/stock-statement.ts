/** The SQL that rolls up what lasts: the state on a period's last day. */
import type { Spells, StockCounts, UseCounts } from '../kpi/kpi';
import type { RecordKind } from '../import/record-kind';
import { agencyJoin, dayOfColumn, dayOfInstant, dimensionOf, periodsOf, placeJoin, placeOf } from './place';
import { type Counted, type Dimension, type RollupStatement, ONLY_TOUCHED } from './statement';

type KindOf = (name: string) => RecordKind;

/** What is held on the last day, of what is there on it. */
export function stockStatement(kpi: Counted<StockCounts>, kindOf: KindOf): RollupStatement {
  const { held, of } = kpi.counts;
  const records = [held.records, ...(typeof of === 'object' ? [of.records] : [])];
  const synthetic = `EXISTS (SELECT FROM "${held.records}" WHERE demonstration)`;
  const spells = (by: Dimension) => [
    spellsOf('n', held, by, kindOf, of === 'agencies'),
    ...(of === undefined ? [] : [denominator(of, synthetic, by, kindOf)]),
  ];
  const people = kpi.fewestPeople === undefined ? 'NULL' : 'coalesce(d, n)';
  return {
    reads: records,
    wholeAfter: records,
    kpis: [kpi.code],
    select: (by, touchedOnly) => `
      WITH ${heldByPeriod(spells(by), FIRST_OF_NUMERATOR)}
      SELECT unit, period, '${kpi.code}', tier, coalesce(n, 0), ${of === undefined ? 'NULL::numeric' : 'coalesce(d, 0)'},
             ${synthetic}, ${people}
      FROM held_by_period ${touchedOnly ? 'JOIN touched USING (unit, period)' : ''}`,
  };
}

/** What was used in the period, of what is there on its last day. */
export function useStatement(kpi: Counted<UseCounts>, kindOf: KindOf): RollupStatement {
  const { used, of } = kpi.counts;
  const kind = kindOf(used.records);
  const on = dayOfColumn(kind, used.on);
  return {
    reads: [kind.name, of.records, ...(used.joined === undefined ? [] : [used.joined.records])],
    // Also after new uses: they carry the last day that is told on, and with it every unit's figure.
    wholeAfter: [kind.name, of.records],
    kpis: [kpi.code],
    select: (by, touchedOnly) => `
      WITH ${heldByPeriod([spellsOf('d', of, by, kindOf)], `(SELECT min(${on}) FROM "${kind.name}" r)`)}, used AS (
        SELECT place.unit, period, coalesce(handled.tier, '') AS tier, count(DISTINCT r."${used.each}") AS n
        FROM "${kind.name}" r
        ${agencyJoin(kind)}
        ${placeJoin(kind)}
        CROSS JOIN LATERAL (SELECT ${dimensionOf(kind, by)} AS tier) handled
        CROSS JOIN LATERAL ${periodsOf(on)}
        WHERE ${on} IS NOT NULL AND (${used.where ?? 'true'}) ${touchedOnly ? ONLY_TOUCHED(on) : ''}
        GROUP BY GROUPING SETS ((place.unit, period), (place.unit, period, handled.tier))
        HAVING GROUPING(handled.tier) = 1 OR handled.tier IS NOT NULL
      )
      SELECT unit, period, '${kpi.code}', tier, coalesce(used.n, 0), coalesce(d, 0),
             EXISTS (SELECT FROM "${kind.name}" WHERE demonstration), NULL
      FROM held_by_period
      ${touchedOnly ? 'JOIN touched USING (unit, period)' : ''}
      LEFT JOIN used USING (unit, period, tier)`,
  };
}

/** Before the first record of the numerator there is nothing to count it in; register-like denominators reach far back. */
const FIRST_OF_NUMERATOR = `(SELECT coalesce(min(since) FILTER (WHERE part = 'n'), min(since)) FROM spell WHERE since > '-infinity')`;

/**
 * Common table expressions that end in held_by_period (unit, period, tier, n, d), the tier empty for all together.
 * spell: what holds, where and for how long, once without its tier and once with it
 * change: what enters and leaves in a month, so that a month's figure is the sum of the changes up to it
 * @param first SQL for a day in the first year that is told
 */
function heldByPeriod(spells: readonly string[], first: string): string {
  const asOf = dayOfInstant('$1::timestamptz');
  return `spell AS (${spells.join(' UNION ALL ')}
      ), bounds AS (
        SELECT date_trunc('year', ${first})::date AS first, ${asOf} AS last
      ), clipped AS (
        SELECT part, unit, tier, amount, greatest(since, first) AS since, until
        FROM spell, bounds WHERE since < until AND since <= last AND until > first
      ), change AS (
        SELECT unit, tier, month, sum(amount) FILTER (WHERE part = 'n') AS n, sum(amount) FILTER (WHERE part = 'd') AS d
        FROM (SELECT part, unit, tier, date_trunc('month', since)::date AS month, amount FROM clipped
              UNION ALL
              SELECT part, unit, tier, date_trunc('month', until)::date, -amount FROM clipped, bounds WHERE until <= last) moved
        GROUP BY unit, tier, month
      ), months AS (
        SELECT month::date, least((month + interval '1 month')::date - 1, bounds.last) AS last
        FROM bounds, generate_series(first, last, interval '1 month') AS month
      ), held AS (
        SELECT unit, tier, month, sum(n) OVER running AS n, sum(d) OVER running AS d
        FROM (SELECT DISTINCT unit, tier FROM change) told CROSS JOIN months LEFT JOIN change USING (unit, tier, month)
        WINDOW running AS (PARTITION BY unit, tier ORDER BY month)
      ), held_by_period AS (
        SELECT unit, period, tier, n, d
        FROM (SELECT period, max(month) AS month FROM months CROSS JOIN LATERAL ${periodsOf('month')} GROUP BY period) ends
        JOIN months USING (month)
        JOIN held USING (month)
        JOIN (SELECT unit, min(member_from) AS begins, max(member_to) AS ends FROM place GROUP BY unit) lasting USING (unit)
        WHERE months.last >= begins AND months.last < lasting.ends
      )`;
}

/** @param ofAgencies whether what is held ends with the agency that holds it */
function spellsOf(
  part: 'n' | 'd',
  spells: Spells,
  by: Dimension,
  kindOf: KindOf,
  ofAgencies = false,
): string {
  const kind = kindOf(spells.records);
  const dayOf = (bound: Spells['from'][number]) =>
    typeof bound === 'string' ? dayOfColumn(kind, bound) : bound.day;
  const [starts, ends] = [spells.from.map(dayOf), spells.to.map(dayOf)];
  const since = `greatest(${[...starts, ...(ofAgencies ? ['agency.valid_from'] : [])].join(', ')})`;
  const until = `least(${[...ends, ...(ofAgencies ? ['agency.valid_to'] : [])].join(', ')}, 'infinity')`;
  const amount = spells.sum === undefined ? 'count(*)' : `sum(${spells.sum})`;
  const key = spells.each === undefined ? 'NULL::text' : `r."${spells.each}"`;
  const where = [...starts.map((day) => `${day} IS NOT NULL`), `(${spells.where ?? 'true'})`].join(' AND ');
  // Records that agree in all this are one row from here on, which spares most of the work.
  const alike = (code: string, on: string, tier: string) =>
    `SELECT ${code} AS code, ${on} AS day, ${tier} AS tier, ${key} AS key, ${since} AS since, ${until} AS until, ${amount} AS amount
     FROM "${kind.name}" r ${agencyJoin(kind)} WHERE ${where} GROUP BY 1, 2, 3, 4, 5, 6`;
  if ('tier' in kind.place) {
    return told(part, spells, alike('NULL', 'NULL::date', dimensionOf(kind, 'tier')), 'seat', seats(by));
  }
  const { code, on } = placeOf(kind);
  const ofPlace = kind.agency === undefined && by === 'tier';
  const join = `JOIN place ON place.code = alike.code AND alike.day >= place.valid_from AND alike.day < place.valid_to`;
  const dimension = ofPlace ? 'NULL::text' : dimensionOf(kind, by);
  return told(part, spells, alike(code, on, dimension), ofPlace ? 'level' : 'tier', join);
}

function denominator(of: Spells | 'agencies', synthetic: string, by: Dimension, kindOf: KindOf): string {
  if (of !== 'agencies') return spellsOf('d', of, by, kindOf);
  const agencies = `SELECT unit_code AS code, tier, code AS key, valid_from AS since, valid_to AS until, 1 AS amount
    FROM agency WHERE demonstration IS FALSE OR ${synthetic}`;
  const join = `JOIN place ON place.code = alike.code AND since < place.valid_to AND until > place.valid_from`;
  return told('d', { each: 'code' }, agencies, by === 'tier' ? 'tier' : 'key', join);
}

/** Where each agency of a tier sits, and for how long: a record of the tier counts once in each such unit. */
const seats = (by: Dimension) => `JOIN (
    SELECT tier, unit, seat, lower(span) AS member_from, upper(span) AS member_to
    FROM (SELECT agency.tier, place.unit, agency.${by === 'tier' ? 'tier' : 'code'} AS seat, unnest(range_agg(daterange(
            greatest(agency.valid_from, place.member_from), least(agency.valid_to, place.member_to)))) AS span
          FROM agency
          JOIN place ON place.code = agency.unit_code AND agency.valid_from < place.valid_to AND agency.valid_to > place.valid_from
          WHERE greatest(agency.valid_from, place.member_from) < least(agency.valid_to, place.member_to)
          GROUP BY 1, 2, 3) seated) place USING (tier)`;

/** part, unit, tier, amount, since, until, once for all tiers together and once for its own; with `each`, no key twice at a time. */
function told(
  part: string,
  { each }: Pick<Spells, 'each'>,
  alike: string,
  tier: string,
  join: string,
): string {
  const spells = `
    SELECT unit, told.tier, key, amount::numeric, greatest(since, member_from) AS since, least(until, member_to) AS until
    FROM (${alike}) alike ${join}
    CROSS JOIN LATERAL (VALUES (''), (${tier})) AS told (tier)
    WHERE told.tier IS NOT NULL AND greatest(since, member_from) < least(until, member_to)`;
  if (each === undefined)
    return `SELECT '${part}' AS part, unit, tier, amount, since, until FROM (${spells}) counted`;
  return `SELECT '${part}' AS part, unit, tier, 1::numeric AS amount, lower(span) AS since, upper(span) AS until
    FROM (SELECT unit, tier, key, unnest(range_agg(daterange(since, until))) AS span
          FROM (${spells}) counted GROUP BY unit, tier, key) distinctly`;
}
