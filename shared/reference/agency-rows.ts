/** Agencies from the rows of their file. One whose unit does not exist would lead nowhere: a fault at start-up. */
import { addDays, type Day, validOn } from '../period/day';
import type { UnitRegister } from '../units/register';
import { type Agency, tiers, type Unit } from '../units/unit';
import type { DataRow } from './data-file';
import { validityFrom } from './unit-rows';

/**
 * In code order. A unit's code is read on the agency's first day, or on its last where it has no first: codes are used again.
 * @throws CodedError REFERENCE_INVALID
 */
export function agenciesFrom(rows: readonly DataRow[], units: UnitRegister): Agency[] {
  const agencies = new Map<string, Agency>();
  for (const row of rows) {
    const agency = agencyFrom(row, units);
    if (agencies.has(agency.code)) row.contradicts('code', 'a code that no agency above has');
    agencies.set(agency.code, agency);
  }
  return [...agencies.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function agencyFrom(row: DataRow, units: UnitRegister): Agency {
  const { validFrom, validTo } = validityFrom(row);
  return {
    code: row.text('code'),
    name: { vi: row.text('name_vi'), en: row.text('name_en') },
    tier: row.oneOf('tier', tiers),
    unit: unitOf(row, units, validFrom, validTo).id,
    demonstration: row.flag('demonstration'),
    ...{ validFrom, validTo },
  };
}

/** The unit of the agency, which exists on its first day and on its last, so that it exists on all days between them. */
function unitOf(row: DataRow, units: UnitRegister, validFrom?: Day, validTo?: Day): Unit {
  const code = row.text('unit_code');
  const lastDay = validTo && addDays(validTo, -1);
  const on = validFrom ?? lastDay;
  const bearers = units.list().filter((unit) => unit.code === code && unit.reported);
  if (on === undefined && bearers.length > 1)
    row.contradicts(
      'valid_from',
      `a day, since ${bearers.map(({ id }) => id).join(' and ')} bear the code ${code}`,
    );
  const unit = bearers.find((bearer) => on === undefined || validOn(bearer, on));
  if (unit === undefined)
    row.contradicts(
      'unit_code',
      `the code of a reported unit${on === undefined ? '' : ` that existed on ${on}`}`,
    );
  if (lastDay !== undefined && !validOn(unit, lastDay))
    row.contradicts('valid_to', `a day not after ${unit.validTo ?? ''}, when ${unit.id} ends`);
  return unit;
}
