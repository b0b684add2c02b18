/** Databases for one test file on the tests' server: named apart from all others, and dropped at its end. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { DatabaseSettings } from '../shared/database/settings';

export function testServerUrl(): string {
  const url = process.env.TEST_SERVER_URL;
  if (url === undefined) throw new Error('The tests have no PostgreSQL server: global-setup did not run.');
  return url;
}

/** Settings with a prefix of the test file's own. */
export function testDatabases(): DatabaseSettings {
  const prefix = `t${randomBytes(4).toString('hex')}_`;
  return { serverUrl: testServerUrl(), prefix, overrides: new Map(), dataFolder: '/nonexistent' };
}

/** Runs statements as the server's administrator, in the named database. */
export async function asAdministrator<T>(
  work: (client: Client) => Promise<T>,
  database?: string,
): Promise<T> {
  const url = new URL(testServerUrl());
  if (database !== undefined) url.pathname = `/${database}`;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function dropDatabases({ prefix }: Pick<DatabaseSettings, 'prefix'>): Promise<void> {
  await asAdministrator(async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [prefix],
    );
    for (const { datname } of rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
  });
}
