/** What a roll-up statement is. */
import type { KpiCode, KpiDeclaration } from '../kpi/kpi';

/** What a unit's figure is told apart by: the tier of the agencies that handle, or each agency. */
export type Dimension = 'tier' | 'agency';

/**
 * One SELECT in the columns of CELL_COLUMNS, once for all together, the dimension empty, and once for each of the dimension.
 * It reads the coverage of its KPIs from `kpi_coverage`. With `touchedOnly` it gives only what is in the table `touched`.
 */
export interface RollupStatement {
  /** All kinds of record that it looks into. */
  readonly reads: readonly string[];
  /** How the records of a flow are placed in time; absent for what lasts, which touches every later period. */
  readonly flow?: FlowRecords;
  readonly kpis: readonly KpiCode[];
  readonly select: (by: Dimension, touchedOnly: boolean) => string;
}

/** The kind of record that a flow counts, the column whose day it is counted by, and what its conditions look into. */
export interface FlowRecords {
  readonly records: string;
  readonly on: string;
  readonly joined?: { readonly records: string; readonly by: string; readonly to: string } | undefined;
}

export type Counted<C> = KpiDeclaration & { readonly counts: C };

/** The last two say that a numerator, its complement or a denominator is about too few persons. */
export const CELL_COLUMNS =
  'unit, period, kpi, tier, numerator, denominator, numerator_sensitive, denominator_sensitive';

/** Keeps a statement to the records of the years and units that were touched. */
export const ONLY_TOUCHED = (day: string) =>
  `AND date_trunc('year', ${day})::date IN (SELECT year FROM touched_years) AND place.unit IN (SELECT unit FROM touched)`;
