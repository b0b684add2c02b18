/** The time that one request may take of waiting for subgraphs; what has not come by then is left out of its answer. */

export class DeadlineExceeded extends Error {}

export class Deadline {
  private isOver = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly passed: Promise<never>;

  /** Begins now. @param milliseconds until it is over */
  constructor(private readonly milliseconds: number) {
    this.passed = new Promise((_, reject) => {
      this.timer = setTimeout(() => {
        this.isOver = true;
        reject(this.exceeded());
      }, milliseconds);
    });
    // Nobody may be waiting.
    this.passed.catch(() => undefined);
  }

  /**
   * Settles as what is asked does. Others may wait for the same, so that is not given up with this.
   * @throws DeadlineExceeded when it is over, also when it has been before: then nothing is asked
   */
  before<T>(ask: () => Promise<T>): Promise<T> {
    return this.isOver ? Promise.reject(this.exceeded()) : Promise.race([ask(), this.passed]);
  }

  /** Nobody waits any more. */
  end(): void {
    clearTimeout(this.timer);
  }

  private exceeded(): DeadlineExceeded {
    return new DeadlineExceeded(`There is no answer after ${this.milliseconds} ms.`);
  }
}
