/** What was read of one unit and period: its roll-up cells, made when they are asked for, and what the records cover. */
import { type Coverage, type CoverageSpan, flowCoverage, isStock, stockCoverage } from '../kpi/coverage';
import type { KpiDeclaration } from '../kpi/kpi';
import type { Cell } from '../kpi/reading';
import type { KpiCell } from './cell';
import type { SystemCoverage } from './system-coverage';
import type { UnitPeriod } from './unit-period';

/** A row of the table, as far as readers may see it. */
export type CellRow = Omit<KpiCell, 'numeratorSensitive' | 'denominatorSensitive'>;

export class Cells {
  private readonly rows = new Map<string, CellRow[]>();
  /** Many KPIs are covered alike. */
  private readonly flows = new Map<readonly CoverageSpan[], Coverage>();
  private readonly stocks = new Map<readonly CoverageSpan[], Coverage>();

  constructor(
    readonly scope: UnitPeriod,
    private readonly covered: SystemCoverage,
  ) {}

  add(row: CellRow): void {
    const known = this.rows.get(row.kpi);
    if (known === undefined) this.rows.set(row.kpi, [row]);
    else known.push(row);
  }

  /** Undefined where nothing was counted, or nothing is known. @param tier absent for all tiers together */
  get(kpi: string, tier = ''): Cell | undefined {
    const row = this.rows.get(kpi)?.find((candidate) => candidate.tier === tier);
    if (row === undefined) return undefined;
    const { numerator, denominator, suppressed } = row;
    return { numerator: numberOf(numerator), denominator: numberOf(denominator), suppressed };
  }

  coverage(kpi: Pick<KpiDeclaration, 'code' | 'counts'>): Coverage {
    const { area, days } = this.scope;
    if (area === undefined) return 'NO_DATA';
    const spans = this.covered.spansOf(kpi.code);
    const isOfOneDay = isStock(kpi);
    const known = isOfOneDay ? this.stocks : this.flows;
    let coverage = known.get(spans);
    if (coverage === undefined) {
      coverage = isOfOneDay ? stockCoverage(spans, area, days) : flowCoverage(spans, area, days);
      known.set(spans, coverage);
    }
    return coverage;
  }
}

/** Counts and amounts fit a double. */
function numberOf(numeric: string | null): number | null {
  return numeric === null ? null : Number(numeric);
}
