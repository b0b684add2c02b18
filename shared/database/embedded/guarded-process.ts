/** Runs a program that cannot outlive this process, not even when this process is killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { spawnIdentity, type UnprivilegedUser } from './unprivileged-user';

export interface GuardedProcess {
  /** The program's exit code. */
  readonly ended: Promise<number>;
  readonly isRunning: () => boolean;
  readonly stop: () => Promise<void>;
  /** From now on this process may end without waiting for the program. */
  readonly unref: () => void;
}

export interface GuardedProgram {
  readonly command: readonly [program: string, ...args: string[]];
  readonly user: UnprivilegedUser;
  readonly folder: string;
  readonly log: string;
}

/**
 * The guard's standard input is a pipe from this process. It ends when this process closes it or dies.
 * SIGINT asks PostgreSQL to end its sessions and shut down. SIGTERM goes before it for a program that has not
 * set up its handlers yet: a shell starts background programs with SIGINT ignored.
 */
const guard = `
log=$1; shift
exec 3<&0 >"$log" 2>&1
"$@" </dev/null 3<&- &
program=$!
trap '' HUP INT TERM
{ read -r _ <&3; kill -TERM "$program"; kill -INT "$program"; } 2>/dev/null &
watch=$!
wait "$program"
code=$?
kill -KILL "$watch" 2>/dev/null
exit "$code"
`;

export async function startGuarded({ command, user, folder, log }: GuardedProgram): Promise<GuardedProcess> {
  const child = spawn('/bin/sh', ['-c', guard, 'sh', log, ...command], {
    ...spawnIdentity(user),
    cwd: folder,
    // Not the whole environment: other programs of the same user can read it.
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    // In a session of its own, out of reach of the terminal's Ctrl-C.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code) => {
      resolve(code ?? -1);
    });
  });
  await once(child, 'spawn');

  const stop = async () => {
    child.ref();
    child.stdin.destroy();
    await ended;
  };
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const unref = () => {
    child.unref();
  };
  return { ended, isRunning, stop, unref };
}
