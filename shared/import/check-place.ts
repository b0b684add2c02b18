/** Checks that a unit takes the record: else it would be accepted and counted nowhere. */
import { type Day, dayOf, parseDay, parseInstant, type Validity, validOn } from '../period/day';
import { agencies, agencyByCode, unitRegister } from '../reference/registers';
import { versionOn } from '../units/register';
import type { Unit } from '../units/unit';
import type { RecordKind, RecordRow } from './record-kind';
import type { Fault } from './reject';

/**
 * The unit must exist, and be reported, on the record's first day. What lasts may also belong to one that exists on the as-of
 * day and began while the record held: it counts there from the unit's first day on.
 */
export function placeFault(kind: RecordKind, row: RecordRow, asOf: Day): Fault | undefined {
  const { place } = kind;
  const name = place.on.find((column) => row[column] !== undefined);
  if (name === undefined)
    return {
      column: place.on[0] ?? '',
      value: '',
      reason: `expected a day in ${place.on.join(' or ')}, got none`,
    };
  const on = dayIn(kind, row, name);
  if ('tier' in place) return tierFault(place.tier, row[place.tier] ?? '', on, name);
  const column = 'unit' in place ? place.unit : place.agency;
  const code = row[column] ?? '';
  const taker = 'unit' in place ? reportedUnit : agencyWithUnit;
  if (taker(code, on) !== undefined) return undefined;
  const { until } = place;
  if (until !== undefined && beganWhile(taker(code, asOf), on, earliest(kind, row, until))) return undefined;
  const orLater =
    until === undefined ? '' : `, or one that began later and existed on the as-of day, ${asOf}`;
  const reason = `expected one that existed on ${on}, the day of ${name}${orLater}`;
  return {
    column,
    value: code,
    reason: ('unit' in place ? notReported(code, on) : endedUnit(code, on)) ?? reason,
  };
}

/** A record of a tier belongs to every agency of it. */
function tierFault(column: string, value: string, on: Day, name: string): Fault | undefined {
  const hasAgencies = agencies.some(
    (agency) => !agency.demonstration && agency.tier.toLowerCase() === value && validOn(agency, on),
  );
  if (hasAgencies) return undefined;
  const reason = `expected a tier with agencies on ${on}, the day of ${name}; the register of agencies has none of ${value}`;
  return { column, value, reason };
}

function reportedUnit(code: string, on: Day): Unit | undefined {
  const unit = unitRegister.byCode(code, { on });
  return unit?.reported === true ? unit : undefined;
}

/** An agency that is without its unit on the day has no place. */
function agencyWithUnit(code: string, on: Day): Validity | undefined {
  const agency = agencyByCode.get(code);
  const unit = unitOfAgency(code);
  if (agency === undefined || unit === undefined || !validOn(agency, on) || !validOn(unit, on))
    return undefined;
  return { validFrom: agency.validFrom ?? unit.validFrom };
}

function unitOfAgency(code: string): Unit | undefined {
  const id = agencyByCode.get(code)?.unit;
  return id && unitRegister.get(id);
}

function beganWhile(later: Validity | undefined, from: Day, until: Day | undefined): boolean {
  const began = later?.validFrom;
  return began !== undefined && from < began && (until === undefined || began < until);
}

function earliest(kind: RecordKind, row: RecordRow, columns: readonly string[]): Day | undefined {
  const filled = columns.filter((column) => row[column] !== undefined);
  return filled.map((column) => dayIn(kind, row, column)).toSorted()[0];
}

function dayIn({ columns }: RecordKind, row: RecordRow, column: string): Day {
  const text = row[column] ?? '';
  return columns[column]?.type === 'date' ? parseDay(text) : dayOf(parseInstant(text));
}

function notReported(code: string, on: Day): string | undefined {
  const unit = unitRegister.byCode(code, { on });
  return unit === undefined
    ? undefined
    : `expected a unit that is reported here; on ${on} ${code} was ${versionOn(unit, on).name.vi}, which is not`;
}

function endedUnit(code: string, on: Day): string | undefined {
  const agency = agencyByCode.get(code);
  const unit = unitOfAgency(code);
  return agency === undefined || unit === undefined || !validOn(agency, on)
    ? undefined
    : `expected an agency whose unit existed on ${on}; ${unit.code}, the unit of ${code}, did not`;
}
