/** Judges the JSON of a request's variables, whatever the operation makes of them. */
import type { Breach } from './limit-breach';
import type { OperationLimits } from './limit-settings';
import { VALUE_DEPTH } from './limit-tokens';

const TOO_DEEP = Infinity;

/** Costs less than a microsecond for the variables of ordinary requests, and ends at the first value too many. */
export function variablesBreach(
  variables: Readonly<Record<string, unknown>> | null | undefined,
  { variableValues: limit }: Pick<OperationLimits, 'variableValues'>,
): Breach | undefined {
  if (variables == null) return undefined;
  const got = valuesIn(variables, limit + 1, 0) - 1;
  if (got <= limit) return undefined;
  if (got === TOO_DEEP) {
    const message = `The variables nest lists and objects more than ${VALUE_DEPTH} deep. Expected at most ${VALUE_DEPTH}: the schema's types nest less.`;
    return { code: 'LIMIT_VARIABLES', limit: VALUE_DEPTH, got: VALUE_DEPTH + 1, message };
  }
  const message = `The variables hold more than ${limit} values. Expected at most ${limit}: ask for fewer units, or in several requests.`;
  return { code: 'LIMIT_VARIABLES', limit, got, message };
}

/** The value itself, and all within; counts no further than one beyond the most. */
function valuesIn(value: unknown, most: number, depth: number): number {
  if (typeof value !== 'object' || value === null) return 1;
  if (depth > VALUE_DEPTH) return TOO_DEEP;
  let count = 1;
  for (const item of Array.isArray(value) ? (value as unknown[]) : Object.values(value)) {
    count += valuesIn(item, most - count, depth + 1);
    if (count > most) break;
  }
  return count;
}
