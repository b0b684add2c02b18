/** The register of administrative units: look-ups by code, by day, up and down the tree, and through time. */
import { addDays, type Day, type Validity, validDuring, validOn } from '../period/day';
import { nameMatcher } from './search';
import type { CodeList, Level, Succession, Unit, UnitId, UnitVersion } from './unit';

/**
 * The code list that figures are reported in. A bare code means its unit here, if there is one that
 * reports; otherwise the newest unit that bore the code.
 */
export const REPORTING_CODE_LIST: CodeList = 'VN2004';

export interface UnitFilter {
  readonly level?: Level | undefined;
  readonly parent?: UnitId | undefined;
  readonly codeList?: CodeList | undefined;
  /** Only units valid on this day; absent: every unit there ever was. */
  readonly on?: Day | undefined;
  readonly search?: string | undefined;
}

export class UnitRegister {
  private readonly byId: ReadonlyMap<string, Unit>;
  private readonly sorted: readonly Unit[];
  private readonly partsOf = new Map<UnitId, readonly Unit[]>();

  constructor(
    units: readonly Unit[],
    private readonly successions: readonly Succession[],
  ) {
    this.byId = new Map(units.map((unit) => [unit.id, unit]));
    this.sorted = [...units].sort((a, b) => compare(a.code, b.code) || compare(a.id, b.id));
  }

  get(id: string): Unit | undefined {
    return this.byId.get(id);
  }

  /** The unit that bore the code on the day; without a day see REPORTING_CODE_LIST. */
  byCode(code: string, { on, codeList }: { on?: Day | undefined; codeList?: CodeList | undefined } = {}) {
    const bearers = this.sorted.filter(
      (unit) =>
        unit.code === code &&
        (codeList === undefined || unit.codeList === codeList) &&
        (on === undefined || validOn(unit, on)),
    );
    return bearers.find((unit) => unit.codeList === REPORTING_CODE_LIST && unit.reported) ?? bearers.at(-1);
  }

  /** In code order. A unit matches a search by any name that it bore, or bore on the day. */
  list({ level, parent, codeList, on, search }: UnitFilter = {}): Unit[] {
    const matches = search === undefined ? undefined : nameMatcher(search);
    const fits = (version: UnitVersion) =>
      (on === undefined || validOn(version, on)) &&
      (parent === undefined || version.parent === parent) &&
      (matches === undefined || matches(version.name.vi) || matches(version.name.en));
    return this.sorted.filter(
      (unit) =>
        (level === undefined || unit.level === level) &&
        (codeList === undefined || unit.codeList === codeList) &&
        unit.versions.some(fits),
    );
  }

  parent(unit: Unit, on: Day = lastDay(unit)): Unit | undefined {
    const parent = versionOn(unit, on).parent;
    return parent === undefined ? undefined : this.get(parent);
  }

  /** From the parent up to the province. */
  ancestors(unit: Unit, on: Day = lastDay(unit)): Unit[] {
    const parent = this.parent(unit, on);
    return parent === undefined ? [] : [parent, ...this.ancestors(parent, on)];
  }

  children(unit: Unit, on: Day = lastDay(unit)): Unit[] {
    return this.list({ parent: unit.id, on });
  }

  /** The units of a level below this one, however deep. */
  descendants(unit: Unit, level: Level, on: Day = lastDay(unit)): Unit[] {
    return this.children(unit, on).flatMap((child) =>
      child.level === level ? [child] : this.descendants(child, level, on),
    );
  }

  predecessors(unit: Unit): Unit[] {
    return this.resolve(this.successions.filter((step) => step.to === unit.id).map((step) => step.from));
  }

  successors(unit: Unit): Unit[] {
    return this.resolve(this.successions.filter((step) => step.from === unit.id).map((step) => step.to));
  }

  /** Every unit that its area ever consisted of before: its predecessors, and theirs. */
  formerParts(unit: Unit): readonly Unit[] {
    let parts = this.partsOf.get(unit.id);
    if (parts === undefined) {
      parts = this.predecessors(unit).flatMap((part) => [part, ...this.formerParts(part)]);
      this.partsOf.set(unit.id, parts);
    }
    return parts;
  }

  /** Whether the unit existed on some day in [start, end). An unknown unit never did. */
  existedDuring(id: string, start: Day, end: Day): boolean {
    const unit = this.get(id);
    return unit !== undefined && validDuring(unit, start, end);
  }

  private resolve(ids: readonly UnitId[]): Unit[] {
    const wanted = new Set<string>(ids);
    return this.sorted.filter((unit) => wanted.has(unit.id));
  }
}

/** The version of that day; before the first or after the last, the nearest one. */
export function versionOn(unit: Unit, on: Day): UnitVersion {
  const [first] = unit.versions;
  return (
    unit.versions.findLast((version) => version.validFrom === undefined || version.validFrom <= on) ?? first
  );
}

/** The unit's last day; for a unit that still exists, a day that is after every change known. */
export function lastDay({ validTo }: Validity): Day {
  // A day far ahead is written here, not read from a clock: the register has none.
  return validTo === undefined ? ('9999-12-31' as Day) : addDays(validTo, -1);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
