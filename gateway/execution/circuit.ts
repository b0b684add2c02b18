/** Spares a subgraph that is down: after some failures in a row it is asked no more, until one question finds that it answers again. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  BrokenCircuitError,
  circuitBreaker,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  handleAll,
} from 'cockatiel';
import { NotAsked } from './subgraph-faults';

export interface CircuitOptions {
  readonly breakerFailures: number;
  readonly breakerOpenMs: number;
  /** @param cause of the last failure */
  readonly onOpen: (cause: unknown) => void;
  readonly onClose: () => void;
}

/** So long others wait for the one that tries; one that is not answered by then tells enough. */
const PROBE_PATIENCE_MS = 250;
const OPEN = 'It is taken for down.';

export class Circuit {
  private readonly failures: ConsecutiveBreaker;
  private readonly policy: CircuitBreakerPolicy;
  private timesOpened = 0;
  private probe: Promise<unknown> = Promise.resolve();

  constructor({ breakerFailures, breakerOpenMs, onOpen, onClose }: CircuitOptions) {
    this.failures = new ConsecutiveBreaker(breakerFailures);
    this.policy = circuitBreaker(handleAll, { breaker: this.failures, halfOpenAfter: breakerOpenMs });
    let isDown = false;
    this.policy.onBreak((reason) => {
      this.timesOpened++;
      if (!isDown) onOpen('error' in reason ? reason.error : reason);
      isDown = true;
    });
    this.policy.onReset(() => {
      isDown = false;
      onClose();
    });
  }

  /** Settles as the task does. A task that throws NotAsked has neither failed nor succeeded. @throws NotAsked while it is open */
  run<T>(task: () => Promise<T>): Promise<T> {
    if (!this.isClosed()) return this.runUnlessOpen(task);
    const { timesOpened } = this;
    // The policy's own way takes several times as long, and most tasks succeed.
    return task().then(
      (result) => {
        this.failures.success();
        return result;
      },
      (cause: unknown) => this.failed(cause, timesOpened),
    );
  }

  private isClosed(): boolean {
    return this.policy.state === CircuitState.Closed;
  }

  /** @param timesOpened when the task began: what failed with the subgraph's last fall tells nothing of how it is since. */
  private async failed(cause: unknown, timesOpened: number): Promise<never> {
    if (!(cause instanceof NotAsked) && timesOpened === this.timesOpened) {
      await this.policy.execute(() => Promise.reject(cause as Error));
    }
    throw cause;
  }

  private async runUnlessOpen<T>(task: () => Promise<T>): Promise<T> {
    if (this.policy.state === CircuitState.HalfOpen) {
      await Promise.race([this.probe, sleep(PROBE_PATIENCE_MS, undefined, { ref: false })]);
      if (!this.isClosed()) throw new NotAsked(OPEN);
      return this.run(task);
    }
    const probe = this.policy.execute(task);
    this.probe = probe.catch(() => undefined);
    try {
      return await probe;
    } catch (cause) {
      throw cause instanceof BrokenCircuitError ? new NotAsked(OPEN) : cause;
    }
  }
}
