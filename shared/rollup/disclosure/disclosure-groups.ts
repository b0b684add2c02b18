/** The cells that are guarded, period by period, and everything that adds up in them: units, tiers, KPIs. */
import type { QueryRunner } from 'typeorm';
import { rowsOf } from '../../database/rows';
import { type CoverageSpan, coverageSpan, flowCoverage, isCovered, stockCoverage } from '../../kpi/coverage';
import { parseDay } from '../../period/day';
import { parsePeriod, type Period } from '../../period/period';
import { tiers, type UnitId } from '../../units/unit';
import { unitPeriods } from '../unit-period';
import type { Cell, CellSum, Group } from './complementary-suppression';
import type { Guarded, Quantity, Role } from './measures';
import { type UnitSum, unitSums } from './unit-sums';

/** A figure of persons that could be known from a release. */
export interface KnownFigure {
  readonly unit: string;
  readonly quantity: string;
  readonly tier: string;
  readonly value: number;
  readonly period: string;
}

export interface GuardedCell extends Cell {
  readonly figure: KnownFigure;
}

export interface GuardedGroup extends Group {
  readonly period: Period;
  readonly cells: readonly GuardedCell[];
}

/** A block of cells is a unit's measure. */
const blockOf = (unit: string, measure: string) => `${unit} ${measure}`;

export function splitBlock(block: string): { readonly unit: string; readonly measure: string } {
  const space = block.indexOf(' ');
  return { unit: block.slice(0, space), measure: block.slice(space + 1) };
}

/** None where nothing is sensitive and nothing was ever withheld. */
export async function disclosureGroups(runner: QueryRunner, guarded: Guarded): Promise<GuardedGroup[]> {
  const kpis = await kpisAtRisk(runner, guarded);
  if (kpis.length === 0) return [];
  const quantities = guarded.quantities.filter(({ kpi }) => kpis.includes(kpi));
  const known = await knownFigures(runner, quantities);
  const isShown = await coverageCheck(runner);
  const byPeriod = new Map<Period, CellRow[]>();
  for (const row of await cellRows(runner, kpis)) {
    const period = parsePeriod(row.period);
    if (!isShown(row.kpi, row.unit, period, guarded.stocks.has(row.kpi))) continue;
    const rows = byPeriod.get(period);
    if (rows === undefined) byPeriod.set(period, [row]);
    else rows.push(row);
  }
  return [...byPeriod].map(([period, rows]) => groupOf(period, rows, quantities, guarded, known));
}

/**
 * The KPIs that have a sensitive cell or a measure withheld, and all that are tied to them by a sum or a measure.
 */
async function kpisAtRisk(
  runner: QueryRunner,
  { kpis, quantities, sums, remainders }: Guarded,
): Promise<string[]> {
  const rows = await rowsOf<{ kpi: string | null; measure: string | null }>(
    runner,
    `SELECT DISTINCT kpi, NULL AS measure FROM kpi_cell WHERE kpi = ANY ($1) AND (numerator_sensitive OR denominator_sensitive)
     UNION SELECT NULL, measure FROM withheld_measure`,
    [kpis.map(({ kpi }) => kpi)],
  );
  const kpiOf = new Map(quantities.map(({ name, kpi }) => [name, kpi]));
  const tied = [
    ...kpis.map(({ kpi, exposes }) => new Set([kpi, ...exposes])),
    ...[...sums, ...remainders.map(({ whole, part }) => ({ whole, parts: [part] }))].map(
      ({ whole, parts }) => new Set([whole, ...parts].flatMap((name) => kpiOf.get(name) ?? [])),
    ),
  ];
  const atRisk = new Set(rows.flatMap(({ kpi, measure }) => kpi ?? measure ?? []));
  for (let before = -1; before < atRisk.size;) {
    before = atRisk.size;
    for (const names of tied)
      if ([...names].some((name) => atRisk.has(name))) names.forEach((name) => atRisk.add(name));
  }
  return kpis.map(({ kpi }) => kpi).filter((kpi) => atRisk.has(kpi));
}

/** Whether readers see a cell of the KPI, unit and period at all: what is outside the coverage adds up to nothing shown. */
async function coverageCheck(runner: QueryRunner) {
  const spans = new Map<string, CoverageSpan[]>();
  for (const { kpi, from, to, demonstration } of await rowsOf<CoverageRow>(
    runner,
    'SELECT kpi, covers_from::text AS "from", covers_to AS "to", demonstration FROM kpi_coverage ORDER BY kpi, covers_from',
  )) {
    spans.set(kpi, [...(spans.get(kpi) ?? []), coverageSpan(parseDay(from), to, demonstration)]);
  }
  const unitPeriod = unitPeriods();
  return (kpi: string, unit: UnitId, period: Period, isStock: boolean): boolean => {
    const { area, days } = unitPeriod(unit, period);
    const coverage = isStock ? stockCoverage : flowCoverage;
    return area !== undefined && isCovered(coverage(spans.get(kpi) ?? [], area, days));
  };
}

interface CoverageRow {
  readonly kpi: string;
  readonly from: string;
  readonly to: Date;
  readonly demonstration: boolean;
}

interface CellRow {
  readonly unit: UnitId;
  readonly period: string;
  readonly kpi: string;
  readonly tier: string;
  readonly numerator: number;
  readonly denominator: number | null;
  readonly numeratorSensitive: boolean;
  readonly denominatorSensitive: boolean;
}

/** A cell of nobody may be shown, and so is as good as one that is not there. */
function cellRows(runner: QueryRunner, kpis: readonly string[]): Promise<CellRow[]> {
  return rowsOf<CellRow>(
    runner,
    `SELECT unit, period, kpi, tier, numerator::float8 AS numerator, denominator::float8 AS denominator,
       numerator_sensitive AS "numeratorSensitive", denominator_sensitive AS "denominatorSensitive"
     FROM kpi_cell WHERE kpi = ANY ($1) AND (numerator <> 0 OR denominator <> 0)`,
    [kpis],
  );
}

/** By figure the periods of which it could be known. */
export type KnownPeriods = ReadonlyMap<string, ReadonlySet<string>>;

export async function knownFigures(
  runner: QueryRunner,
  quantities: readonly Quantity[],
): Promise<KnownPeriods> {
  const rows = await rowsOf<KnownFigure>(
    runner,
    'SELECT unit, quantity, tier, value::float8 AS value, period FROM known_figure WHERE quantity = ANY ($1)',
    [quantities.map(({ name }) => name)],
  );
  const periods = new Map<string, Set<string>>();
  for (const row of rows) {
    const key = figureKey(row);
    const known = periods.get(key);
    if (known === undefined) periods.set(key, new Set([row.period]));
    else known.add(row.period);
  }
  return periods;
}

export const figureKey = ({ unit, quantity, tier, value }: Omit<KnownFigure, 'period'>) =>
  `${unit} ${quantity} ${tier} ${value}`;
const cellId = (quantity: string, unit: string, tier: string) => `${quantity} ${unit} ${tier}`;

function groupOf(
  period: Period,
  rows: readonly CellRow[],
  quantities: readonly Quantity[],
  guarded: Guarded,
  known: KnownPeriods,
): GuardedGroup {
  const cells = new Map<string, GuardedCell>();
  const add = (figure: KnownFigure, cell: Omit<Cell, 'id' | 'size' | 'known'>) => {
    const id = cellId(figure.quantity, figure.unit, figure.tier);
    const periods = known.get(figureKey(figure));
    const isKnown = periods && (periods.has(period) ? 'same period' : 'other period');
    cells.set(id, { id, ...cell, figure, size: figure.value, known: isKnown });
  };
  for (const row of rows) {
    for (const { name, kpi, role, measure, exposedWith, isAmount } of quantities) {
      if (kpi !== row.kpi) continue;
      const figure = { unit: row.unit, quantity: name, tier: row.tier, value: valueOf(role, row), period };
      add(figure, {
        block: blockOf(row.unit, measure),
        hiddenWith: exposedWith.map((other) => blockOf(row.unit, other)),
        sensitive: isSensitive(role, row, figure.value),
        isAmount,
      });
    }
  }
  return {
    period,
    cells: [...cells.values()],
    sums: [...sumsOf(unitSums(period), quantities, guarded, cells)],
  };
}

function valueOf(role: Role, { numerator, denominator }: CellRow): number {
  return { numerator, complement: (denominator ?? 0) - numerator, denominator: denominator ?? 0 }[role];
}

/** Nobody needs no protection. */
function isSensitive(role: Role, row: CellRow, value: number): boolean {
  return value > 0 && (role === 'denominator' ? row.denominatorSensitive : row.numeratorSensitive);
}

function* sumsOf(
  ofUnits: readonly UnitSum[],
  quantities: readonly Quantity[],
  { sums }: Guarded,
  cells: ReadonlyMap<string, Cell>,
): Generator<CellSum> {
  const there = (ids: readonly string[]) => ids.filter((id) => cells.has(id));
  for (const { name } of quantities) {
    for (const { whole, level, parts, merged } of ofUnits) {
      for (const tier of ['', ...tiers]) {
        const id = cellId(name, whole, tier);
        if (!cells.has(id) || (!merged && tier === level)) continue;
        // What is kept at a unit itself is in no unit below it, and stands under the tier of the unit's own level.
        const own = merged || tier !== '' ? [] : [cellId(name, whole, level)];
        const of = there([...own, ...parts.map((part) => cellId(name, part, tier))]);
        if (of.length > 0) yield { whole: id, parts: of, spares: merged ? 'parts' : 'whole' };
      }
    }
  }
  for (const { figure } of cells.values() as Iterable<GuardedCell>) {
    const { quantity, unit, tier } = figure;
    const id = cellId(quantity, unit, tier);
    if (tier === '') {
      const of = there(tiers.map((one) => cellId(quantity, unit, one)));
      if (of.length > 0) yield { whole: id, parts: of, spares: 'whole' };
    }
    for (const { whole, parts } of sums) {
      if (whole !== quantity) continue;
      const of = there(parts.map((part) => cellId(part, unit, tier)));
      if (of.length > 0) yield { whole: id, parts: of, spares: 'whole' };
    }
  }
}
