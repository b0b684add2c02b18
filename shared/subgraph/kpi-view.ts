/** One KPI as the graph shows it: the roll-up cell and the published figures, read together. */
import type { KpiDeclaration, SystemDeclaration } from '../kpi/kpi';
import { speaksOf } from '../kpi/published-figure';
import { read, type Reading, statusOf } from '../kpi/reading';
import { InvalidInput } from '../period/invalid-input';
import { endDay, firstDay, parsePeriod, type Period } from '../period/period';
import type { PublishedFigures } from '../published/published-figures';
import { unitRegister } from '../reference/registers';
import { type CellKey, type CellLoader, cellName, type Cells } from '../rollup/load-cells';
import type { Tier, UnitId } from '../units/unit';
import type { KpiFields } from './kpi-types';
import type { KpiTierValue } from './value-types';

/** What one request to a system's subgraph reads from. */
export interface SystemContext {
  readonly cells: CellLoader;
  readonly figures: PublishedFigures;
  readonly now: Date;
}

export class KpiView implements KpiFields {
  private readonly reading: Reading;
  readonly unit: { readonly id: UnitId };

  constructor(
    private readonly kpi: KpiDeclaration,
    private readonly key: CellKey,
    private readonly cells: Cells,
    private readonly context: SystemContext,
    readonly indicator: object,
  ) {
    this.unit = { id: key.unit };
    this.reading = this.readFor();
  }

  get id(): string {
    return kpiId(this.key, this.kpi.code);
  }

  get code() {
    return this.kpi.code;
  }

  get period(): Period {
    return this.key.period;
  }

  get value() {
    return this.reading.value;
  }

  get numerator() {
    return this.reading.numerator;
  }

  get denominator() {
    return this.reading.denominator;
  }

  get missing() {
    return this.reading.missing;
  }

  get origin() {
    return this.reading.origin;
  }

  get dataAsOf() {
    return this.reading.dataAsOf;
  }

  get status() {
    return statusOf(this.reading, this.key.period, this.context.now);
  }

  get byTier(): KpiTierValue[] {
    return this.kpi.tiers.map((tier) => ({ tier, ...this.readFor(tier) }));
  }

  get published() {
    return this.figures.filter((figure) => speaksOf(figure, this.key.period));
  }

  private get figures() {
    return this.context.figures.of(this.kpi.code, this.key.unit);
  }

  private readFor(tier?: Tier): Reading {
    const { unit, period } = this.key;
    return read(this.kpi, {
      cell: this.cells.get(cellName(this.kpi.code, tier)),
      figures: this.figures,
      period,
      existed: unitRegister.existedDuring(unit, firstDay(period), endDay(period)),
      ...(tier === undefined ? {} : { tier }),
    });
  }
}

/** A KPI's identity across subgraphs: `vn2004.27:2022:FBK-02`. */
export function kpiId({ unit, period }: CellKey, code: string): string {
  return `${unit}:${period}:${code}`;
}

/** @throws InvalidInput unless the id is one that `kpiId` makes of a KPI of the system */
export function parseKpiId(id: string, { kpis }: SystemDeclaration): { key: CellKey; kpi: KpiDeclaration } {
  const [unit = '', period = '', code = '', ...rest] = id.split(':');
  const kpi = kpis.find((candidate) => candidate.code === code);
  if (kpi === undefined || rest.length > 0) {
    throw new InvalidInput(
      `"${id}" is not the id of a KPI of this system. Expected one such as vn2004.27:2022:FBK-02.`,
    );
  }
  return { key: { unit: parseUnitId(unit), period: parsePeriod(period) }, kpi };
}

/** A reference names a unit that the directory knows; one that is not in the register has no figures, and no brand to lose. */
export function parseUnitId(id: string): UnitId {
  return unitRegister.get(id)?.id ?? (id as UnitId);
}
