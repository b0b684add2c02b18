/** One KPI as the graph shows it: the roll-up cell and the published figures, read together. */
import type { Coverage } from '../kpi/coverage';
import { breakdownOf, type KpiDeclaration, type SystemDeclaration } from '../kpi/kpi';
import { speaksOf } from '../kpi/published-figure';
import { type Reading, statusOf } from '../kpi/reading';
import { attain } from '../kpi/target';
import { InvalidInput } from '../period/invalid-input';
import { parsePeriod, type Period } from '../period/period';
import { unitRegister } from '../reference/registers';
import type { Cells } from '../rollup/cells';
import type { CellKey } from '../rollup/load-cells';
import type { Tier, UnitId } from '../units/unit';
import type { KpiTarget } from './comparison-types';
import { readingFrom, type SystemContext } from './kpi-source';
import type { KpiFields } from './kpi-types';
import type { KpiBreakdownItem, KpiTierValue } from './value-types';

export class KpiView implements KpiFields {
  private readonly reading: Reading;
  readonly unit: { readonly id: UnitId };

  constructor(
    readonly kpi: KpiDeclaration,
    readonly key: CellKey,
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
    return statusOf(this.reading, this.cells.scope.days.endsAt, this.context.now);
  }

  get reprojected() {
    return this.cells.scope.reprojected;
  }

  /** What the records cover, whatever the value comes from. */
  get coverage(): Coverage {
    return this.cells.coverage(this.kpi);
  }

  get target() {
    return this.targetFor(this.reading);
  }

  get byTier(): KpiTierValue[] {
    return this.kpi.tiers.map((tier) => {
      const reading = this.readFor(tier);
      return { tier, ...reading, target: this.targetFor(reading, tier) };
    });
  }

  get breakdown(): KpiBreakdownItem[] {
    return breakdownOf(this.kpi).map((item) => ({
      ...readingFrom(this.cells, item, this.key, this.context),
      code: item.code.slice(this.kpi.code.length + 1),
      name: `${item.name.en} (${item.name.vi})`,
    }));
  }

  get published() {
    return this.context.figures
      .of(this.kpi.code, this.key.unit)
      .filter((figure) => speaksOf(figure, this.key.period));
  }

  private readFor(tier?: Tier): Reading {
    return readingFrom(this.cells, this.kpi, this.key, this.context, tier);
  }

  private targetFor(reading: Reading, tier?: Tier): KpiTarget | null {
    const { unit, period } = this.key;
    const attained = attain(this.kpi, reading, { level: unitRegister.get(unit)?.level, tier, period });
    if (attained === undefined) return null;
    const { target, attainment, met } = attained;
    const { issuer, legalBasis, confidence, by } = target;
    return { value: target.value, attainment, met, by, issuer, legalBasis, confidence };
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
