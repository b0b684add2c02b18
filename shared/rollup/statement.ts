/** What a roll-up statement is. */
import type { KpiDeclaration } from '../kpi/kpi';

/**
 * One INSERT into kpi_cell; $1 is the as-of instant, up to which the records that it reads reach. With `touchedOnly` it
 * fills only the cells in the table `touched`.
 */
export interface RollupStatement {
  readonly records: string;
  /** All kinds of record that it looks into. */
  readonly reads: readonly string[];
  /** The kinds after whose import its cells are made whole: they last, so they touch every later period. */
  readonly wholeAfter: readonly string[];
  readonly kpis: readonly string[];
  readonly sql: (touchedOnly: boolean) => string;
}

export type Counted<C> = KpiDeclaration & { readonly counts: C };

export const insertCells =
  'INSERT INTO kpi_cell (unit, period, kpi, tier, numerator, denominator, demonstration, people)';

/** Keeps a statement from reading the records of years that were not touched. */
export const TOUCHED_YEARS = (day: string) =>
  `AND ${day} >= (SELECT first FROM touched_years) AND ${day} < (SELECT last FROM touched_years)`;
