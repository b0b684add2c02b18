/** Where usage is counted, and how long it is kept. */
import { databaseUrl } from '../../shared/database/settings';
import { type Environment, setting } from '../../shared/environment';

export interface UsageSettings {
  /** The database that is counted into; absent: one beside the subgraphs', where they run in this process, or else none. */
  readonly databaseUrl?: string | undefined;
  /** Older hours are deleted; 0: nothing is counted. */
  readonly days: number;
  /** How often the counts are written: a gateway that is killed loses what came since. */
  readonly flushSeconds: number;
}

/** Adds to the faults what is wrong with the settings. */
export function usageSettings(env: Environment, faults: string[]): UsageSettings {
  return {
    databaseUrl: databaseUrl(env, 'USAGE_DATABASE_URL', faults),
    days: whole(env, faults, { name: 'USAGE_DAYS', from: 0, to: 3650, standard: 400 }),
    flushSeconds: whole(env, faults, { name: 'USAGE_FLUSH_SECONDS', from: 1, to: 60, standard: 20 }),
  };
}

interface Whole {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly standard: number;
}

function whole(env: Environment, faults: string[], { name, from, to, standard }: Whole): number {
  const text = setting(env, name) ?? String(standard);
  const value = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (value >= from && value <= to) return value;
  faults.push(`${name} is "${text}". Expected a whole number from ${from} to ${to}.`);
  return standard;
}
