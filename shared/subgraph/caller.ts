/** What a subgraph knows of who asks, told by the gateway; a subgraph takes requests from nobody else. */
import { CodedError } from '../errors';
import { unitRegister } from '../reference/registers';
import type { UnitId } from '../units/unit';

/** Ids of units, separated by commas. Absent: no unit is out of the caller's reach. */
export const CALLER_UNITS = 'x-caller-units';

export interface Caller {
  /** They may see what is not public of these units and of all that is in them; absent: of every unit. */
  readonly units?: readonly string[] | undefined;
}

export function callerOf(headers: Readonly<Record<string, unknown>>): Caller {
  const units = headers[CALLER_UNITS];
  return typeof units === 'string' ? { units: units.split(',').filter((id) => id !== '') } : {};
}

/** @throws CodedError FORBIDDEN for a unit that is out of the caller's reach */
export function assertInReach({ units }: Caller, id: UnitId): void {
  if (units === undefined) return;
  const unit = unitRegister.get(id);
  const within = unit === undefined ? [id] : [unit, ...unitRegister.ancestors(unit)].map((one) => one.id);
  if (within.some((one) => units.includes(one))) return;
  throw new CodedError(
    'FORBIDDEN',
    `What is not public of ${id} is out of the caller's reach. Expected ${units.length === 0 ? 'a caller with units' : `${units.join(', ')}, or a unit in it`}.`,
  );
}
