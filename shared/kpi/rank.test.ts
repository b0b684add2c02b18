import { rankOf } from './rank';
import type { Origin, Reading } from './reading';

const group = [100, 89.39, null, 64, 89.39, 0].map((value) => reading(value));

describe('a value ranks among those that are there', () => {
  it.each([
    [100, 1, false],
    [89.39, 2, true],
    [64, 4, false],
    [0, 5, false],
  ])('higher is better: %d is on place %i, shared: %s', (value, position, tied) => {
    const rank = rankOf(value, group, 'HIGHER_IS_BETTER');
    expect(rank).toMatchObject({ position, tied, of: 5, unranked: 1 });
  });

  it.each([
    [0, 1, false],
    [64, 2, false],
    [89.39, 3, true],
    [100, 5, false],
  ])('lower is better: %d is on place %i, shared: %s', (value, position, tied) => {
    expect(rankOf(value, group, 'LOWER_IS_BETTER')).toMatchObject({ position, tied, of: 5 });
  });

  it('where neither is better, higher comes first', () => {
    expect(rankOf(100, group, 'NEUTRAL')?.position).toBe(1);
  });

  it('all on the first place where all are equal', () => {
    const equal = [reading(5), reading(5), reading(5)];
    expect(rankOf(5, equal, 'HIGHER_IS_BETTER')).toMatchObject({ position: 1, of: 3, tied: true });
  });
});

describe('there is no rank', () => {
  it('of a missing value', () => {
    expect(rankOf(null, group, 'HIGHER_IS_BETTER')).toBeNull();
  });

  it('where nothing else has a value', () => {
    expect(rankOf(5, [], 'HIGHER_IS_BETTER')).toBeNull();
    expect(rankOf(5, [reading(5), reading(null)], 'HIGHER_IS_BETTER')).toBeNull();
  });
});

describe('a rank is no firmer than the values that it compares', () => {
  it.each<[Origin, Origin[]]>([
    ['COMPUTED', ['COMPUTED', 'COMPUTED']],
    ['PUBLISHED', ['COMPUTED', 'PUBLISHED']],
    ['DEMONSTRATION', ['PUBLISHED', 'DEMONSTRATION', 'COMPUTED']],
  ])('%s of %j', (origin, origins) => {
    const compared = origins.map((of, i) => reading(i, of));
    expect(rankOf(0, compared, 'HIGHER_IS_BETTER')?.origin).toBe(origin);
  });
});

function reading(value: number | null, origin: Origin = 'COMPUTED'): Reading {
  const missing = value === null ? 'NO_DATA' : null;
  return {
    ...{ value, numerator: null, denominator: null, dataAsOf: null, missing },
    ...{ origin: value === null ? null : origin, isWhole: value !== null },
  };
}
