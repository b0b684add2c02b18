/** Starts subgraphs of the registry, with the databases they need. */
import { setImmediate as othersTurn } from 'node:timers/promises';
import { type Databases, openDatabases } from '../shared/database/databases';
import type { DatabaseSettings } from '../shared/database/settings';
import { CodedError } from '../shared/errors';
import { type RunningSubgraph, runSubgraph } from '../shared/subgraph/running-subgraph';
import type { OpenOptions } from '../shared/subgraph/subgraph';
import { loadCatalogue } from './catalogue';
import { type Registry, registry } from './registry';

export interface StartOptions extends OpenOptions {
  readonly databases: DatabaseSettings;
  /** Which subgraphs; absent: all. */
  readonly names?: readonly string[];
  readonly registry?: Registry;
  /** Told when the embedded database server ends unasked. */
  readonly onServerDeath?: (error: CodedError) => void;
}

export interface StartedSubgraphs {
  readonly running: readonly RunningSubgraph[];
  /** Of a database beside theirs, for what is no subgraph. */
  databaseUrl(name: string): Promise<string>;
  /** Stops the subgraphs, then closes the databases and the server that was started for them. */
  stop(): Promise<void>;
}

/** @throws CodedError CONFIG_INVALID for a name that is not registered */
export async function startSubgraphs(options: StartOptions): Promise<StartedSubgraphs> {
  const from = options.registry ?? registry;
  const names = options.names ?? Object.keys(from);
  assertRegistered(names, from);
  const catalogue = await loadCatalogue(from);
  const databases = openDatabases(options.databases, options);
  const running: RunningSubgraph[] = [];
  const stop = async () => {
    await Promise.all(running.map((subgraph) => subgraph.stop()));
    await databases.close();
  };
  const starting: Promise<PromiseSettledResult<RunningSubgraph>[]>[] = [];
  for (const name of names) {
    starting.push(Promise.allSettled([start(name, from, catalogue, databases, options)]));
    // Schemas keep this process busy; the first system's database server starts up meanwhile.
    await othersTurn();
  }
  const settled = (await Promise.all(starting)).flat();
  for (const outcome of settled) if (outcome.status === 'fulfilled') running.push(outcome.value);
  const failed = settled.find((outcome) => outcome.status === 'rejected');
  if (failed === undefined) return { running, databaseUrl: (name) => databases.url(name), stop };
  await stop();
  throw failed.reason;
}

async function start(
  name: string,
  from: Registry,
  catalogue: Awaited<ReturnType<typeof loadCatalogue>>,
  databases: Databases,
  options: StartOptions,
): Promise<RunningSubgraph> {
  const subgraph = await from[name]?.load();
  if (subgraph === undefined) throw unknown([name], from);
  return runSubgraph(subgraph, catalogue, databases, options);
}

function assertRegistered(names: readonly string[], from: Registry): void {
  const strangers = names.filter((name) => !Object.hasOwn(from, name));
  if (strangers.length > 0) throw unknown(strangers, from);
}

function unknown(names: readonly string[], from: Registry): CodedError {
  return new CodedError(
    'CONFIG_INVALID',
    `There is no subgraph ${names.join(', ')}. Expected one of ${Object.keys(from).join(', ')}.`,
  );
}
