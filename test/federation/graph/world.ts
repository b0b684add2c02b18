/** What one execution sees: the faults, and what its mutations wrote. */
import type { Faults } from './faults';
import { type Row, rowsOf } from './records';

export class World {
  private readonly journal: string[] = [];

  constructor(readonly faults: Faults) {}

  /** An entry with the journal as it is now, so that the order of mutations shows. */
  write(text: string, product: unknown): Row {
    this.journal.push(text);
    const known = rowsOf('Product').some(({ id }) => id === product);
    return {
      ...{ __typename: 'Entry', id: `entry${this.journal.length}`, seq: this.journal.length, text },
      ...{ journal: [...this.journal], product: known ? product : null },
    };
  }
}
