/** What a system's KPIs are read from: roll-up cells and published figures, for any unit and period. */
import DataLoader from 'dataloader';
import type { KpiDeclaration } from '../kpi/kpi';
import { read, type Reading } from '../kpi/reading';
import { endDay, firstDay } from '../period/period';
import type { PublishedFigures } from '../published/published-figures';
import { unitRegister } from '../reference/registers';
import type { AgencyLoader } from '../rollup/load-agencies';
import { Cells } from '../rollup/cells';
import type { CellKey, CellLoader } from '../rollup/load-cells';
import { isReprojected } from '../units/reprojection';
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
}

/** For a system without records, whose figures are only published. */
export function noCells(): CellLoader {
  return new DataLoader((keys) => Promise.resolve(keys.map(() => new Cells())), { cache: false });
}

/** The KPI as it stands in any unit and period; cells of one tick come with one statement. */
export async function loadReading(
  kpi: KpiDeclaration,
  key: CellKey,
  context: SystemContext,
): Promise<Reading> {
  return readingFrom(await context.cells.load(key), kpi, key, context);
}

export function readingFrom(
  cells: Cells,
  kpi: KpiDeclaration,
  { unit, period }: CellKey,
  { figures }: SystemContext,
  tier?: Tier,
): Reading {
  return read(kpi, {
    cell: cells.get(kpi.code, tier),
    figures: figures.of(kpi.code, unit),
    period,
    existed:
      unitRegister.existedDuring(unit, firstDay(period), endDay(period)) || reprojected({ unit, period }),
    ...(tier === undefined ? {} : { tier }),
  });
}

/** Whether the figures are those of the unit's predecessors, since the unit itself came later. */
export function reprojected({ unit: id, period }: CellKey): boolean {
  const unit = unitRegister.get(id);
  return unit !== undefined && isReprojected(unit, period);
}
