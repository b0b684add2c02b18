/**
 * Bounds what is asked of one subgraph at a time, so that a slow one does not take up the memory of the gateway, and a silent one not the
 * places of requests that do not need it.
 */
import { NotAsked } from './subgraph-faults';

export interface BulkheadLimits {
  readonly concurrency: number;
  readonly queue: number;
  /** Milliseconds that a question may wait for its turn. */
  readonly timeoutMs: number;
}

/** One that is asked, or waits for its turn. */
interface Question {
  refuse(cause: NotAsked): void;
}

interface Waiting extends Question {
  start(): void;
}

/**
 * Where many wait and nothing has been answered for so long, half as many as may be asked stay with the subgraph; the others are refused.
 */
const SILENCE_MS = 1000;
/** So many are never a crowd, however few may be asked at a time. */
const ALWAYS = 32;
const LOOK_MS = 250;

export class Bulkhead {
  private running = 0;
  /** In the order in which they came, like those that wait. */
  private readonly asked = new Set<Question>();
  private readonly waiting = new Set<Waiting>();
  /** When it answered last. */
  private heardAt = 0;
  /** Since when more wait for it than stay with a silent one. */
  private crowdedAt: number | undefined;
  private isSilent = false;
  private look: NodeJS.Timeout | undefined;

  constructor(private readonly limits: BulkheadLimits) {}

  /**
   * Settles as the task does.
   * @param mayBeLeft false for a task that is waited for once it has begun
   * @throws NotAsked when the task did not get its turn, or the subgraph answers nothing
   */
  run<T>(task: () => Promise<T>, mayBeLeft: boolean): Promise<T> {
    if (this.isCrowded) {
      if (this.isSilent) return Promise.reject(new NotAsked(SILENT));
      this.crowdedAt ??= performance.now();
      this.lookSoon();
    }
    if (this.running < this.limits.concurrency) return this.start(task, mayBeLeft);
    const { queue, timeoutMs } = this.limits;
    if (this.waiting.size >= queue) return Promise.reject(new NotAsked(`${queue} questions wait already.`));
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        this.waiting.delete(one);
      };
      const one: Waiting = {
        start: () => {
          leave();
          this.start(task, mayBeLeft).then(resolve, reject);
        },
        refuse: (cause) => {
          leave();
          reject(cause);
        },
      };
      const timer = setTimeout(() => {
        one.refuse(new NotAsked(`The question has waited for its turn for ${timeoutMs} ms.`));
      }, timeoutMs);
      this.waiting.add(one);
    });
  }

  refuseWaiting(message: string): void {
    for (const one of [...this.waiting]) one.refuse(new NotAsked(message));
  }

  /** What has been refused meanwhile goes on, and counts among what is asked at a time until it ends. */
  private start<T>(task: () => Promise<T>, mayBeLeft: boolean): Promise<T> {
    const result = task();
    this.running++;
    return new Promise((resolve, reject) => {
      const one: Question = { refuse: reject };
      if (mayBeLeft) this.asked.add(one);
      const end = () => {
        this.running--;
        this.asked.delete(one);
        const [next] = this.waiting;
        next?.start();
      };
      const heard = () => {
        this.heardAt = performance.now();
        this.isSilent = false;
        end();
      };
      result.then(heard, end);
      result.then(resolve, reject);
    });
  }

  private get most(): number {
    return Math.max(ALWAYS, Math.ceil(this.limits.concurrency / 2));
  }

  private get isCrowded(): boolean {
    return this.asked.size + this.waiting.size >= this.most;
  }

  /** Once what has arrived meanwhile is read: it may be this process that was busy. */
  private lookSoon(): void {
    this.look ??= setTimeout(() => {
      setImmediate(() => {
        this.look = undefined;
        if (!this.isCrowded) {
          this.crowdedAt = undefined;
          this.isSilent = false;
          return;
        }
        const since = Math.max(this.heardAt, this.crowdedAt ?? Infinity);
        this.isSilent = performance.now() - since > SILENCE_MS;
        if (this.isSilent) this.refuseThoseBeyond();
        this.lookSoon();
      });
    }, LOOK_MS).unref();
  }

  private refuseThoseBeyond(): void {
    for (const one of [...this.asked, ...this.waiting].slice(this.most)) {
      this.asked.delete(one);
      one.refuse(new NotAsked(SILENT));
    }
  }
}

const SILENT = `It has answered nothing for ${SILENCE_MS} ms, and many wait for it.`;
