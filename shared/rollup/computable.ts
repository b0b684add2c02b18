/** Which unknowns a set of sums determines, once all other figures are known. */

export interface Sum {
  readonly whole: string;
  readonly parts: readonly string[];
}

/**
 * Each sum is an equation over the unknowns in it. Brought to reduced rows, an unknown that is left alone in one is
 * determined: whoever knows the rest can compute it.
 */
export function computable(sums: readonly Sum[], unknowns: readonly string[]): string[] {
  const rows = sums
    .map(({ whole, parts }) => {
      const inSum = new Set(parts);
      return unknowns.map((unit) => (unit === whole ? -1 : 0) + (inSum.has(unit) ? 1 : 0));
    })
    .filter((row) => row.some((value) => value !== 0));
  const reduced: number[][] = [];
  for (const column of unknowns.keys()) {
    const pivot = rows.findIndex((row) => isNonZero(row[column]));
    const [taken] = pivot < 0 ? [] : rows.splice(pivot, 1);
    if (taken === undefined) continue;
    const scale = taken[column] ?? 1;
    const scaled = taken.map((value) => value / scale);
    for (const row of [...rows, ...reduced]) subtract(row, scaled, row[column] ?? 0);
    reduced.push(scaled);
  }
  return reduced.flatMap((row) => {
    const left = unknowns.filter((_, column) => isNonZero(row[column]));
    return left.length === 1 ? left : [];
  });
}

function subtract(row: number[], other: readonly number[], times: number): void {
  if (!isNonZero(times)) return;
  for (const column of row.keys()) row[column] = (row[column] ?? 0) - times * (other[column] ?? 0);
}

/** Coefficients stay small fractions; what is smaller is a rounding error. */
function isNonZero(value = 0): boolean {
  return Math.abs(value) > 1e-9;
}
