/** What a system's KPIs are read from: roll-up cells and published figures, for any unit and period. */
import DataLoader from 'dataloader';
import type { KpiDeclaration } from '../kpi/kpi';
import { type KpiStatus, read, type Reading, statusOf } from '../kpi/reading';
import type { PublishedFigures } from '../published/published-figures';
import { Cells } from '../rollup/cells';
import type { AgencyLoader } from '../rollup/load-agencies';
import type { CellKey, CellLoader } from '../rollup/load-cells';
import { NO_COVERAGE } from '../rollup/system-coverage';
import type { ReleaseCheck } from '../rollup/request-reader';
import { unitPeriods } from '../rollup/unit-period';
import type { Tier } from '../units/unit';
import type { Caller } from './caller';

/** What one request to a system's subgraph reads from. */
export interface SystemContext {
  readonly cells: CellLoader;
  /** Absent where there are no records. */
  readonly agencies?: AgencyLoader | undefined;
  readonly figures: PublishedFigures;
  readonly now: Date;
  readonly caller: Caller;
  /** Notes what each statement has read. */
  readonly releases: ReleaseCheck;
}

/** For a system without records, whose figures are only published. */
export function noCells(): CellLoader {
  const unitPeriod = unitPeriods();
  const cellsOf = ({ unit, period }: CellKey) => new Cells(unitPeriod(unit, period), NO_COVERAGE);
  return new DataLoader((keys) => Promise.resolve(keys.map(cellsOf)), { cache: false });
}

export type StatedReading = Reading & { readonly status: KpiStatus };

/** The KPI as it stands in any unit and period; cells of one tick come with one statement. */
export async function loadReading(
  kpi: KpiDeclaration,
  key: CellKey,
  context: SystemContext,
): Promise<StatedReading> {
  const cells = await context.cells.load(key);
  const reading = readingFrom(cells, kpi, key, context);
  return { ...reading, status: statusOf(reading, cells.scope.days.endsAt, context.now) };
}

export function readingFrom(
  cells: Cells,
  kpi: KpiDeclaration,
  { unit, period }: CellKey,
  { figures }: Pick<SystemContext, 'figures'>,
  tier?: Tier,
): Reading {
  return read(kpi, {
    cell: cells.get(kpi.code, tier),
    coverage: cells.coverage(kpi),
    figures: figures.of(kpi.code, unit),
    ...{ period, tier, existed: cells.scope.existed },
  });
}
