/**
 * How many requests are answered at a time; those beyond are refused at once, so that the others are answered as fast as ever.
 * What they wait for most is this process's one thread: while it has no time left, fewer are admitted from moment to moment.
 */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { type Refusal, refuse } from './refuse';

/** The thread's time is looked at so often: a burst is over before it changes much. */
const WINDOW_MS = 100;
const FALL = 0.8;
/** Of a window after one without time: a crowd that comes at a blow has waited long before the limit is down to it. */
const LASTING_FALL = 0.64;
const RISE = 1.05;
/** While the thread has half of its time, the crowd has gone. */
const QUICK_RISE = 1.5;
/** Many who wait for the same database come in waves: a window between two of them, in which the thread has time, means nothing. */
const CALM_WINDOWS = 3;
/** So many at a time are never a crowd, however long the thread works on them. */
const ALWAYS = 4;

/** How busy the thread has been since it was last asked, from 0 to 1. */
export type Utilization = () => number;

export class Admission {
  private inside = 0;
  /** The most that were inside in this window. */
  private peak = 0;
  private limit: number;
  private lookedAt: number;
  /** For so many windows the thread has had time. */
  private calm = CALM_WINDOWS;

  /**
   * @param most at a time, also while the thread has time
   * @param busyPercent of its time that the thread works; beyond it what comes has to wait in line
   */
  constructor(
    private readonly most: number,
    private readonly busyPercent: number,
    private readonly utilization: Utilization = threadUtilization(),
    private readonly now: () => number = () => performance.now(),
  ) {
    this.limit = most;
    this.lookedAt = now();
  }

  get isFull(): boolean {
    this.look();
    return this.inside + 1 > this.limit;
  }

  /** False where it is full. Whoever has entered leaves. */
  enter(): boolean {
    if (this.isFull) return false;
    this.inside++;
    this.peak = Math.max(this.peak, this.inside);
    return true;
  }

  leave(): void {
    this.inside--;
  }

  /** When somebody asks, so that nothing runs where nobody does. */
  private look(): void {
    const windows = (this.now() - this.lookedAt) / WINDOW_MS;
    if (windows < 1) return;
    const busy = this.utilization() * 100;
    const isCrowded = busy > this.busyPercent && this.peak > ALWAYS;
    const fall = this.calm === 0 ? LASTING_FALL : FALL;
    const rise = busy < this.busyPercent / 2 ? QUICK_RISE : RISE;
    this.calm = isCrowded ? 0 : this.calm + windows;
    if (isCrowded) this.limit = Math.max(Math.min(ALWAYS, this.most), this.limit * fall);
    else if (this.calm >= CALM_WINDOWS)
      this.limit = Math.min(this.most, this.limit * rise ** windows + windows);
    this.lookedAt = this.now();
    this.peak = this.inside;
  }
}

function threadUtilization(): Utilization {
  let before = performance.eventLoopUtilization();
  return () => {
    const total = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(total, before);
    before = total;
    return utilization;
  };
}

/** When who is refused for now may come again. */
export const TRY_AGAIN_SECONDS = 1;
/**
 * About how long the next refusal takes for a connection that asks again before that: refusing has its price too. Between half of it and
 * half as much again, so that those who were refused together do not come back together.
 */
const TOO_SOON_MS = 1000;

const lastRefused = new WeakMap<Socket, number>();

/** Says 503 and when to ask again. */
export function refuseForNow(response: ServerResponse, message: string): void {
  if (!response.headersSent) response.setHeader('retry-after', TRY_AGAIN_SECONDS);
  const { socket } = response.req;
  const now = performance.now();
  const isTooSoon = now - (lastRefused.get(socket) ?? -Infinity) < TRY_AGAIN_SECONDS * 1000;
  lastRefused.set(socket, now);
  const refusal: Refusal = { status: 503, code: 'OVERLOADED', message };
  if (isTooSoon) setTimeout(refuse, TOO_SOON_MS * (0.5 + Math.random()), response, refusal);
  else refuse(response, refusal);
}
