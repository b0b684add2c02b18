import { seeded } from './random';

/** Mulberry32 as published by its author, beside which ours is checked. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const draw = (seed: number) => {
  const random = seeded(seed);
  return Array.from({ length: 200 }, () => random.integer(0, 999_999));
};

it('one seed gives the same numbers every time, on every machine', () => {
  const reference = mulberry32(1724);
  expect(draw(1724)).toEqual(Array.from({ length: 200 }, () => Math.floor(reference() * 1_000_000)));
  expect(draw(1724)).toEqual(draw(1724));
});

it('another seed gives others', () => {
  expect(draw(1724)).not.toEqual(draw(1725));
});

it('whole numbers come from the whole range, both ends included', () => {
  const random = seeded(1);
  const seen = new Set(Array.from({ length: 1000 }, () => random.integer(-1, 3)));
  expect([...seen].toSorted((a, b) => a - b)).toEqual([-1, 0, 1, 2, 3]);
});

it('a chance comes about as often as its probability says', () => {
  const random = seeded(2);
  const times = (probability: number) =>
    Array.from({ length: 10_000 }, () => random.chance(probability)).filter(Boolean).length;
  expect(times(0)).toBe(0);
  expect(times(1)).toBe(10_000);
  expect(times(0.3)).toBeGreaterThan(2800);
  expect(times(0.3)).toBeLessThan(3200);
});

it('every item is picked some time, and from nothing none can be', () => {
  const random = seeded(3);
  expect(new Set(Array.from({ length: 100 }, () => random.pick(['a', 'b', 'c'])))).toEqual(
    new Set(['a', 'b', 'c']),
  );
  expect(() => random.pick([])).toThrow(RangeError);
});

it('shuffling keeps all items, changes their order, and leaves the given list alone', () => {
  const items = Array.from({ length: 50 }, (_, i) => i);
  const shuffled = seeded(4).shuffled(items);
  expect(shuffled).not.toEqual(items);
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
  expect(items).toEqual(Array.from({ length: 50 }, (_, i) => i));
});
