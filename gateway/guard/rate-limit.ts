/** How often a caller may ask. Shared by the replicas through Redis, each one's own while it is away. */
import type { Redis } from 'ioredis';
import type { Rate } from '../identity/client';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';

export interface Spent {
  readonly limit: number;
  /** What is left of it, none below zero. */
  readonly remaining: number;
  /** Seconds until the whole of it is there again. */
  readonly reset: number;
  readonly isExceeded: boolean;
}

export class RateLimit {
  private readonly limiters = new Map<string, RateLimiterAbstract>();

  constructor(private readonly redis: Redis | undefined) {}

  /** Takes the points from what the caller has left. @param of what is counted, such as `requests` */
  async spend(of: string, caller: string, points: number, rate: Rate): Promise<Spent> {
    try {
      return spent(await this.limiter(of, rate).consume(caller, points), rate.requests, false);
    } catch (cause) {
      if (cause instanceof RateLimiterRes) return spent(cause, rate.requests, true);
      throw cause;
    }
  }

  /** Whether the caller has nothing left. */
  async isSpent(of: string, caller: string, rate: Rate): Promise<boolean> {
    const known = await this.limiter(of, rate).get(caller);
    return known !== null && known.consumedPoints >= rate.requests;
  }

  /** Each limit has one: a client's may be changed while the gateway runs. */
  private limiter(of: string, rate: Rate): RateLimiterAbstract {
    const key = `${of}:${rate.requests}:${rate.perSeconds}`;
    let limiter = this.limiters.get(key);
    if (limiter === undefined) this.limiters.set(key, (limiter = this.newLimiter(key, rate)));
    return limiter;
  }

  private newLimiter(key: string, { requests, perSeconds }: Rate): RateLimiterAbstract {
    const options = { points: requests, duration: perSeconds, keyPrefix: `kpi:rate:${key}` };
    const own = new RateLimiterMemory(options);
    if (this.redis === undefined) return own;
    return new RateLimiterRedis({
      ...options,
      ...{ storeClient: this.redis, insuranceLimiter: own, rejectIfRedisNotReady: true },
    });
  }
}

function spent({ consumedPoints, msBeforeNext }: RateLimiterRes, limit: number, isExceeded: boolean): Spent {
  return {
    limit,
    remaining: Math.max(0, limit - consumedPoints),
    reset: Math.max(1, Math.ceil(msBeforeNext / 1000)),
    isExceeded,
  };
}
