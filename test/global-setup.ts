/** Starts one PostgreSQL server for all tests, or takes the one at TEST_DATABASE_URL. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../shared/database/embedded/embedded-postgres';

declare global {
  var testServer: EmbeddedPostgres | undefined;
}

export default async function globalSetup(): Promise<void> {
  const given = process.env.TEST_DATABASE_URL;
  if (given === undefined || given === '') {
    globalThis.testServer = await startEmbeddedPostgres({
      dataFolder: mkdtempSync(join('/tmp', 'kpi-test-')),
    });
    process.env.TEST_SERVER_URL = globalThis.testServer.url;
  } else {
    process.env.TEST_SERVER_URL = given;
  }
}
