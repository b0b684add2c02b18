/** Takes the demonstration records out of a system's tables. */
import type { QueryRunner } from 'typeorm';
import { countOf } from '../database/rows';
import type { RecordKind } from './record-kind';

/** Deletes the records alone; the caller rolls up. */
export async function removeDemonstration(
  runner: QueryRunner,
  kinds: readonly RecordKind[],
): Promise<number> {
  let removed = 0;
  for (const { name } of kinds) {
    removed += await countOf(
      runner,
      `WITH removed AS (DELETE FROM "${name}" WHERE demonstration RETURNING 1) SELECT count(*) FROM removed`,
    );
  }
  await runner.query('DELETE FROM import_log WHERE demonstration');
  return removed;
}
