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

/** How surely a target is known. An unverified one is listed, with its legal basis, and never applied. */
export type Confidence = 'STATED_IN_SOURCE' | 'SEEN_IN_PUBLIC_MATERIAL' | 'UNVERIFIED';

/** A value to reach by a day, set by one issuer; several issuers' targets may hold at once. */
export interface TargetDefinition {
  readonly value: number;
  /** The tier of agencies it is set for; absent: all. */
  readonly tier?: Tier;
  /** The day it holds from, or the first day of the year where only that is known; absent: always. */
  readonly from?: Day;
  readonly by?: Day;
  readonly issuer: string;
  readonly legalBasis: string;
  readonly confidence: Confidence;
  /** Where one of the source texts states it: the words, in Vietnamese, and the text's id. */
  readonly quote?: string;
  readonly source?: string;
}

/** A target that a source states in words without a number; nothing is measured against it. */
export interface QualitativeTarget {
  readonly statement: Localised;
  readonly by?: Day;
  readonly issuer: string;
  readonly quote: string;
  readonly source: string;
}

/**
 * Which records a KPI counts, as SQL over one kind of record, called `r`; `agency` is the register's row of the
 * record's agency. A numerator or denominator is a condition whose records are counted, or `{ sum }`, an expression
 * that is added up. Without a denominator it is a plain count.
 */
export type Counts = FlowCounts | StockCounts | UseCounts;

type Measure = string | Amount;

/** An expression that is added up, over the records of the KPI or over those that meet a condition. */
export interface Amount {
  readonly sum: string;
  readonly where?: string;
}

/** Other records that a flow's conditions look into: their column `by` holds the column `to` of the counted ones. */
export interface JoinedRecords {
  readonly records: string;
  readonly by: string;
  readonly to: string;
}

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
  readonly joined?: JoinedRecords;
  /** The column that names the person behind a record; needed where the KPI has `disclosure` rules. */
  readonly person?: string;
  readonly remainders?: readonly Remainder[];
}

/**
 * A group of persons whose size follows from two KPIs, such as those due a payment less those paid. The KPI that declares it
 * is withheld where the group is small.
 */
export interface Remainder {
  /** A condition, like that of a numerator. */
  readonly where: string;
  /** What it is left of, and less what: a KPI's code and its `numerator` or `denominator`, with a space between. */
  readonly whole: string;
  readonly part: string;
}

/** Things that last; a period's figure is that of its last day. A numerator alone is a plain count. */
export interface StockCounts {
  readonly held: Spells;
  /**
   * `agencies`: all agencies of the register, those of the demonstration only where the records are synthetic as well.
   * What an agency holds ends with the agency then.
   */
  readonly of?: Spells | 'agencies';
}

/** Of the distinct things that are there on the period's last day, those that were used in it. */
export interface UseCounts {
  readonly used: {
    readonly records: string;
    readonly on: string;
    readonly where?: string;
    /** The column that names what was used: the same as the denominator's `each`. */
    readonly each: string;
  };
  readonly of: Spells & { readonly each: string };
}

/** Records that hold for a span of days, from the first until before the last. */
export interface Spells {
  readonly records: string;
  /** Columns, or SQL for a day: it holds from the latest of them on, and never where one is empty. */
  readonly from: readonly (string | { readonly day: string })[];
  /** Columns, or SQL for a day: it holds until before the earliest of them that is filled. */
  readonly to: readonly (string | { readonly day: string })[];
  readonly where?: string;
  /** It holds only while a record of another kind holds as well, whose column `by` equals the column `equals` of this one. */
  readonly during?: Omit<Spells, 'each' | 'sum' | 'during'> & {
    readonly by: string;
    readonly equals: string;
  };
  /** The column whose distinct values are counted, at each level anew; absent: records are counted. */
  readonly each?: string;
  /** What is added up instead of counting records. */
  readonly sum?: string;
}

/**
 * When a figure says too much about single persons and is withheld, together with others that would give it away. Rules of
 * minimum frequency and (1, k) dominance: Handbook on Statistical Disclosure Control (ESSnet SDC), chapter 4. The values are
 * the project's own choice: no Vietnamese text sets them.
 */
export interface DisclosureRules {
  /** Persons behind a numerator, its complement or a denominator; fewer, but not none, are withheld. */
  readonly minimumCellSize: number;
  /** Of an amount: the share in per cent beyond which one person's part of it is withheld. */
  readonly dominancePercent?: number;
}

/** A count that stands beside a KPI's value, such as the certificates of one type. */
export interface BreakdownItem {
  readonly code: string;
  readonly name: Localised;
  readonly counts: Counts;
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
  /** Targets that are words without a number. */
  readonly qualitativeTargets?: readonly QualitativeTarget[];
  /** Taken at the period's end, so that the newest figure inside a period speaks for it. */
  readonly stock?: true;
  /** Absent where a figure is about no single persons. The persons of a flow are the distinct ones of a month. */
  readonly disclosure?: DisclosureRules;
  /** Absent for a figure that is only published, and for a distribution that has no single value. */
  readonly counts?: Counts;
  readonly breakdown?: readonly BreakdownItem[];
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
type WrittenKpi = Omit<KpiDeclaration, 'code' | 'targets' | 'qualitativeTargets'> & {
  readonly code: string;
  readonly targets?: readonly WrittenTarget[];
  readonly qualitativeTargets?: readonly (Omit<QualitativeTarget, 'by'> & { readonly by?: string })[];
};
type WrittenSystem = Omit<SystemDeclaration, 'kpis'> & { readonly kpis: readonly WrittenKpi[] };

/** @throws InvalidInput when a target's day does not exist */
export function declareSystem(system: WrittenSystem): SystemDeclaration {
  for (const { targets = [], qualitativeTargets = [] } of system.kpis) {
    for (const { from, by } of targets) [from, by].forEach((day) => day !== undefined && parseDay(day));
    for (const { by } of qualitativeTargets) if (by !== undefined) parseDay(by);
  }
  // The brands are given here: a KpiCode is whatever a declaration says, and the days have been checked.
  return system as SystemDeclaration;
}

/** The items of a KPI's breakdown as KPIs of their own, `SIG-01/enterprise`: rolled up, and withheld, like any other. */
export function breakdownOf({ breakdown = [], ...kpi }: KpiDeclaration): (KpiDeclaration & BreakdownItem)[] {
  // The brand is given here as in declareSystem: these are codes that a declaration makes.
  return breakdown.map((item) => ({ ...kpi, ...item, code: `${kpi.code}/${item.code}` as KpiCode }));
}

/** The system's value in the SourceSystem enum: `public-services` is PUBLIC_SERVICES. */
export function systemEnumValue({ name }: SystemDeclaration): string {
  return name.toUpperCase().replaceAll('-', '_');
}

/** The system's field on Scorecard: `public-services` is publicServices. */
export function systemField({ name }: SystemDeclaration): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
