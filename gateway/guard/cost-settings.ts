/** How much an operation may cost, and how long a list is taken to be of which the schema does not say it. */
import { type Environment, setting } from '../../shared/environment';

export interface CostSettings {
  /** What one operation may cost at most; an object of the answer costs about 1. */
  readonly budget: number;
  /** The length of a list without `@listSize`. */
  readonly listSize: number;
}

/** COST_BUDGET and COST_LIST_SIZE; adds to the faults what is wrong with them. */
export function costSettings(env: Environment, faults: string[]): CostSettings {
  const number = (name: string, standard: number, most: number): number => {
    const text = setting(env, name) ?? String(standard);
    const found = /^\d{1,9}$/.test(text) ? Number(text) : 0;
    if (found < 1 || found > most) {
      faults.push(`${name} is "${text}". Expected a whole number from 1 to ${most}.`);
    }
    return found;
  };
  return {
    // Below what counting ends at, so that what cannot be counted is refused.
    budget: number('COST_BUDGET', 200_000, 999_999_999),
    listSize: number('COST_LIST_SIZE', 10, 1_000_000),
  };
}
