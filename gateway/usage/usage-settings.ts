/** Where usage is counted, and how long it is kept. */
import { databaseUrl } from '../../shared/database/settings';
import { type Environment, wholeNumber } from '../../shared/environment';

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
    days: wholeNumber(env, { name: 'USAGE_DAYS', standard: 400, least: 0, most: 3650 }, faults),
    flushSeconds: wholeNumber(env, { name: 'USAGE_FLUSH_SECONDS', standard: 20, most: 60 }, faults),
  };
}
