/** A KPI by its definition, in plain code: which records count, record by record, or who holds what on a day. */
import type { Day } from '../../shared/period/day';
import type { Tier, Unit } from '../../shared/units/unit';
import type { HeldRecords } from './held-records';

interface Named {
  /** `SIG-01`, or `SIG-01/enterprise` for an item of its breakdown. */
  readonly code: string;
  readonly tiers: readonly Tier[];
  /** The kinds of record that must all cover a day for the KPI to have figures of it. */
  readonly reads: readonly string[];
}

/** One record that happened on a day. */
export interface Happened {
  readonly unit: Unit;
  /** The day by which it counts. */
  readonly on: Day;
  /** The day on which its place was written down. */
  readonly placed: Day;
  readonly tier: Tier | undefined;
  readonly agency?: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** What happens on days: the figure is that of the period's days together, up to the as-of instant. */
export interface Flow extends Named {
  /** Absent: the numerator alone is served. */
  readonly isRatio?: true;
  readonly happened: (records: HeldRecords, asOf: Date) => readonly Happened[];
  /** Each agency's own rate, or each agency without any, instead of the records. */
  readonly perAgency?: 'rate' | 'without';
}

/** One thing that is there on a day. */
export interface Held {
  readonly unit: Unit;
  readonly tier: Tier | undefined;
  /** Things of the same name in a unit count once. */
  readonly name: string;
  readonly amount: number;
}

/** What lasts: the figure is that of the period's last day. */
export interface Stock extends Named {
  readonly held: HeldOn;
  readonly of?: HeldOn;
}

/** What is there on the day, as far as it has happened by the as-of instant. */
export type HeldOn = (records: HeldRecords, on: Day, asOf: Date) => readonly Held[];

/** Of what is there on the period's last day, what was used in the period at the unit. */
export interface Use extends Named {
  readonly used: (records: HeldRecords, asOf: Date) => readonly (Happened & { readonly name: string })[];
  readonly there: HeldOn;
}

export type NaiveKpi = Flow | Stock | Use;
