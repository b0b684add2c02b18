/** Redis, for what replicas of the gateway share. It may come and go: who asks it while it is away gets an error at once. */
import { Redis } from 'ioredis';

/** What takes longer is taken for a miss: an answer is worth more than what Redis would spare it. */
const MOST_WAIT_MS = 250;
const MOST_RECONNECT_MS = 2000;

export function connectRedis(url: string, log: (message: string) => void): Redis {
  const redis = new Redis(url, {
    ...{ enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: MOST_WAIT_MS },
    ...{ connectTimeout: MOST_RECONNECT_MS, enableReadyCheck: true },
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 6), MOST_RECONNECT_MS),
  });
  let isThere: boolean | undefined;
  const tell = (now: boolean) => {
    if (isThere === now) return;
    isThere = now;
    log(now ? 'Redis is there.' : 'Redis is away: what replicas share is each one’s own until it is back.');
  };
  redis.on('ready', () => {
    tell(true);
  });
  redis.on('error', () => {
    tell(false);
  });
  redis.on('close', () => {
    tell(false);
  });
  return redis;
}
