/** Where the databases are: from the environment, or, where that is silent, the embedded server. */
import { type Environment, setting } from '../environment';
import { projectFile } from '../project-root';

export interface DatabaseSettings {
  /** A server on which each system has its database; absent: the embedded one. */
  readonly serverUrl?: string | undefined;
  /** What the databases' names begin with: `kpi_feedback`. */
  readonly prefix: string;
  /** Databases that lie elsewhere, by system. */
  readonly overrides: ReadonlyMap<string, string>;
  /** Where the embedded server keeps its data. */
  readonly dataFolder: string;
}

/** The variable's URL; adds to the faults when it is none. */
export function databaseUrl(env: Environment, name: string, faults: string[]): string | undefined {
  const value = setting(env, name);
  if (value !== undefined && (!/^postgres(ql)?:\/\//.test(value) || !URL.canParse(value))) {
    faults.push(`${name} is no PostgreSQL URL. Expected postgres://user:password@host:5432/database.`);
  }
  return value;
}

/** Adds to the faults what is wrong with any of the variables. */
export function databaseSettings(
  env: Environment,
  systems: readonly string[],
  faults: string[],
): DatabaseSettings {
  const overrides = new Map<string, string>();
  for (const name of Object.keys(env)) {
    const suffix = /^DATABASE_URL_(\w+)$/.exec(name)?.[1];
    const url = suffix === undefined ? undefined : databaseUrl(env, name, faults);
    if (suffix === undefined || url === undefined) continue;
    const system = suffix.toLowerCase().replaceAll('_', '-');
    if (!systems.includes(system))
      faults.push(`${name} names no system. Expected one of ${systems.join(', ')}.`);
    else if ([...overrides.values()].includes(url))
      faults.push(`${name} is the database of another system already.`);
    else overrides.set(system, url);
  }
  const prefix = setting(env, 'DATABASE_PREFIX') ?? 'kpi_';
  if (!/^[a-z_][a-z0-9_]{0,30}$/.test(prefix)) {
    faults.push(
      `DATABASE_PREFIX is "${prefix}". Expected a lower-case letter, then at most 30 letters, digits or _.`,
    );
  }
  const dataFolder = setting(env, 'DATA_DIR') ?? projectFile('.data');
  return { serverUrl: databaseUrl(env, 'DATABASE_URL', faults), prefix, overrides, dataFolder };
}
