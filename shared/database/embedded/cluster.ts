/** A cluster: the files of one PostgreSQL server, made by initdb when there are none. */
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { renameSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CodedError } from '../../errors';
import { startGuarded } from './guarded-process';
import { lastLines } from './last-lines';
import { refuseForeign } from './temporary-path';
import type { UnprivilegedUser } from './unprivileged-user';

export interface Cluster {
  readonly folder: string;
  readonly data: string;
  readonly log: string;
  readonly url: (port: number) => string;
}

const superuser = 'postgres';

/** The folder has its name only since it was complete; an initdb that was killed left an unfinished one. */
export async function openCluster(folder: string, initdb: string, user: UnprivilegedUser): Promise<Cluster> {
  await removeUnfinished(folder);
  if (!existsSync(folder)) await createCluster(folder, initdb, user);
  refuseForeign(folder, user);
  const password = readFileSync(join(folder, 'password'), 'utf8');
  return {
    folder,
    data: join(folder, 'data'),
    log: join(folder, 'server.log'),
    url: (port) => `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`,
  };
}

async function createCluster(folder: string, initdb: string, user: UnprivilegedUser): Promise<void> {
  const unfinished = mkdtempSync(unfinishedName(folder));
  const passwordFile = join(unfinished, 'password');
  writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  chownSync(passwordFile, user.uid, user.gid);
  chownSync(unfinished, user.uid, user.gid);

  const log = join(unfinished, 'server.log');
  // Texts sort by code point, and upper and lower case work for every script.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const login = [`--username=${superuser}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const command = [initdb, `--pgdata=${join(unfinished, 'data')}`, ...locale, ...login] as const;
  const process = await startGuarded({ command, user, folder: unfinished, log });
  if ((await process.ended) !== 0) {
    const said = lastLines(log);
    await removeUnfinished(folder);
    throw new CodedError(
      'DATABASE_EMBEDDED',
      `The embedded PostgreSQL server could not set up its data in ${folder}; initdb said:\n${said}\n` +
        'Remove the cause and start again, or set DATABASE_URL to a server of your own.',
    );
  }
  renameSync(unfinished, folder);
}

/**
 * To be called by the owner of the instance's lock. The initdb of a killed process may still write there in its
 * last moments, or remove things itself; `rmSync` of Node.js 24 then leaves the rest and says nothing.
 */
async function removeUnfinished(folder: string): Promise<void> {
  const parent = dirname(folder);
  const start = basename(unfinishedName(folder));
  for (const name of readdirSync(parent).filter((name) => name.startsWith(start))) {
    await rm(join(parent, name), { recursive: true, force: true, maxRetries: 10 });
  }
}

function unfinishedName(folder: string): string {
  return `${folder}.unfinished-`;
}
