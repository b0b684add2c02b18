/** Keeps what a record said before an import changed it, where the change must not rewrite the past. */
import type { QueryRunner } from 'typeorm';
import type { Day } from '../period/day';
import { lastCoveredDay } from '../kpi/coverage';
import { versionTable } from '../rollup/records-as-of';
import { unitBegan } from './file-coverage';
import type { RecordKind } from './record-kind';

/**
 * For the rows in `staging`, before they replace the records of the same key: the former values of the historic columns hold
 * until the as-of day, the new ones from it on. A new record whose unit was not there on its first day holds from the unit's.
 */
export async function keepVersions(runner: QueryRunner, kind: RecordKind, asOf: Date): Promise<void> {
  if (kind.history === undefined) return;
  const day = lastCoveredDay(asOf);
  if ('unit' in kind.place) await addLateUnits(runner, kind, day);
  await keepFormer(runner, kind);
  await addNew(runner, kind, day);
}

/** Takes the versions of those keys out, or all of them. */
export async function dropVersions(runner: QueryRunner, kind: RecordKind, of?: string): Promise<void> {
  if (kind.history === undefined) return;
  const keys = of === undefined ? '' : ` USING ${of} s WHERE ${sameKey(kind, 'version', 's')}`;
  await runner.query(`DELETE FROM ${versionTable(kind)} version${keys}`);
}

async function addLateUnits(runner: QueryRunner, kind: RecordKind, day: Day): Promise<void> {
  await runner.query(
    `INSERT INTO ${versionTable(kind)} (${columns(kind)}, since)
     SELECT ${columns(kind, 's')}, began FROM staging s
     CROSS JOIN LATERAL (SELECT (SELECT ${unitBegan(kind)} FROM (SELECT s.*) r) AS began) unit
     WHERE began IS NOT NULL AND NOT EXISTS (SELECT FROM "${kind.name}" r WHERE ${sameKey(kind, 'r', 's')})`,
    [day],
  );
}

/** Of records that never changed before, what they say now. */
async function keepFormer(runner: QueryRunner, kind: RecordKind): Promise<void> {
  await runner.query(
    `INSERT INTO ${versionTable(kind)} (${columns(kind)}, since)
     SELECT ${columns(kind, 'r')}, '-infinity' FROM staging s JOIN "${kind.name}" r ON ${sameKey(kind, 'r', 's')}
     WHERE (${history(kind, 'r')}) IS DISTINCT FROM (${history(kind, 's')})
       AND NOT EXISTS (SELECT FROM ${versionTable(kind)} version WHERE ${sameKey(kind, 'version', 's')})`,
  );
}

async function addNew(runner: QueryRunner, kind: RecordKind, day: Day): Promise<void> {
  const replaced = (kind.history ?? []).map((name) => `"${name}" = excluded."${name}"`).join(', ');
  await runner.query(
    `INSERT INTO ${versionTable(kind)} (${columns(kind)}, since)
     SELECT ${columns(kind, 's')}, $1 FROM staging s
     WHERE EXISTS (SELECT FROM ${versionTable(kind)} version WHERE ${sameKey(kind, 'version', 's')})
       AND (${history(kind, 's')}) IS DISTINCT FROM (
         SELECT ${history(kind, 'version')} FROM ${versionTable(kind)} version
         WHERE ${sameKey(kind, 'version', 's')} AND since <= $1 ORDER BY since DESC LIMIT 1)
     ON CONFLICT (${list(kind.key)}, since) DO UPDATE SET ${replaced}`,
    [day],
  );
}

const list = (names: readonly string[], alias = '') =>
  names.map((name) => `${alias === '' ? '' : `${alias}.`}"${name}"`).join(', ');
const columns = ({ key, history: changing = [] }: RecordKind, alias = '') =>
  list([...key, ...changing], alias);
const history = ({ history: changing = [] }: RecordKind, alias: string) => `ROW(${list(changing, alias)})`;
const sameKey = ({ key }: RecordKind, one: string, other: string) =>
  key.map((name) => `${one}."${name}" = ${other}."${name}"`).join(' AND ');
