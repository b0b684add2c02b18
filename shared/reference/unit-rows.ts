/** Units and their successions from the rows of their files. A row that leads nowhere is a fault at start-up. */
import { addDays, type Day, parseDay, type Validity, validOn } from '../period/day';
import {
  codeLists,
  kinds,
  levels,
  type Succession,
  type Unit,
  type UnitId,
  unitId,
  type UnitVersion,
} from '../units/unit';
import type { DataRow } from './data-file';

/**
 * A unit has a row for each of its versions, oldest first, without a gap between them; each lies in a parent of a higher
 * level for as long as it holds.
 * @throws CodedError REFERENCE_INVALID
 */
export function unitsFrom(rows: readonly DataRow[]): Unit[] {
  const units = new Map<UnitId, Unit>();
  for (const row of rows) {
    const unit = unitFrom(row);
    const earlier = units.get(unit.id);
    units.set(unit.id, earlier === undefined ? unit : joined(row, earlier, unit));
  }
  for (const row of rows) {
    const unit = unitFrom(row);
    checkParent(row, unit, units);
    checkCode(row, unit, units);
  }
  return [...units.values()];
}

/**
 * The whole of a unit becomes part of one that exists on the day on which it ends.
 * @throws CodedError REFERENCE_INVALID
 */
export function successionsFrom(rows: readonly DataRow[], units: readonly Unit[]): Succession[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  return rows.map((row) => successionFrom(row, byId));
}

function successionFrom(row: DataRow, units: ReadonlyMap<UnitId, Unit>): Succession {
  const from = knownUnit(row, 'from', units);
  const to = knownUnit(row, 'to', units);
  if (from.validTo === undefined) row.contradicts('from_code', 'a unit that has ended');
  if (!validOn(to, from.validTo))
    row.contradicts('to_code', `a unit that exists on ${from.validTo}, when ${from.id} ends`);
  return { from: from.id, to: to.id };
}

/** A unit with this row's version alone. */
function unitFrom(row: DataRow): Unit {
  const codeList = row.oneOf('code_list', codeLists);
  const code = row.text('code');
  const version = versionFrom(row);
  return {
    ...{ id: unitId(codeList, code), codeList, code },
    ...{ level: row.oneOf('level', levels), reported: row.flag('reported'), versions: [version] },
    ...{ validFrom: version.validFrom, validTo: version.validTo },
  };
}

function versionFrom(row: DataRow): UnitVersion {
  const parent = row.optional('parent_code');
  return {
    name: { vi: row.text('name_vi'), en: row.text('name_en') },
    kind: row.oneOf('kind', kinds),
    parent: parent === undefined ? undefined : unitId(row.oneOf('code_list', codeLists), parent),
    legalBasis: row.optional('legal_basis'),
    ...validityFrom(row),
  };
}

/** @throws CodedError REFERENCE_INVALID for one without a day */
export function validityFrom(row: DataRow): { validFrom: Day | undefined; validTo: Day | undefined } {
  const validFrom = row.parsed('valid_from', parseDay);
  const validTo = row.parsed('valid_to', parseDay);
  if (validFrom !== undefined && validTo !== undefined && validTo <= validFrom)
    row.contradicts('valid_to', `a day after ${validFrom}`);
  return { validFrom, validTo };
}

function joined(row: DataRow, earlier: Unit, { level, reported, versions, validFrom, validTo }: Unit): Unit {
  if (level !== earlier.level) row.contradicts('level', `${earlier.level}, as in the unit's row above`);
  if (reported !== earlier.reported)
    row.contradicts('reported', `${String(earlier.reported)}, as in the unit's row above`);
  if (earlier.validTo === undefined || earlier.validTo !== validFrom)
    row.contradicts('valid_from', `${earlier.validTo ?? 'no row'}, where the unit's row above ends`);
  return { ...earlier, versions: [...earlier.versions, ...versions], validTo };
}

/** Every province stands for itself; of others only those that are known by name alone have no parent. */
function checkParent(row: DataRow, unit: Unit, units: ReadonlyMap<UnitId, Unit>): void {
  const [{ parent: id }] = unit.versions;
  if (unit.level === 'PROVINCE') {
    if (id !== undefined) row.contradicts('parent_code', 'none for a province');
    return;
  }
  const parent = id === undefined ? undefined : units.get(id);
  if (parent === undefined || levels.indexOf(parent.level) >= levels.indexOf(unit.level))
    row.contradicts(
      'parent_code',
      `the code of a unit of ${unit.codeList} above a ${unit.level.toLowerCase()}`,
    );
  if (!lasts(parent, unit)) row.contradicts('parent_code', `a unit that exists ${daysOf(unit)}`);
}

/** A record's code and day say which unit it belongs to. */
function checkCode(row: DataRow, unit: Unit, units: ReadonlyMap<UnitId, Unit>): void {
  for (const codeList of codeLists.filter((list) => list !== unit.codeList)) {
    const other = units.get(unitId(codeList, unit.code));
    if (other !== undefined && overlap(other, unit))
      row.contradicts('code', `a code that ${other.id} does not bear at the same time`);
  }
}

function overlap(one: Validity, { validFrom, validTo }: Validity): boolean {
  return (
    (one.validTo === undefined || validFrom === undefined || validFrom < one.validTo) &&
    (one.validFrom === undefined || validTo === undefined || one.validFrom < validTo)
  );
}

/** Whether the one exists on every day of the other. */
function lasts(one: Validity, other: Validity): boolean {
  const begins =
    one.validFrom === undefined || (other.validFrom !== undefined && one.validFrom <= other.validFrom);
  const ends = one.validTo === undefined || (other.validTo !== undefined && other.validTo <= one.validTo);
  return begins && ends;
}

function daysOf({ validFrom, validTo }: Validity): string {
  return [
    ...(validFrom === undefined ? [] : [`from ${validFrom}`]),
    ...(validTo === undefined ? [] : [`until ${addDays(validTo, -1)}`]),
  ].join(' ');
}

function knownUnit(row: DataRow, side: 'from' | 'to', units: ReadonlyMap<UnitId, Unit>): Unit {
  const codeList = row.oneOf(`${side}_code_list`, codeLists);
  const unit = units.get(unitId(codeList, row.text(`${side}_code`)));
  return unit ?? row.contradicts(`${side}_code`, `the code of a unit of ${codeList}`);
}
