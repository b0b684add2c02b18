/**
 * A unit of the new map shows, for a period before it began, what its parts add up to. Its cells come from the records
 * like all others; here those go of which some part has no data, since a sum of the rest would be partial.
 */
import type { QueryRunner } from 'typeorm';
import type { KpiDeclaration } from '../kpi/kpi';
import { dayOfInstant, endDayOf, firstDayOf } from './place';

/** A part counts in a period if it was there on some day of it, or, of what lasts, on its last day that is told. */
export async function dropIncomplete(runner: QueryRunner, kpis: readonly KpiDeclaration[]): Promise<void> {
  const stocks = kpis
    .filter(({ counts }) => counts !== undefined && 'held' in counts)
    .map(({ code }) => code);
  const last = `least(${endDayOf('c.period')}, ${dayOfInstant('reach.as_of')} + 1)`;
  await runner.query(
    `DELETE FROM kpi_cell c
     USING part p, kpi_reach reach
     WHERE p.unit = c.unit AND reach.kpi = c.kpi
       AND p.valid_from < ${last}
       AND CASE WHEN c.kpi = ANY ($1::text[]) THEN p.valid_to >= ${last} ELSE p.valid_to > ${firstDayOf('c.period')} END
       AND NOT EXISTS (
         SELECT FROM kpi_cell q WHERE q.unit = p.part AND q.period = c.period AND q.kpi = c.kpi AND q.tier = '')`,
    [stocks],
  );
}
