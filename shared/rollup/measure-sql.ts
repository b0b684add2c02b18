/** SQL for the numerators and denominators of flows: counts of records, or amounts. */
import type { FlowCounts } from '../kpi/kpi';

type Measure = FlowCounts['denominator'];

/** SQL that aggregates the records `r` to the measure; null where there is none. */
export function measureSql(counts: FlowCounts, measure: Measure): string {
  if (measure === undefined) return 'NULL::numeric';
  const condition = conditionOf(counts, measure);
  return typeof measure === 'string'
    ? `count(*) FILTER (WHERE ${condition})`
    : `coalesce(sum(${measure.sum}) FILTER (WHERE ${condition}), 0)`;
}

/** SQL for a condition: the record `r` is behind the measure. */
export function conditionOf({ where = 'true' }: FlowCounts, measure: NonNullable<Measure>): string {
  return `(${where}) AND (${typeof measure === 'string' ? measure : (measure.where ?? 'true')})`;
}
