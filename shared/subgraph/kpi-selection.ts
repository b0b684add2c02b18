/** What a filter over a system's KPIs selects: KPIs, units and periods, every combination of which is one KPI to read. */
import type { KpiDeclaration, SystemDeclaration } from '../kpi/kpi';
import { addDays } from '../period/day';
import { InvalidInput } from '../period/invalid-input';
import { endDay, firstDay, type Grain, parsePeriod, type Period, periodsBetween } from '../period/period';
import { unitRegister } from '../reference/registers';
import { type Days, isBelow } from '../units/below';
import { REPORTING_CODE_LIST } from '../units/register';
import type { Level, Unit, UnitId } from '../units/unit';

type Optional<T> = T | null | undefined;

/** Codes, ids and periods are as the client wrote them; what is absent does not narrow the selection. */
export interface KpiFilter {
  readonly codes?: Optional<readonly string[]>;
  readonly units?: Optional<readonly string[]>;
  readonly parent?: Optional<string>;
  readonly level?: Optional<Level>;
  readonly periods?: Optional<readonly string[]>;
  readonly from?: Optional<string>;
  readonly to?: Optional<string>;
  readonly grain?: Optional<Grain>;
}

/** Each once: KPIs in catalogue order, units in code order, periods in time order. */
export interface KpiSelection {
  readonly kpis: readonly KpiDeclaration[];
  readonly units: readonly UnitId[];
  readonly periods: readonly Period[];
}

/** @throws InvalidInput for what does not exist, for an empty list, and for parts that contradict each other */
export function selectKpis(declaration: SystemDeclaration, filter: KpiFilter): KpiSelection {
  const { codes, units, parent } = filter;
  assertNotEmpty({ codes, units, periods: filter.periods });
  if (units != null && (parent != null || filter.level != null)) {
    throw new InvalidInput('Both units and parent or level are given. Expected only one of the two.');
  }
  const periods = selectPeriods(filter);
  return {
    kpis: codes == null ? declaration.kpis : withCodes(declaration, codes),
    units: (units == null ? unitsOf(filter, spanOf(periods)) : withIds(units)).map(({ id }) => id),
    periods,
  };
}

function assertNotEmpty(lists: Readonly<Record<string, Optional<readonly string[]>>>): void {
  for (const [name, list] of Object.entries(lists)) {
    if (list?.length !== 0) continue;
    throw new InvalidInput(`${name} is an empty list. Expected at least one, or leave ${name} out.`);
  }
}

function withCodes({ name, kpis }: SystemDeclaration, codes: readonly string[]): KpiDeclaration[] {
  const known = kpis.map(({ code }) => code as string);
  const unknown = codes.filter((code) => !known.includes(code));
  if (unknown.length > 0) {
    throw new InvalidInput(
      `codes has ${unknown.join(', ')}. Expected codes of the system ${name}: ${known.join(', ')}.`,
    );
  }
  return kpis.filter(({ code }) => codes.includes(code));
}

function withIds(ids: readonly string[]): Unit[] {
  ids.forEach((id) => unitWithId('units', id));
  const wanted = new Set(ids);
  return unitRegister.list().filter(({ id }) => wanted.has(id));
}

/** Those below the parent on some day of the span, or those that figures are reported of. */
function unitsOf({ parent, level }: KpiFilter, span: Days): Unit[] {
  const ofLevel = unitRegister.list({ level: level ?? undefined });
  if (parent == null) {
    return ofLevel.filter(({ codeList, reported }) => codeList === REPORTING_CODE_LIST && reported);
  }
  const above = unitWithId('parent', parent);
  const days = reachingInto(above, span);
  return ofLevel.filter((unit) => isBelow(unitRegister, unit, above, days, level != null));
}

/** A unit has figures of its area for periods before it began; what lies below it is what did on its first day then. */
function reachingInto({ validFrom }: Unit, { start, end }: Days): Days {
  return { start, end: validFrom !== undefined && end <= validFrom ? addDays(validFrom, 1) : end };
}

function unitWithId(name: string, id: string): Unit {
  const unit = unitRegister.get(id);
  if (unit !== undefined) return unit;
  throw new InvalidInput(
    `${name} has "${id}", which is no unit. Expected the id of an administrative unit, such as vn2004.27.`,
  );
}

function selectPeriods({ periods, from, to, grain }: KpiFilter): Period[] {
  const range = [from, to, grain].filter((part) => part != null).length;
  if (periods != null && range === 0) return inTime(periods.map(parsePeriod));
  if (periods == null && from != null && to != null && grain != null) {
    return periodsBetween(parsePeriod(from), parsePeriod(to), grain);
  }
  throw new InvalidInput(
    'Which periods is not clear. Expected either periods, or from, to and grain together.',
  );
}

/** By the first day; of periods that begin together the longest first. */
function inTime(periods: readonly Period[]): Period[] {
  return [...new Set(periods)].sort(
    (a, b) => compare(firstDay(a), firstDay(b)) || compare(endDay(b), endDay(a)),
  );
}

function spanOf(periods: readonly Period[]): Days {
  const starts = periods.map(firstDay).sort();
  const ends = periods.map(endDay).sort();
  const [start, end] = [starts.at(0), ends.at(-1)];
  if (start === undefined || end === undefined) throw new TypeError('There is at least one period.');
  return { start, end };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
