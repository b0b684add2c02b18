/** The operations that frontends have registered, shared by the replicas of the gateway through Redis. Without Redis each has its own. */
import type { Redis } from 'ioredis';
import { type OperationStore, RememberedOperations } from './remembered-operations';

const LIFETIME_S = 86_400;
const MOST_BYTES_OF_ONE = 1_048_576;

/**
 * Keeps the operation unless it is known, and drops the owner's oldest ones beyond the owner's share. A share is forgotten when nothing
 * has been added for as long as an operation lives.
 */
const REGISTER = `
if redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[3], 'NX') then
  redis.call('ZADD', KEYS[2], ARGV[4], KEYS[1])
  redis.call('EXPIRE', KEYS[2], ARGV[3])
  local bytes = 0
  for _, key in ipairs(redis.call('ZREVRANGE', KEYS[2], 0, -1)) do
    local size = redis.call('STRLEN', key)
    bytes = bytes + size
    if size == 0 or bytes > tonumber(ARGV[2]) then
      redis.call('DEL', key)
      redis.call('ZREM', KEYS[2], key)
    end
  end
end`;

export class SharedOperations implements OperationStore {
  private readonly own = new RememberedOperations();

  constructor(
    private readonly redis: Redis,
    private readonly prefix = 'kpi:operation:',
  ) {}

  async get(hash: string): Promise<string | undefined> {
    const known = this.own.get(hash);
    if (known !== undefined || this.redis.status !== 'ready') return known;
    try {
      const found = await this.redis.getex(this.prefix + hash, 'EX', LIFETIME_S);
      if (found === null) return undefined;
      // What others registered is read often or never: it has a share of its own here.
      this.own.set(hash, found, 'other replicas');
      return found;
    } catch {
      return undefined; // the client sends the whole operation then
    }
  }

  set(hash: string, query: string, owner: string): void {
    this.own.set(hash, query, owner);
    if (this.redis.status !== 'ready') return;
    const keys = [this.prefix + hash, `${this.prefix}share:${owner}`];
    this.redis
      .eval(REGISTER, keys.length, ...keys, query, MOST_BYTES_OF_ONE, LIFETIME_S, Date.now())
      .catch(() => undefined);
  }
}
