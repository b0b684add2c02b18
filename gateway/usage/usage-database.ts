/** The database that the gateways count into, for a command that runs beside them. */
import type { Client } from 'pg';
import { databaseSettings } from '../../shared/database/settings';
import { errorCode } from '../../shared/error-code';
import { CodedError } from '../../shared/errors';
import { assertNoFaults, type Environment, setting } from '../../shared/environment';
import { registry } from '../../subgraphs/registry';
import { usageSettings } from './usage-settings';

const CONNECT_MS = 10_000;
const NO_SUCH_TABLE = '42P01';

/** @throws CodedError CONFIG_INVALID where the environment names no database, DATABASE_UNAVAILABLE, or with what there is not yet */
export async function withUsageDatabase(
  env: Environment,
  work: (database: Client) => Promise<void>,
): Promise<void> {
  const faults: string[] = [];
  const usage = usageSettings(env, faults);
  const settings = databaseSettings(env, Object.keys(registry), faults);
  assertNoFaults(faults);
  if (usage.databaseUrl !== undefined) return connected(usage.databaseUrl, work);
  if (setting(env, 'SUBGRAPH_URLS') !== undefined || setting(env, 'SUPERGRAPH_PATH') !== undefined) {
    throw new CodedError(
      'CONFIG_INVALID',
      'A gateway in front of remote subgraphs counts usage only into USAGE_DATABASE_URL, which is not set. Set it for the gateways, and here to the same.',
    );
  }
  const { openDatabases } = await import('../../shared/database/databases.js');
  const databases = openDatabases(settings, { share: true });
  try {
    await connected(await databases.url('gateway'), work);
  } finally {
    await databases.close();
  }
}

async function connected(url: string, work: (database: Client) => Promise<void>): Promise<void> {
  const { Client } = await import('pg');
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  try {
    await client.connect();
    await work(client);
  } catch (cause) {
    if (cause instanceof CodedError) throw cause;
    throw errorCode(cause) === NO_SUCH_TABLE ? nothingYet(cause) : unavailable(cause);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function nothingYet(cause: unknown): CodedError {
  return new CodedError(
    'DATABASE_UNAVAILABLE',
    'No gateway has counted into this database yet. Start one with the same DATABASE_URL, DATABASE_PREFIX and USAGE_DATABASE_URL, or set them here as they are set for it.',
    { cause },
  );
}

function unavailable(cause: unknown): CodedError {
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  const reason = first instanceof Error ? first.message : String(first);
  return new CodedError(
    'DATABASE_UNAVAILABLE',
    `The database of the usage cannot be read: ${reason}. Check USAGE_DATABASE_URL, or else DATABASE_URL, and that the server runs.`,
    { cause },
  );
}
