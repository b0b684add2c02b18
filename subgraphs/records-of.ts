/** Finds a system's records for the commands that work on them. */
import { CodedError } from '../shared/errors';
import type { RecordsOfSystem } from '../shared/subgraph/subgraph';
import { registry } from './registry';

/** @throws CodedError CONFIG_INVALID when there is no such system */
export async function recordsOf(system: string): Promise<RecordsOfSystem> {
  const entry = Object.hasOwn(registry, system) ? registry[system] : undefined;
  const records = (await entry?.load())?.records;
  if (records !== undefined) return records;
  const systems = Object.entries(registry).filter(([, { declaration }]) => declaration !== undefined);
  throw new CodedError(
    'CONFIG_INVALID',
    `There is no system "${system}" that takes records. Expected one of ${systems.map(([name]) => name).join(', ')}.`,
  );
}
