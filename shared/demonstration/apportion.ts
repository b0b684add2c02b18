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
    const left = ({ by }: { by: number }) => Math.abs(gap - by);
    const [first, ...others] = changes(parts, counts);
    const best = first && others.reduce((best, change) => (left(change) < left(best) ? change : best), first);
    if (best === undefined || left(best) >= Math.abs(gap)) {
      throw new RangeError(`A mean of ${target} cannot be reached: it stays ${gap / parts.length} away.`);
    }
    best.apply();
  }
  return counts;
}

/** Every step of one up or down, and every pair of one up and another down, with what it adds to the sum of rates. */
function changes(parts: readonly RatePart[], counts: number[]): { by: number; apply: () => void }[] {
  const move = (i: number, step: 1 | -1) => () => {
    counts[i] = (counts[i] ?? 0) + step;
  };
  const ups = parts.flatMap(({ of, room }, i) =>
    (counts[i] ?? 0) < room ? [{ by: 1 / of, apply: move(i, 1) }] : [],
  );
  const downs = parts.flatMap(({ of }, i) =>
    (counts[i] ?? 0) > 0 ? [{ by: -1 / of, apply: move(i, -1) }] : [],
  );
  const pairs = ups.flatMap((up) =>
    downs.map((down) => ({
      by: up.by + down.by,
      apply: () => {
        up.apply();
        down.apply();
      },
    })),
  );
  return [...ups, ...downs, ...pairs];
}
