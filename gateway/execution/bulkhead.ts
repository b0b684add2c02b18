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

/** Where nothing has been answered for so long, half as many as may be asked stay with the subgraph; the others are refused. */
const SILENCE_MS = 1000;
const LOOK_MS = 250;

export class Bulkhead {
  private running = 0;
  /** In the order in which they came, like those that wait. */
  private readonly asked = new Set<Question>();
  private readonly waiting = new Set<Waiting>();
  /** When it answered last, or was asked after it had been left alone. */
  private heardAt = 0;
  private look: NodeJS.Timeout | undefined;

  constructor(private readonly limits: BulkheadLimits) {}

  /** Settles as the task does. @throws NotAsked when the task did not get its turn, or the subgraph answers nothing */
  run<T>(task: () => Promise<T>): Promise<T> {
    if (this.isCrowded(1)) {
      if (this.isSilent) return Promise.reject(new NotAsked(SILENT));
      this.lookSoon();
    }
    if (this.running < this.limits.concurrency) return this.start(task);
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
          this.start(task).then(resolve, reject);
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
  private start<T>(task: () => Promise<T>): Promise<T> {
    if (this.running++ === 0) this.heardAt = performance.now();
    const result = task();
    return new Promise((resolve, reject) => {
      const one: Question = { refuse: reject };
      this.asked.add(one);
      const end = () => {
        this.running--;
        this.asked.delete(one);
        const [next] = this.waiting;
        next?.start();
      };
      const heard = () => {
        this.heardAt = performance.now();
        end();
      };
      result.then(heard, end);
      result.then(resolve, reject);
    });
  }

  private get most(): number {
    return Math.ceil(this.limits.concurrency / 2);
  }

  private isCrowded(more = 0): boolean {
    return this.asked.size + this.waiting.size + more > this.most;
  }

  private get isSilent(): boolean {
    return performance.now() - this.heardAt > SILENCE_MS;
  }

  private lookSoon(): void {
    this.look ??= setTimeout(() => {
      this.look = undefined;
      if (!this.isCrowded()) return;
      if (this.isSilent) this.refuseThoseBeyond();
      else this.lookSoon();
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
