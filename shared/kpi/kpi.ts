/** What a KPI is: declared once, as data. Roll-ups, GraphQL types, catalogue and documentation follow from it. */
import { type Day, parseDay } from '../period/day';
import type { Localised, Tier } from '../units/unit';

export type KpiCode = string & { readonly brand: 'KpiCode' };

export const unitsOfMeasure = ['PERCENT', 'COUNT', 'SCORE', 'RANK', 'DAYS', 'VND'] as const;
export type UnitOfMeasure = (typeof unitsOfMeasure)[number];

export type Direction = 'HIGHER_IS_BETTER' | 'LOWER_IS_BETTER' | 'NEUTRAL';

/**
 * How a unit's value comes from what lies below it. Except for SUM and DISTINCT_COUNT the value is always
 * numerator ÷ denominator; for MEAN_OF_RATES the numerator is the sum of the agencies' own rates, as fractions,
 * and the denominator their number.
 */
export type Aggregation =
  'SUM' | 'RATIO' | 'MEAN' | 'WEIGHTED_MEAN' | 'MEAN_OF_RATES' | 'DISTINCT_COUNT' | 'NONE';

/** How surely a target is known: no target is listed that no source states. */
export type Confidence = 'STATED_IN_SOURCE' | 'SEEN_IN_PUBLIC_MATERIAL' | 'UNVERIFIED';

/** A value to reach by a day, set by one issuer; several issuers' targets may hold at once. */
export interface TargetDefinition {
  readonly value: number;
  /** The tier of agencies it is set for; absent: all. */
  readonly tier?: Tier;
  readonly from?: Day;
  readonly by?: Day;
  readonly issuer: string;
  readonly legalBasis: string;
  readonly confidence: Confidence;
}

/**
 * Which records a KPI counts, as SQL over one kind of record, called `r`. A numerator or denominator is a condition
 * whose records are counted, or `{ sum }`, an expression that is added up. Without a denominator it is a plain count.
 */
export type Counts = FlowCounts | StockCounts;

type Measure = string | { readonly sum: string };

/** Things that happen on a day; a period's figure covers the records of all its days. */
export interface FlowCounts {
  readonly records: string;
  /** The column whose Vietnamese day places a record in a period. */
  readonly on: string;
  /** A condition for both numerator and denominator. */
  readonly where?: string;
  readonly numerator: Measure;
  readonly denominator?: Measure;
  /**
   * Fold by agency first: `rate` turns each agency's numerator and denominator into its own rate,
   * `none` counts the agencies that have a denominator and no numerator.
   */
  readonly perAgency?: 'rate' | 'none';
  /** Other records that the conditions look into: their column `by` holds the column `to` of the counted ones. */
  readonly joined?: { readonly records: string; readonly by: string; readonly to: string };
}

/** Things that last; a period's figure is that of its last day. Counts agencies that have at least one of them. */
export interface StockCounts {
  readonly records: string;
  readonly from: string;
  readonly to: string;
}

export interface KpiDeclaration {
  readonly code: KpiCode;
  /** Its name in the system's typed group. */
  readonly field: string;
  readonly name: Localised;
  readonly definition: Localised;
  readonly unit: UnitOfMeasure;
  readonly decimals: number;
  readonly direction: Direction;
  readonly aggregation: Aggregation;
  readonly tiers: readonly Tier[];
  readonly targets?: readonly TargetDefinition[];
  /** Taken at the period's end, so that the newest figure inside a period speaks for it. */
  readonly stock?: true;
  /** Absent for a figure that is only published, and for a distribution that has no single value. */
  readonly counts?: Counts;
  /** A breakdown without a single value; `field` names the breakdown. */
  readonly distribution?: true;
}

/** A line-of-business system: what it is called, and what it declares. */
export interface SystemDeclaration {
  /** Folder, subgraph and import command: `feedback`. */
  readonly name: string;
  /** Stem of its GraphQL types: `Feedback` gives FeedbackKpi and FeedbackKpis. */
  readonly typeName: string;
  readonly title: Localised;
  readonly kpis: readonly KpiDeclaration[];
}

/** As declarations are written: codes and days are plain text there, and become KpiCode and Day here. */
type WrittenTarget = Omit<TargetDefinition, 'from' | 'by'> & { readonly from?: string; readonly by?: string };
type WrittenKpi = Omit<KpiDeclaration, 'code' | 'targets'> & {
  readonly code: string;
  readonly targets?: readonly WrittenTarget[];
};
type WrittenSystem = Omit<SystemDeclaration, 'kpis'> & { readonly kpis: readonly WrittenKpi[] };

/** @throws InvalidInput when a target's day does not exist */
export function declareSystem(system: WrittenSystem): SystemDeclaration {
  for (const { from, by } of system.kpis.flatMap(({ targets = [] }) => targets)) {
    if (from !== undefined) parseDay(from);
    if (by !== undefined) parseDay(by);
  }
  // The brands are given here: a KpiCode is whatever a declaration says, and the days have been checked.
  return system as SystemDeclaration;
}

/** The system's value in the SourceSystem enum: `public-services` is PUBLIC_SERVICES. */
export function systemEnumValue({ name }: SystemDeclaration): string {
  return name.toUpperCase().replaceAll('-', '_');
}

/** The system's field on Scorecard: `public-services` is publicServices. */
export function systemField({ name }: SystemDeclaration): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
