/** Opens a system's database for a command that works on its records, and closes it again. */
import type { DataSource } from 'typeorm';
import { openDatabases } from '../shared/database/databases';
import { databaseSettings } from '../shared/database/settings';
import { assertNoFaults } from '../shared/environment';
import { CodedError } from '../shared/errors';
import type { RecordsOfSystem } from '../shared/subgraph/subgraph';
import { registry } from './registry';

export async function withRecords(
  records: RecordsOfSystem,
  work: (dataSource: DataSource) => Promise<void>,
): Promise<void> {
  const faults: string[] = [];
  const settings = databaseSettings(process.env, Object.keys(registry), faults);
  assertNoFaults(faults);
  const databases = openDatabases(settings, { share: true });
  try {
    await work(await records.open(databases));
  } finally {
    await databases.close();
  }
}

/** @throws CodedError CONFIG_INVALID when there is no such system */
export async function recordsOf(system: string): Promise<RecordsOfSystem> {
  const entry = Object.hasOwn(registry, system) ? registry[system] : undefined;
  const records = (await entry?.load())?.records;
  if (records !== undefined) return records;
  const subgraphs = await Promise.all(Object.values(registry).map(({ load }) => load()));
  const systems = subgraphs.filter((subgraph) => subgraph.records !== undefined);
  throw new CodedError(
    'CONFIG_INVALID',
    `There is no system "${system}" that takes records. Expected one of ${systems.map(({ name }) => name).join(', ')}.`,
  );
}
