/** A figure that an authority or the press printed: quoted, dated, never recomputed. */
import type { Day } from '../period/day';
import { containsDay, containsPeriod, type Period } from '../period/period';
import type { Tier, UnitId } from '../units/unit';
import type { KpiCode, KpiDeclaration, UnitOfMeasure } from './kpi';

export const qualifiers = ['EXACT', 'OVER', 'NEARLY', 'IMPLIED'] as const;
export type Qualifier = (typeof qualifiers)[number];

export const periodKinds = ['FULL_PERIOD', 'YEAR_TO_DATE', 'AS_OF', 'CUMULATIVE'] as const;
export type PeriodKind = (typeof periodKinds)[number];

export interface FigureSource {
  readonly id: string;
  readonly title: string;
  readonly publisher?: string | undefined;
  readonly publishedOn?: Day | undefined;
}

interface Figure {
  readonly kpi: KpiCode;
  readonly unit: UnitId;
  readonly tier?: Tier | undefined;
  /** What was counted, where that is not the KPI itself: listed beside it, never its value. */
  readonly measure?: string | undefined;
  readonly unitOfMeasure: UnitOfMeasure;
  readonly value: number;
  readonly numerator?: number | undefined;
  readonly denominator?: number | undefined;
  readonly qualifier: Qualifier;
  readonly quote: string;
  readonly note?: string | undefined;
  readonly source: FigureSource;
}

/** FULL_PERIOD and YEAR_TO_DATE speak of a period, up to a day; AS_OF and CUMULATIVE of a day alone. */
export type PublishedFigure = Figure &
  (
    | { readonly periodKind: 'FULL_PERIOD'; readonly period: Period; readonly asOf?: undefined }
    | { readonly periodKind: 'YEAR_TO_DATE'; readonly period: Period; readonly asOf: Day }
    | { readonly periodKind: 'AS_OF' | 'CUMULATIVE'; readonly period?: undefined; readonly asOf: Day }
  );

/** Whether the figure speaks of the period or of a part of it. */
export function speaksOf(figure: PublishedFigure, period: Period): boolean {
  return figure.period === undefined
    ? containsDay(period, figure.asOf)
    : containsPeriod(period, figure.period);
}

/**
 * The figure that is the KPI's value for the period: of a flow one that covers exactly the full period, of a stock
 * the newest as-of inside it. Of several that qualify, the one published last speaks, and of those of the same dates an
 * exact one rather than "over" or "nearly"; all stay listed.
 */
export function valueFigure(
  kpi: KpiDeclaration,
  figures: readonly PublishedFigure[],
  period: Period,
  tier?: Tier,
): PublishedFigure | undefined {
  const qualifying = figures.filter(
    (figure) =>
      figure.tier === tier &&
      figure.measure === undefined &&
      (kpi.stock
        ? figure.periodKind === 'AS_OF' && containsDay(period, figure.asOf)
        : figure.periodKind === 'FULL_PERIOD' && figure.period === period),
  );
  return qualifying
    .toSorted((a, b) => compare(dateOf(a), dateOf(b)) || Number(isExact(a)) - Number(isExact(b)))
    .at(-1);
}

function isExact({ qualifier }: PublishedFigure): boolean {
  return qualifier === 'EXACT';
}

function dateOf({ asOf, source }: PublishedFigure): string {
  return `${asOf ?? ''} ${source.publishedOn ?? ''}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
