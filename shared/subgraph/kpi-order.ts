/** The order of what a filter selects, and where a page of it begins. */
import type { KpiDeclaration } from '../kpi/kpi';
import type { Period } from '../period/period';
import type { UnitId } from '../units/unit';
import type { KpiSelection } from './kpi-selection';

export type KpiOrderField = 'VALUE' | 'UNIT' | 'PERIOD' | 'CODE';
export type SortDirection = 'ASC' | 'DESC';

export interface KpiOrder {
  readonly field: KpiOrderField;
  readonly direction: SortDirection;
}

/** Units, in them periods, in them the catalogue. */
export const DEFAULT_ORDER: KpiOrder = { field: 'UNIT', direction: 'ASC' };

/** One KPI of one unit in one period. */
export interface KpiPlace {
  readonly unit: UnitId;
  readonly period: Period;
  readonly kpi: KpiDeclaration;
}

type Axis = keyof KpiPlace;

/** All places of a selection, of which none is made before it is asked for. Ordered by VALUE it is in the default order. */
export class KpiPlaces {
  readonly length: number;
  /** Outermost first. */
  private readonly nesting: readonly Axis[];
  private readonly units: readonly UnitId[];
  private readonly periods: readonly Period[];
  private readonly kpis: readonly KpiDeclaration[];

  constructor({ units, periods, kpis }: KpiSelection, { field, direction }: KpiOrder = DEFAULT_ORDER) {
    const directed = <T>(items: readonly T[], of: KpiOrderField) =>
      field === of && direction === 'DESC' ? items.toReversed() : items;
    this.units = directed(units, 'UNIT');
    this.periods = directed(periods, 'PERIOD');
    this.kpis = directed(
      field === 'CODE' ? kpis.toSorted((a, b) => (a.code < b.code ? -1 : 1)) : kpis,
      'CODE',
    );
    this.nesting = NESTING[field];
    this.length = units.length * periods.length * kpis.length;
  }

  at(index: number): KpiPlace {
    let rest = index;
    const step = (axis: Axis, size: number) => {
      const within = rest % size;
      rest = Math.floor(rest / size);
      return [axis, within] as const;
    };
    const steps = new Map(this.nesting.toReversed().map((axis) => step(axis, this.sizeOf(axis))));
    const unit = this.units[steps.get('unit') ?? 0];
    const period = this.periods[steps.get('period') ?? 0];
    const kpi = this.kpis[steps.get('kpi') ?? 0];
    if (unit === undefined || period === undefined || kpi === undefined || rest > 0) {
      throw new RangeError(`There is no place ${index} among ${this.length}.`);
    }
    return { unit, period, kpi };
  }

  /** -1 for a place that is not selected. */
  indexOf(unit: string, period: string, code: string): number {
    const steps: Readonly<Record<Axis, number>> = {
      unit: this.units.findIndex((candidate) => candidate === unit),
      period: this.periods.findIndex((candidate) => candidate === period),
      kpi: this.kpis.findIndex((candidate) => candidate.code === code),
    };
    if (Object.values(steps).includes(-1)) return -1;
    return this.nesting.reduce((index, axis) => index * this.sizeOf(axis) + steps[axis], 0);
  }

  private sizeOf(axis: Axis): number {
    return { unit: this.units, period: this.periods, kpi: this.kpis }[axis].length;
  }
}

const NESTING: Readonly<Record<KpiOrderField, readonly Axis[]>> = {
  VALUE: ['unit', 'period', 'kpi'],
  UNIT: ['unit', 'period', 'kpi'],
  PERIOD: ['period', 'unit', 'kpi'],
  CODE: ['kpi', 'unit', 'period'],
};

/** A place with the value it is ordered by; its index is the one in the default order. */
export interface ValuedPlace {
  readonly index: number;
  readonly value: number | null;
}

/** Missing values come last in both directions; ties are in the default order. */
export function byValue(direction: SortDirection): (a: ValuedPlace, b: ValuedPlace) => number {
  const sign = direction === 'ASC' ? 1 : -1;
  return (a, b) => {
    if (a.value === b.value) return a.index - b.index;
    if (a.value === null) return 1;
    if (b.value === null) return -1;
    return sign * (a.value - b.value);
  };
}
