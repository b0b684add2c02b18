/** Names what has to lie outside the project, and makes folders there that only one user may enter. */
import { createHash } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync } from 'node:fs';
import { CodedError } from '../../errors';
import { hasCode } from '../../error-code';
import { processUser, type UnprivilegedUser } from './unprivileged-user';

/**
 * Under /tmp and not TMPDIR: every user can enter it, its sockets' paths are short enough, and processes with
 * different environments meet at the same names.
 */
export function temporaryPath(name: string): string {
  return `/tmp/embedded-postgres-${name}`;
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

export function privateFolder(name: string, owner: UnprivilegedUser): string {
  const folder = temporaryPath(name);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  refuseForeign(folder, owner, processUser());
  chownSync(folder, owner.uid, owner.gid);
  return folder;
}

/** Anybody may put anything under /tmp; what belongs to somebody else must not be trusted. */
export function refuseForeign(folder: string, ...owners: UnprivilegedUser[]): void {
  const found = lstatSync(folder);
  if (found.isDirectory() && owners.some((owner) => owner.uid === found.uid)) return;
  throw new CodedError(
    'DATABASE_EMBEDDED',
    `${folder} should be a folder of the user with id ${owners.map((owner) => owner.uid).join(' or ')}, ` +
      `but it belongs to the user with id ${found.uid}${found.isDirectory() ? '' : ' and is no folder'}. ` +
      'Start as that user, remove it when nobody needs it, or set DATABASE_URL to a server of your own.',
  );
}
