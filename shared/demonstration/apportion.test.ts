import { apportion, fitMeanOfRates, type RatePart } from './apportion';
import { seeded } from './random';

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

describe('a total is split into whole parts in proportion to the weights', () => {
  it('that add up to it exactly, none a whole one away from its due', () => {
    const random = seeded(1);
    for (let round = 0; round < 2000; round++) {
      const total = random.integer(0, 5000);
      const weights = Array.from({ length: random.integer(1, 20) }, () => random.integer(0, 900));
      if (sum(weights) === 0) continue;
      const parts = apportion(total, weights);
      expect(sum(parts)).toBe(total);
      for (const [i, part] of parts.entries()) {
        expect(Number.isInteger(part)).toBe(true);
        expect(Math.abs(part - (total * (weights[i] ?? 0)) / sum(weights))).toBeLessThan(1);
      }
    }
  });

  it('what is left goes to the largest remainders', () => {
    expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(apportion(10, [55, 27, 18])).toEqual([5, 3, 2]);
    expect(apportion(7, [0, 1, 0])).toEqual([0, 7, 0]);
    expect(apportion(0, [3, 4])).toEqual([0, 0]);
  });
});

describe('counts are fitted so that the mean of the rates is the one wanted', () => {
  const mean = (parts: readonly RatePart[], counts: readonly number[]) =>
    sum(parts.map(({ of, fixed }, i) => (fixed + (counts[i] ?? 0)) / of)) / parts.length;

  it('within the tolerance, each count whole and within its room', () => {
    const random = seeded(2);
    for (let round = 0; round < 40; round++) {
      const parts = Array.from({ length: random.integer(8, 40) }, () => {
        const of = random.integer(20, 200);
        const fixed = random.integer(0, Math.floor(of / 2));
        return { of, fixed, room: of - fixed };
      });
      const wanted = random.integer(6000, 9900) / 10_000;
      const counts = fitMeanOfRates(parts, wanted, 0.00004);
      expect(Math.abs(mean(parts, counts) - wanted)).toBeLessThanOrEqual(0.00004 + 1e-12);
      for (const [i, count] of counts.entries()) {
        expect(Number.isInteger(count)).toBe(true);
        expect(count).toBeGreaterThanOrEqual(0);
        expect(count).toBeLessThanOrEqual(parts[i]?.room ?? 0);
      }
    }
  });

  it('a part without room stays as it is, and the others make up for it', () => {
    const full = { of: 100, fixed: 0, room: 100 };
    const parts = [{ of: 30, fixed: 0, room: 0 }, full, full, full];
    const counts = fitMeanOfRates(parts, 0.7, 0.0001);
    expect(counts[0]).toBe(0);
    expect(mean(parts, counts)).toBeCloseTo(0.7, 4);
  });

  it('a mean that cannot be reached is refused', () => {
    expect(() => fitMeanOfRates([{ of: 10, fixed: 0, room: 1 }], 0.9, 0.001)).toThrow(RangeError);
    expect(() => fitMeanOfRates([{ of: 10, fixed: 8, room: 2 }], 0.5, 0.001)).toThrow(RangeError);
  });
});
