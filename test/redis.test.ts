/** What replicas share through Redis, and what becomes of it while Redis is away. */
import type { Redis } from 'ioredis';
import { RateLimit } from '../gateway/guard/rate-limit';
import { connectRedis } from '../gateway/operations/redis';
import { SharedOperations } from '../gateway/operations/shared-operations';
import { describeWithRedis, redisServer, type RedisServer } from './redis-server';

describeWithRedis('with Redis', () => {
  let server: RedisServer;
  let clients: Redis[] = [];
  const messages: string[] = [];

  async function connect(): Promise<Redis> {
    const redis = connectRedis(server.url, (message) => messages.push(message));
    clients.push(redis);
    await until(() => redis.status === 'ready');
    return redis;
  }

  beforeAll(async () => {
    server = await redisServer();
  });
  beforeEach(() => server.start());
  afterEach(async () => {
    for (const client of clients) client.disconnect();
    clients = [];
    await server.kill();
  });

  it('an operation that one replica was sent is known to the others', async () => {
    const [one, other] = [new SharedOperations(await connect()), new SharedOperations(await connect())];
    one.set('h1', '{ a }', 'me');
    await until(async () => (await other.get('h1')) === '{ a }');
    expect(await other.get('h2')).toBeUndefined();
  });

  it('a flood of registrations evicts only its own', async () => {
    const redis = await connect();
    const [one, other] = [new SharedOperations(redis), new SharedOperations(await connect())];
    one.set('mine', '{ mine }', 'me');
    const large = '{ x }'.padEnd(100_000);
    for (let i = 0; i < 40; i++) one.set(`flood${i}`, large, 'flooder');
    await until(async () => (await other.get('flood39')) !== undefined);
    expect(await other.get('mine')).toBe('{ mine }');
    expect((await redis.keys('kpi:operation:flood*')).length).toBeLessThanOrEqual(10);
  });

  it('is a miss while Redis is away, and a hit when it is back', async () => {
    const [one, other] = [new SharedOperations(await connect()), new SharedOperations(await connect())];
    await server.kill();
    await until(() => clients.every(({ status }) => status !== 'ready'));
    one.set('h1', '{ a }', 'me');
    expect([await one.get('h1'), await other.get('h1')]).toEqual(['{ a }', undefined]);
    await server.start();
    await until(() => clients.every(({ status }) => status === 'ready'));
    one.set('h2', '{ b }', 'me');
    await until(async () => (await other.get('h2')) === '{ b }');
    expect(messages.filter((message) => message.includes('away')).length).toBeGreaterThanOrEqual(2);
  });

  it('a budget is one for all replicas; while Redis is away each has its own', async () => {
    const limits = [new RateLimit(await connect()), new RateLimit(await connect())];
    const spend = async (replica: number) =>
      limits[replica]?.spend('requests', 'portal', 1, { requests: 3, perSeconds: 60 }) ??
      Promise.reject(new Error('no replica'));
    expect((await spend(0)).remaining).toBe(2);
    expect((await spend(1)).remaining).toBe(1);
    expect((await spend(0)).isExceeded).toBe(false);
    expect(await spend(1)).toMatchObject({ isExceeded: true, remaining: 0, limit: 3 });
    await server.kill();
    await until(() => clients.every(({ status }) => status !== 'ready'));
    expect((await spend(0)).remaining).toBe(2);
    expect((await spend(1)).remaining).toBe(2);
  });
});

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It did not become so in ten seconds.');
}
