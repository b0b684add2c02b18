/** The log of what was brought into a system's tables; from when until when the records are complete is read from it. */
import type { QueryRunner } from 'typeorm';
import type { Day } from '../period/day';

export interface LoggedImport {
  readonly records: string;
  readonly accepted: number;
  readonly rejected: number;
  readonly changed: number;
  readonly demonstration: boolean;
  /** Null for a deletion, which completes nothing. */
  readonly coversFrom: Day | null;
  readonly asOf: Date;
  /** The latest instant that a row of the file speaks of; null where none speaks of any. */
  readonly lastEvent: Date | null;
}

export async function logImport(
  runner: QueryRunner,
  { records, accepted, rejected, changed, demonstration, coversFrom, asOf, lastEvent }: LoggedImport,
): Promise<void> {
  await runner.query(
    `INSERT INTO import_log (records, accepted, rejected, changed, demonstration, covers_from, as_of, last_event)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [records, accepted, rejected, changed, demonstration, coversFrom, asOf, lastEvent],
  );
}
