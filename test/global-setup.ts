/** Starts one PostgreSQL server for all tests, or takes the one at TEST_DATABASE_URL. */
import { chmodSync, mkdtempSync } from 'node:fs';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../shared/database/embedded/embedded-postgres';

declare global {
  var testServer: EmbeddedPostgres | undefined;
  var testDataFolder: string | undefined;
}

export default async function globalSetup(): Promise<void> {
  const given = process.env.TEST_DATABASE_URL;
  if (given !== undefined && given !== '') {
    process.env.TEST_SERVER_URL = given;
    return;
  }
  const dataFolder = mkdtempSync('/tmp/kpi-test-');
  // Open to the unprivileged user that the server runs as, so that the data stay here.
  chmodSync(dataFolder, 0o755);
  globalThis.testDataFolder = dataFolder;
  globalThis.testServer = await startEmbeddedPostgres({ dataFolder });
  process.env.TEST_SERVER_URL = globalThis.testServer.url;
  await forgoDurability(globalThis.testServer.url);
}

/** What the tests write need not survive a crash of the machine, and is written faster so. */
async function forgoDurability(url: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  await client.query('ALTER SYSTEM SET fsync = off');
  await client.query('SELECT pg_reload_conf()');
  await client.end();
}
