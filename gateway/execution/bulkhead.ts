/** Bounds what is asked of one subgraph at a time, so that a slow one does not take up the memory of the gateway. */
import { NotAsked } from './subgraph-faults';

export interface BulkheadLimits {
  readonly concurrency: number;
  readonly queue: number;
  /** Milliseconds that a question may wait for its turn. */
  readonly timeoutMs: number;
}

interface Waiting {
  start(): void;
  refuse(cause: NotAsked): void;
}

export class Bulkhead {
  private running = 0;
  /** In the order in which they came. */
  private readonly waiting = new Set<Waiting>();

  constructor(private readonly limits: BulkheadLimits) {}

  /** Settles as the task does. @throws NotAsked when the task did not get its turn */
  run<T>(task: () => Promise<T>): Promise<T> {
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

  private start<T>(task: () => Promise<T>): Promise<T> {
    this.running++;
    const result = task();
    const end = () => {
      this.running--;
      const [next] = this.waiting;
      next?.start();
    };
    result.then(end, end);
    return result;
  }
}
