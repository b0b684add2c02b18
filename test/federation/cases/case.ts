/** An operation written by hand, with the answer that it must have. */
import type { Outcome } from '../graph/faults';

export interface Case {
  readonly shows: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  /** By the record's id and the field, joined by a dot; by the item's index as well where an item fails. */
  readonly faults?: Readonly<Record<string, Outcome>>;
  readonly data: unknown;
  /** The paths of the merged schema's errors, joined by dots. */
  readonly errors?: readonly string[];
}
