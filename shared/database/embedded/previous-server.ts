/** Waits for the server that a killed process left behind, so that the next one finds its cluster free. */
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CodedError } from '../../errors';
import type { Cluster } from './cluster';
import { hasCode } from '../../error-code';
import { serverAnswer } from './server-answer';

const patience = 30_000;
/** A server writes its postmaster.pid a moment before it listens. */
const startUpTime = 10_000;

/** To be called by the owner of the instance's lock: a server that still runs then has no owner any more. */
export async function endPreviousServer(cluster: Cluster): Promise<void> {
  const file = join(cluster.data, 'postmaster.pid');
  const deadline = Date.now() + patience;
  for (;;) {
    const server = readPostmasterFile(file);
    // PostgreSQL itself clears away the file of a process that does not exist.
    if (!server || (server.pid && !signal(server.pid, 0))) return;

    // The process id alone proves nothing, it may have been given to another program since.
    const answer = await serverAnswer(cluster.url(server.port), cluster.data);
    if (answer === 'yes') {
      signal(server.pid, 'SIGINT');
    } else if (answer === 'no' && server.age > startUpTime) {
      rmSync(file, { force: true });
      return;
    }

    if (Date.now() > deadline) {
      throw new CodedError(
        'DATABASE_EMBEDDED',
        `The previous PostgreSQL server (process ${server.pid}) of ${cluster.folder} is still shutting down ` +
          `after ${patience / 1000} s. Wait until it has ended, or end it, and start again.`,
      );
    }
    await delay(30);
  }
}

/** Without ids, the file is being written, or its server died while it wrote it. */
function readPostmasterFile(file: string): { pid: number; port: number; age: number } | undefined {
  try {
    const [pid, , , port = 0] = readFileSync(file, 'utf8').split('\n');
    return { pid: Number(pid), port: Number(port), age: Date.now() - statSync(file).mtimeMs };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** False when there is no such process of this user. */
function signal(pid: number, name: 'SIGINT' | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
