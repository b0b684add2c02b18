/** Starts the server of a cluster and waits until it can be used. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { CodedError } from '../../errors';
import type { Cluster } from './cluster';
import { startGuarded } from './guarded-process';
import { lastLines } from './last-lines';
import { serverAnswer } from './server-answer';
import type { UnprivilegedUser } from './unprivileged-user';

export interface ServerProcess {
  readonly url: string;
  readonly ended: Promise<unknown>;
  readonly stop: () => Promise<void>;
  /** An error that says what happened to the server and ends with its last words. */
  readonly failure: (what: string) => CodedError;
}

const startTimeout = 30_000;
const portAttempts = 5;

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  shared_buffers: '64MB',
  max_connections: '100',
  // Bounds the log that a start after a crash replays.
  max_wal_size: '512MB',
  // No replicas: bulk loads into new tables need no log.
  wal_level: 'minimal',
  max_wal_senders: '0',
  log_checkpoints: 'off',
};

export async function startServer(
  cluster: Cluster,
  postgres: string,
  user: UnprivilegedUser,
): Promise<ServerProcess> {
  const failure = (what: string) =>
    new CodedError(
      'DATABASE_EMBEDDED',
      `The embedded PostgreSQL server of ${cluster.folder} ${what}. The end of ${cluster.log}:\n` +
        `${lastLines(cluster.log)}\n` +
        'Remove the cause and start again, or set DATABASE_URL to a server of your own.',
    );

  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const url = cluster.url(port);
    const options = Object.entries({ ...settings, port }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const command = [postgres, '-D', cluster.data, ...options] as const;
    const { ended, isRunning, stop, unref } = await startGuarded({
      command,
      user,
      folder: cluster.folder,
      log: cluster.log,
    });

    const deadline = Date.now() + startTimeout;
    while (isRunning() && Date.now() < deadline) {
      if ((await serverAnswer(url, cluster.data)) === 'yes') {
        unref();
        return { url, ended, stop, failure };
      }
      await delay(30);
    }
    if (isRunning()) {
      await stop();
      throw failure(`did not accept connections within ${startTimeout / 1000} s`);
    }
    if (attempt === portAttempts || !lostPort(cluster.log)) throw failure('ended while it started');
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no port');
  return address.port;
}

/** Another program has taken the port since it was found free. */
function lostPort(log: string): boolean {
  return lastLines(log).includes('could not create any TCP/IP sockets');
}
