/** How many units one request may reach through the lists of other units: those lists lead back and forth without an end. */
import { InvalidInput } from '../../shared/period/invalid-input';
import { requestCount } from '../../shared/subgraph/request-count';

/** A province with all its communes is 135. */
export const MOST_UNITS = 2000;

const reached = requestCount();

/**
 * The units, once they are counted.
 * @param request what all resolvers of the request share
 * @throws InvalidInput beyond MOST_UNITS
 */
export function counted<T>(units: readonly T[], request: object): readonly T[] {
  const count = reached(request, units.length);
  if (count <= MOST_UNITS) return units;
  throw new InvalidInput(
    `The request reaches ${count} units and more through the lists of other units. Expected at most ${MOST_UNITS}: ask for fewer units, or for a list such as administrativeUnits.`,
  );
}
