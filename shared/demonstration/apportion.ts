/** Splits totals into whole parts, so that demonstration records add up to published figures exactly. */

/** Whole parts in proportion to the weights that add up to the total, by largest remainders. */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0 && total > 0) throw new RangeError(`${total} cannot be split by weights that are all zero.`);
  const quotas = weights.map((weight) => (sum === 0 ? 0 : (total * weight) / sum));
  const parts = quotas.map(Math.floor);
  const left = total - parts.reduce((a, b) => a + b, 0);
  const byRemainder = quotas.map((quota, i) => ({ i, rest: quota - Math.floor(quota) }));
  byRemainder.sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of byRemainder.slice(0, left)) parts[i] = (parts[i] ?? 0) + 1;
  return parts;
}

/** One of several things whose rates are averaged: `fixed` of its `of` count already, up to `room` more may. */
export interface RatePart {
  readonly of: number;
  readonly fixed: number;
  readonly room: number;
}

/**
 * How many more each part must count so that the unweighted mean of all rates comes within `tolerance` of the target.
 * @throws RangeError when it cannot
 */
export function fitMeanOfRates(parts: readonly RatePart[], target: number, tolerance: number): number[] {
  const wanted = target * parts.length;
  const fixed = parts.reduce((sum, { fixed, of }) => sum + fixed / of, 0);
  const possible = parts.reduce((sum, { room, of }) => sum + room / of, 0);
  const share = possible === 0 ? 0 : (wanted - fixed) / possible;
  const counts = parts.map(({ room }) => Math.min(room, Math.max(0, Math.floor(room * share))));
  const error = () => wanted - fixed - counts.reduce((sum, count, i) => sum + count / (parts[i]?.of ?? 1), 0);
  const allowed = tolerance * parts.length;
  for (let gap = error(); Math.abs(gap) > allowed; gap = error()) {
    const better = (changes: readonly Change[]) =>
      changes.reduce<Change | undefined>((best, change) => {
        const left = Math.abs(gap - change.by);
        return left < Math.abs(gap - (best?.by ?? 0)) ? change : best;
      }, undefined);
    const single = steps(parts, counts);
    // Pairs are many; they are looked through only where no step alone comes nearer.
    const best = better(single) ?? better(pairs(single));
    if (best === undefined) {
      throw new RangeError(`A mean of ${target} cannot be reached: it stays ${gap / parts.length} away.`);
    }
    for (const { part, step } of best.moves) counts[part] = (counts[part] ?? 0) + step;
  }
  return counts;
}

interface Change {
  /** What it adds to the sum of rates. */
  readonly by: number;
  readonly moves: readonly { readonly part: number; readonly step: 1 | -1 }[];
}

/** Every step of one up or down. */
function steps(parts: readonly RatePart[], counts: readonly number[]): Change[] {
  return parts.flatMap(({ of, room }, part) => [
    ...((counts[part] ?? 0) < room ? [{ by: 1 / of, moves: [{ part, step: 1 as const }] }] : []),
    ...((counts[part] ?? 0) > 0 ? [{ by: -1 / of, moves: [{ part, step: -1 as const }] }] : []),
  ]);
}

/** Every pair of one up and another down. */
function pairs(single: readonly Change[]): Change[] {
  const downs = single.filter(({ by }) => by < 0);
  return single
    .filter(({ by }) => by > 0)
    .flatMap((up) => downs.map((down) => ({ by: up.by + down.by, moves: [...up.moves, ...down.moves] })));
}
