/** The roll-up cells of one unit and period, as they came from the database; a cell is made when it is asked for. */
import type { Cell } from '../kpi/reading';
import type { KpiCell, KpiReach } from './cell';

/** A row of the table with how far its KPI's records reach. */
export type CellRow = Omit<KpiCell, 'people'> & Pick<KpiReach, 'asOf'>;

export class Cells {
  private readonly rows = new Map<string, CellRow[]>();

  add(row: CellRow): void {
    const known = this.rows.get(row.kpi);
    if (known === undefined) this.rows.set(row.kpi, [row]);
    else known.push(row);
  }

  /** @param tier absent for all tiers together */
  get(kpi: string, tier = ''): Cell | undefined {
    const row = this.rows.get(kpi)?.find((candidate) => candidate.tier === tier);
    if (row === undefined) return undefined;
    const { numerator, denominator, demonstration, suppressed, asOf } = row;
    return {
      numerator: numberOf(numerator),
      denominator: numberOf(denominator),
      demonstration,
      suppressed,
      asOf,
    };
  }
}

/** Counts and amounts fit a double. */
function numberOf(numeric: string | null): number | null {
  return numeric === null ? null : Number(numeric);
}
