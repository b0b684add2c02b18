/** Starts the processes of the bench, and waits until they answer. */
import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { projectRoot } from '../../shared/project-root';

/** How long a server may take from its start to its first answer. */
const START_MS = 120_000;
const POLL_MS = 100;
/** How long a process may take to stop before it is killed. */
const STOP_MS = 5_000;
const OUTPUT_CHARACTERS = 2_000;

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where it runs; default: the project. */
  readonly folder?: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly stop: () => Promise<void>;
}

export interface StartedServer {
  readonly pid: number;
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** @throws Error with the end of its output when it ends, or stays silent, before it answers a GraphQL request */
export async function startServer(command: Command, port: number): Promise<StartedServer> {
  const { child, stop, ended, output } = start(command, ['ignore', 'pipe', 'pipe']);
  const url = `http://127.0.0.1:${port}/graphql`;
  const deadline = Date.now() + START_MS;
  while (!(await answers(url))) {
    if (ended() || Date.now() > deadline) {
      await stop();
      throw new Error(`it ${ended() ? 'ended' : 'stayed silent'} before it answered: ${output()}`);
    }
    await delay(POLL_MS);
  }
  return { pid: child.pid ?? -1, url, stop };
}

/** Starts a script of Node.js that talks to its parent, and waits for its first message. */
export async function startTalking(
  script: string,
  env: Readonly<Record<string, string>>,
): Promise<Started & { readonly message: unknown }> {
  const command = { program: process.execPath, args: [script], env };
  const { child, stop, ended } = start(command, ['ignore', 'inherit', 'inherit', 'ipc']);
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[];
  if (ended()) throw new Error(`${script} ended before it was ready.`);
  return { child, stop, message };
}

function start({ program, args, env, folder }: Command, stdio: StdioOptions) {
  const child = spawn(program, args, {
    cwd: folder ?? projectRoot,
    // A gateway is measured while it is busy all the time.
    env: { PATH: process.env.PATH, NODE_ENV: 'production', OVERLOAD_BUSY_PERCENT: '100', ...env },
    stdio,
  });
  let [isEnded, text] = [false, ''];
  const keep = (chunk: Buffer | string) => {
    text = (text + chunk.toString()).slice(-OUTPUT_CHARACTERS);
  };
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', keep);
  const kill = () => child.kill('SIGKILL');
  process.on('exit', kill);
  const gone = new Promise<void>((resolve) => {
    const end = () => {
      isEnded = true;
      process.off('exit', kill);
      resolve();
    };
    child.on('exit', end);
    // It could not even be started.
    child.on('error', (cause) => {
      keep(String(cause));
      end();
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(kill, STOP_MS);
    await gone;
    clearTimeout(timer);
  };
  return { child, stop, ended: () => isEnded, output: () => text };
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
      signal: AbortSignal.timeout(START_MS),
    });
    return response.ok && (await response.text()).includes('"data"');
  } catch {
    return false; // it does not listen yet
  }
}
