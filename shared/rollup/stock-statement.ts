/** The SQL that rolls up what lasts: the state on a period's last day. */
import type { StockCounts, UseCounts } from '../kpi/kpi';
import { agencyJoin, dayOfColumn, dimensionOf, periodsOf, placeJoin } from './place';
import { LAST_DAY, reached, recordsAsOf } from './records-as-of';
import { agencySpells, type KindOf, spellsOf } from './spells';
import type { Counted, Dimension, RollupStatement } from './statement';

/** What is held on the last day, of what is there on it. */
export function stockStatement(kpi: Counted<StockCounts>, kindOf: KindOf): RollupStatement {
  const { held, of } = kpi.counts;
  const records = [
    held.records,
    ...(held.during === undefined ? [] : [held.during.records]),
    ...(typeof of === 'object' ? [of.records] : []),
  ];
  const kinds = [...new Set(records)].map(kindOf);
  const spells = (by: Dimension) => [
    spellsOf('n', held, by, kindOf, of === 'agencies'),
    ...(of === undefined
      ? []
      : [of === 'agencies' ? agencySpells(by, held.records) : spellsOf('d', of, by, kindOf)]),
  ];
  return {
    reads: kinds.map(({ name }) => name),
    kpis: [kpi.code],
    select: (by, touchedOnly) => `
      WITH ${recordsAsOf(kpi.code, kinds)}, spell AS (${spells(by).join(' UNION ALL ')}), ${HELD_BY_PERIOD}
      SELECT unit, period, '${kpi.code}', tier, coalesce(n, 0), ${of === undefined ? 'NULL::numeric' : 'coalesce(d, 0)'},
             ${sensitive(kpi, of === undefined ? ['n'] : ['n', 'd - n'])}, ${sensitive(kpi, of === undefined ? [] : ['d'])}
      FROM (SELECT unit, period, tier, coalesce(n, 0) AS n, coalesce(d, 0) AS d FROM held_by_period) figure
      ${touchedOnly ? 'JOIN touched USING (unit, period)' : ''}`,
  };
}

/**
 * Of what is there on the last day, what was used in the period.
 * used: which of it was, by unit and tier; what is used elsewhere, or is gone by the last day, does not count
 */
export function useStatement(kpi: Counted<UseCounts>, kindOf: KindOf): RollupStatement {
  const { used, of } = kpi.counts;
  const kind = kindOf(used.records);
  const kinds = [...new Set([kind, kindOf(of.records)])];
  const on = dayOfColumn(kind, used.on);
  return {
    reads: kinds.map(({ name }) => name),
    kpis: [kpi.code],
    select: (by, touchedOnly) => `
      WITH ${recordsAsOf(kpi.code, kinds)}, spell AS (${spellsOf('d', of, by, kindOf)}), ${HELD_BY_PERIOD}, using_record AS (
        SELECT DISTINCT place.unit, ${dimensionOf(kind, by)} AS tier, date_trunc('month', ${on})::date AS month, r."${used.each}" AS key
        FROM "${kind.name}" r
        ${agencyJoin(kind)}
        ${placeJoin(kind, on)}
        WHERE ${reached(kind, used.on)} AND (${used.where ?? 'true'})
      ), used AS (
        SELECT unit, period, coalesce(tier, '') AS tier, count(DISTINCT key) AS n
        FROM using_record
        CROSS JOIN LATERAL ${periodsOf('month')}
        JOIN ends USING (period)
        JOIN spell USING (unit, tier, key)
        WHERE spell.since <= ends.last AND spell.until > ends.last
        GROUP BY GROUPING SETS ((unit, period), (unit, period, tier))
      )
      SELECT unit, period, '${kpi.code}', tier, coalesce(used.n, 0), coalesce(d, 0), false, false
      FROM held_by_period
      ${touchedOnly ? 'JOIN touched USING (unit, period)' : ''}
      LEFT JOIN used USING (unit, period, tier)`,
  };
}

/** SQL for a condition: one of those counts is of some persons, but too few. */
function sensitive({ disclosure }: Counted<StockCounts>, counts: readonly string[]): string {
  if (disclosure === undefined || counts.length === 0) return 'false';
  return counts.map((count) => `${count} BETWEEN 1 AND ${disclosure.minimumCellSize - 1}`).join(' OR ');
}

/**
 * Common table expressions from `spell` on that end in held_by_period (unit, period, tier, n, d), the tier empty for all
 * together.
 * months: those that the coverage reaches, each with the last day of it that is covered, on which its state is taken
 * change: what enters and leaves since the month before, so that a month's figure is the sum of the changes up to it
 * ends: of each period the month whose state it has
 */
const HELD_BY_PERIOD = `months AS (
        SELECT month::date, max(least((month + interval '1 month')::date - 1, last)) AS last
        FROM span, generate_series(date_trunc('month', first), last, interval '1 month') AS month GROUP BY month
      ), clipped AS (
        SELECT part, unit, tier, amount, greatest(since, first) AS since, until
        FROM spell, (SELECT min(month) AS first, max(last) AS last FROM months) bounds
        WHERE since < until AND since <= last AND until > first
      ), moved AS (
        SELECT part, unit, tier, since AS day, amount FROM clipped
        UNION ALL SELECT part, unit, tier, until, -amount FROM clipped WHERE until <= ${LAST_DAY}
      ), change AS (
        SELECT unit, tier, bucket.month, sum(amount) FILTER (WHERE part = 'n') AS n, sum(amount) FILTER (WHERE part = 'd') AS d
        FROM moved
        LEFT JOIN months own ON own.month = date_trunc('month', day)
        CROSS JOIN LATERAL (
          SELECT CASE WHEN day <= own.last THEN own.month ELSE (SELECT min(month) FROM months WHERE months.last >= day) END
        ) AS bucket (month)
        GROUP BY unit, tier, bucket.month
      ), held AS (
        SELECT unit, tier, month, sum(n) OVER running AS n, sum(d) OVER running AS d
        FROM (SELECT DISTINCT unit, tier FROM change) holder CROSS JOIN months LEFT JOIN change USING (unit, tier, month)
        WINDOW running AS (PARTITION BY unit, tier ORDER BY month)
      ), ends AS (
        SELECT period, max(month) AS month, max(last) AS last FROM months CROSS JOIN LATERAL ${periodsOf('month')} GROUP BY period
      ), held_by_period AS (
        SELECT unit, period, tier, n, d
        FROM ends
        JOIN held USING (month)
        JOIN (SELECT unit, min(member_from) AS begins, max(member_to) AS ends FROM place GROUP BY unit) lasting USING (unit)
        WHERE ends.last >= begins AND ends.last < lasting.ends
      )`;
