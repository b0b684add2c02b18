/** Takes the demonstration records out of a system's tables. */
import type { QueryRunner } from 'typeorm';
import type { RecordKind } from './record-kind';

/** Deletes the records alone; the caller rolls up. */
export async function removeDemonstration(
  runner: QueryRunner,
  kinds: readonly RecordKind[],
): Promise<number> {
  let removed = 0;
  for (const { name } of kinds) {
    const [row]: { count: string }[] = await runner.query(
      `WITH removed AS (DELETE FROM "${name}" WHERE demonstration RETURNING 1) SELECT count(*) FROM removed`,
    );
    removed += Number(row?.count);
  }
  await runner.query('DELETE FROM import_log WHERE demonstration');
  return removed;
}
