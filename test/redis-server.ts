/** A Redis server of the test's own, which it can stop and start again. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { freePort } from './free-port';

export interface RedisServer {
  readonly url: string;
  start(): Promise<void>;
  /** As if the machine had lost its power. */
  kill(): Promise<void>;
}

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** In place of `describe`: where there is no Redis the tests cannot run, which is said, and is a failure where CI should have it. */
export function describeWithRedis(name: string, tests: () => void): void {
  if (hasRedis) describe(name, tests);
  else if (process.env.CI === undefined) {
    console.error(`NOT TESTED: ${name}. There is no redis-server on this machine; install Redis to test it.`);
    describe.skip(name, tests);
  } else {
    it(name, () => {
      throw new Error('There is no redis-server on this machine. Expected Redis where CI runs.');
    });
  }
}

export async function redisServer(): Promise<RedisServer> {
  const port = await freePort();
  let stop: (() => Promise<void>) | undefined;
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const child = spawn('redis-server', ['--port', String(port), '--save', '', '--bind', '127.0.0.1'], {
        stdio: 'ignore',
      });
      const exited = once(child, 'exit');
      stop = async () => {
        child.kill('SIGKILL');
        await exited;
      };
      await answers(port);
    },
    async kill() {
      await stop?.();
      stop = undefined;
    },
  };
}

async function answers(port: number): Promise<void> {
  const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 50 });
  client.on('error', () => undefined); // until it listens
  await client.ping();
  client.disconnect();
}
