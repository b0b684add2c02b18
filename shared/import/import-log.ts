/** The log of what was brought into a system's tables; how far the records reach is read from it. */
import type { QueryRunner } from 'typeorm';

export interface LoggedImport {
  readonly records: string;
  readonly accepted: number;
  readonly rejected: number;
  readonly changed: number;
  readonly demonstration: boolean;
  readonly asOf: Date;
}

export async function logImport(
  runner: QueryRunner,
  { records, accepted, rejected, changed, demonstration, asOf }: LoggedImport,
): Promise<void> {
  await runner.query(
    `INSERT INTO import_log (records, accepted, rejected, changed, demonstration, as_of) VALUES ($1, $2, $3, $4, $5, $6)`,
    [records, accepted, rejected, changed, demonstration, asOf],
  );
}
