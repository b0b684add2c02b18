/** Records of a test, imported into a system's database before the product starts. */
import { openDatabases } from '../shared/database/databases';
import type { DatabaseSettings } from '../shared/database/settings';
import { importRecords } from '../shared/import/import-records';
import type { RecordKind, RecordRow } from '../shared/import/record-kind';
import type { Subgraph } from '../shared/subgraph/subgraph';
import { AS_OF } from './system-database';
import { csvText } from './tiny-records';

/** All of them, or it fails: a row that is rejected would make the test one of something else. */
export async function importInto(
  databases: DatabaseSettings,
  { records }: Subgraph,
  kind: RecordKind,
  rows: readonly RecordRow[],
  asOf = AS_OF,
): Promise<void> {
  if (records === undefined) throw new TypeError('The system takes records.');
  const opened = openDatabases(databases);
  const options = { plan: records.plan, asOf };
  const { accepted } = await importRecords(await records.open(opened), [csvText(kind, rows)], options);
  if (accepted !== rows.length) throw new Error(`Of ${rows.length} rows ${accepted} were accepted.`);
  await opened.close();
}
