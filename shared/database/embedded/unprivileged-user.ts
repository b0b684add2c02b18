/** Finds the user that runs the server: the process's own or, since PostgreSQL refuses root, `nobody`. */
import { execFileSync, spawnSync } from 'node:child_process';

/** The numbers are unsigned, as files carry them. */
export interface UnprivilegedUser {
  readonly uid: number;
  readonly gid: number;
}

export function unprivilegedUser(): UnprivilegedUser {
  const { uid, gid } = processUser();
  return uid === 0 ? { uid: nobodyId('-u'), gid: nobodyId('-g') } : { uid, gid };
}

export function processUser(): UnprivilegedUser {
  if (!process.getuid || !process.getgid) throw new Error('this operating system has no user ids');
  return { uid: process.getuid(), gid: process.getgid() };
}

/** Tries it, for modes, access lists and mounts all have a say in it. */
export function canEnter(user: UnprivilegedUser, folder: string): boolean {
  const options = { ...spawnIdentity(user), cwd: '/' };
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], options).status === 0;
}

/** Child processes take the ids as signed numbers; `nobody` is -2 on macOS. */
export function spawnIdentity({ uid, gid }: UnprivilegedUser): UnprivilegedUser {
  return { uid: uid | 0, gid: gid | 0 };
}

function nobodyId(option: '-u' | '-g'): number {
  return Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' })) >>> 0;
}
