/** How much a caller may ask in a minute: requests, and cost. Shared by the replicas through Redis, each one's own while it is away. */
import type { Redis } from 'ioredis';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';

/** What a caller may spend; absent: as much as they like. */
export interface Budget {
  readonly requestsPerMinute?: number | undefined;
  readonly costPerMinute?: number | undefined;
}

export interface Spent {
  readonly limit: number;
  /** What is left of it, none below zero. */
  readonly remaining: number;
  /** Seconds until the whole of it is there again. */
  readonly reset: number;
  readonly isExceeded: boolean;
}

const MINUTE_S = 60;

export class RateLimit {
  private readonly limiters = new Map<string, RateLimiterAbstract>();

  constructor(private readonly redis: Redis | undefined) {}

  /** Takes the points from what the caller has left. @param of what is counted, such as `requests` */
  async spend(of: string, caller: string, points: number, limit: number): Promise<Spent> {
    try {
      return spent(await this.limiter(of, limit).consume(caller, points), limit, false);
    } catch (cause) {
      if (cause instanceof RateLimiterRes) return spent(cause, limit, true);
      throw cause;
    }
  }

  /** Each limit has one: a client's may be changed while the gateway runs. */
  private limiter(of: string, points: number): RateLimiterAbstract {
    const key = `${of}:${points}`;
    let limiter = this.limiters.get(key);
    if (limiter === undefined) this.limiters.set(key, (limiter = this.newLimiter(key, points)));
    return limiter;
  }

  private newLimiter(key: string, points: number): RateLimiterAbstract {
    const options = { points, duration: MINUTE_S, keyPrefix: `kpi:rate:${key}` };
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
