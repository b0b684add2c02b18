/** PostgreSQL for the bench: a server of its own with demonstration records, that goes when the bench ends. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../shared/database/embedded/embedded-postgres';

export interface BenchDatabase {
  /** What a process of the product needs in its environment to use it. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export async function startDatabase(): Promise<BenchDatabase> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'kpi-bench-'));
  // Open to the unprivileged user that the server runs as.
  chmodSync(dataFolder, 0o755);
  const server = await startEmbeddedPostgres({ dataFolder });
  return {
    env: { DATABASE_URL: server.url, DATABASE_PREFIX: 'bench_' },
    async stop() {
      await server.stop();
      rmSync(dataFolder, { recursive: true });
    },
  };
}
