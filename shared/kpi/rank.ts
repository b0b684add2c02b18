/** A value's place among those of other units. */
import type { Direction } from './kpi';
import { leastFirm, type Origin, type Reading } from './reading';

export interface Rank {
  /** 1 is best. Equal values share a position, and the positions after it are left free. */
  readonly position: number;
  /** How many units have a value: missing ones are not ranked. */
  readonly of: number;
  /** How many have none. */
  readonly unranked: number;
  readonly tied: boolean;
  /** The least firm origin of the values compared: DEMONSTRATION as soon as one of them is. */
  readonly origin: Origin;
}

/**
 * Where no direction is better, higher comes first.
 * @param group the readings of all units compared, the ranked one's included
 * @returns null when the value is missing, or no other unit has one
 */
export function rankOf(value: number | null, group: readonly Reading[], direction: Direction): Rank | null {
  const values = group.flatMap((reading) => reading.value ?? []);
  if (value === null || values.length < 2) return null;
  const isBetter = (other: number) => (direction === 'LOWER_IS_BETTER' ? other < value : other > value);
  return {
    position: values.filter(isBetter).length + 1,
    ...{ of: values.length, unranked: group.length - values.length },
    tied: values.filter((other) => other === value).length > 1,
    origin: leastFirm(group.map(({ origin }) => origin)) ?? 'COMPUTED',
  };
}
