/** How much an operation may cost, and how long a list is taken to be of which the schema does not say it. */
import { type Environment, setting, wholeNumber } from '../../shared/environment';

export interface CostSettings {
  /** What one operation may cost at most; an object of the answer costs about 1. */
  readonly budget: number;
  /** What all that are executed at a time may cost. */
  readonly inFlight: number;
  /** The length of a list without `@listSize`. */
  readonly listSize: number;
}

/** COST_BUDGET, MAX_CONCURRENT_COST and COST_LIST_SIZE; adds to the faults what is wrong with them. */
export function costSettings(env: Environment, faults: string[]): CostSettings {
  return {
    // Below what counting ends at, so that what cannot be counted is refused.
    budget: wholeNumber(env, { name: 'COST_BUDGET', standard: 200_000, most: 999_999_999 }, faults),
    inFlight: wholeNumber(
      env,
      { name: 'MAX_CONCURRENT_COST', standard: isInFront(env) ? 4_000_000 : 400_000, most: 999_999_999 },
      faults,
    ),
    listSize: wholeNumber(env, { name: 'COST_LIST_SIZE', standard: 10, most: 1_000_000 }, faults),
  };
}

/** Of subgraphs elsewhere, which do most of the work: this process takes a tenth of the time for it, and less. */
function isInFront(env: Environment): boolean {
  return (setting(env, 'SUBGRAPH_URLS') ?? setting(env, 'SUPERGRAPH_PATH')) !== undefined;
}
