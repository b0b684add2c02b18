/**
 * Says which live process owns an instance: the one that listens on the instance's socket. The operating
 * system ends that together with the process, however the process dies.
 */
import { once } from 'node:events';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { hasCode } from '../../error-code';
import { digest, privateFolder } from './temporary-path';
import { processUser } from './unprivileged-user';

export interface InstanceLock {
  /** What those get to read who ask for the owner; they wait until it is known. */
  readonly answer: (text: string) => void;
  readonly release: () => void;
}

/** A turn takes milliseconds; one that is older was left by a process that was killed in it. */
const longestTurn = 5_000;

/** Undefined when a live process has the lock. */
export async function takeInstanceLock(instance: string): Promise<InstanceLock | undefined> {
  const path = socketPath(instance);
  // One at a time: who finds a stale socket must not remove the one that another has put in its place.
  const turn = `${path}.turn`;
  await takeTurn(turn);
  try {
    if (await isAlive(path)) return undefined;
    rmSync(path, { force: true });
    return await listen(path);
  } finally {
    rmSync(turn, { recursive: true, force: true });
  }
}

/** Undefined when no live process has the lock, or when it gave it up without an answer. */
export async function ownerAnswer(instance: string): Promise<string | undefined> {
  const socket = await connect(socketPath(instance));
  return socket && ((await text(socket)) || undefined);
}

function socketPath(instance: string): string {
  return join(privateFolder(String(processUser().uid), processUser()), digest(instance));
}

async function takeTurn(turn: string): Promise<void> {
  for (;;) {
    try {
      mkdirSync(turn);
      return;
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    const started = statSync(turn, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - started > longestTurn) rmSync(turn, { recursive: true, force: true });
    await delay(10);
  }
}

async function listen(path: string): Promise<InstanceLock> {
  const server = createServer().listen(path);
  await once(server, 'listening');
  let answer: InstanceLock['answer'] = () => undefined;
  const answered = new Promise<string>((resolve) => {
    answer = resolve;
  });
  server.on('connection', (socket) => {
    // Those who only look whether there is an owner leave at once.
    socket.on('error', () => undefined).resume();
    socket.unref();
    void answered.then((words) => socket.end(words));
  });
  server.unref();
  const release = () => {
    answer('');
    server.close();
  };
  return { answer, release };
}

async function isAlive(path: string): Promise<boolean> {
  const socket = await connect(path);
  socket?.destroy();
  return socket !== undefined;
}

async function connect(path: string): Promise<Socket | undefined> {
  try {
    const socket = createConnection(path);
    await once(socket, 'connect');
    return socket;
  } catch (error) {
    if (hasCode(error, 'ECONNREFUSED', 'ENOENT')) return undefined;
    throw error;
  }
}
