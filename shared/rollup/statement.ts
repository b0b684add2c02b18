/** What a roll-up statement is. */
import type { KpiDeclaration } from '../kpi/kpi';

/** What a unit's figure is told apart by: the tier of the agencies that handle, or each agency. */
export type Dimension = 'tier' | 'agency';

/**
 * One SELECT in the columns of CELL_COLUMNS, once for all together, the dimension empty, and once for each of the dimension.
 * $1 is the as-of instant, up to which the records that it reads reach. With `touchedOnly` it gives only what is in the
 * table `touched`.
 */
export interface RollupStatement {
  /** All kinds of record that it looks into. */
  readonly reads: readonly string[];
  /** The kinds after whose import its cells are made whole: they last, so they touch every later period. */
  readonly wholeAfter: readonly string[];
  readonly kpis: readonly string[];
  readonly select: (by: Dimension, touchedOnly: boolean) => string;
}

export type Counted<C> = KpiDeclaration & { readonly counts: C };

export const CELL_COLUMNS = 'unit, period, kpi, tier, numerator, denominator, demonstration, people';

/** Keeps a statement to the records of the years and units that were touched. */
export const ONLY_TOUCHED = (day: string) =>
  `AND date_trunc('year', ${day})::date IN (SELECT year FROM touched_years) AND place.unit IN (SELECT unit FROM touched)`;
