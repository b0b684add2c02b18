/** A sequence of decisions that fast-check can shrink: shorter or with smaller numbers, it decides for less. */
export class Choices {
  private at = 0;

  constructor(private readonly values: readonly number[]) {}

  /** 0 to `count - 1`; 0 once the sequence has ended. */
  next(count: number): number {
    const value = this.values[this.at] ?? 0;
    this.at += 1;
    return value % count;
  }

  oneIn(count: number): boolean {
    return this.next(count) === count - 1;
  }

  /** @throws RangeError when there is nothing to pick from */
  pick<T>(items: readonly T[]): T {
    const item = items[this.next(Math.max(items.length, 1))];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }
}
