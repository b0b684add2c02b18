/** The whole product as its users run it: in one process, or one process for each service of docker-compose.yml. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { projectRoot } from '../shared/project-root';
import { composeFile, ownServices } from './compose-file';
import { testServerUrl } from './test-databases';

export interface Running {
  /** The GraphQL endpoint that it printed when it was ready. */
  readonly url: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

export interface Stack {
  readonly url: string;
  readonly services: Readonly<Record<string, Running>>;
  stop(): Promise<void>;
}

interface StackOptions {
  readonly prefix: string;
  readonly args?: readonly string[];
}

/** `npm start`, with the tests' server for its databases. */
export async function oneProcess({ prefix, args = [] }: StackOptions): Promise<Stack> {
  const gateway = await run(['node', 'dist/gateway/main.js', ...args], {
    ...{ DATABASE_URL: testServerUrl(), DATABASE_PREFIX: prefix },
  });
  return { url: gateway.url, services: { gateway }, stop: () => gateway.stop() };
}

/** The commands of docker-compose.yml, with ports of this machine in place of its hosts. */
export async function split({ prefix, args = [] }: StackOptions): Promise<Stack> {
  const services: Record<string, Running> = {};
  const subgraphs = ownServices.filter(([name]) => name !== 'gateway');
  const started = await Promise.all(
    subgraphs.map(async ([name]) => [name, await runService(name, prefix, 0, args)] as const),
  );
  for (const [name, running] of started) services[name] = running;
  const urls = started.map(([name, { url }]) => `${name}=${url}`).join(',');
  const gateway = await run(composeFile.services.gateway?.command ?? [], { SUBGRAPH_URLS: urls });
  services.gateway = gateway;
  const stop = async () => {
    await Promise.all(Object.values(services).map((running) => running.stop()));
  };
  return { url: gateway.url, services, stop };
}

/** One subgraph's service, on that port, or on any when it is 0. */
export function runService(
  name: string,
  prefix: string,
  port = 0,
  args: readonly string[] = [],
): Promise<Running> {
  const { command = [], environment = {} } = composeFile.services[name] ?? {};
  const database =
    environment.DATABASE_URL === undefined ? {} : { DATABASE_URL: testServerUrl(), DATABASE_PREFIX: prefix };
  return run([...command, ...args], { ...database, PORT: String(port) });
}

/** Starts a command in a clean environment, and waits for the URL that it prints when it is ready. */
export async function run(
  [program, ...args]: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Running> {
  if (program !== 'node') throw new Error(`Expected a command of Node.js, got ${program ?? 'none'}.`);
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  createInterface(child.stderr).on('line', (line) => output.push(line));
  const exited = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      output.push(line);
      const found = /^(?:Ready|[\w-]+): (http\S+)$/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    exited.then(([status]) => {
      reject(
        new Error(
          `${args.join(' ')} ended with status ${String(status)} before it was ready:\n${output.join('\n')}`,
        ),
      );
    }, reject);
  });
  return {
    url,
    process: child,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await exited;
    },
  };
}
