/** Which unknown cells a set of sums determines, once all others are known. */

export interface Sum {
  readonly whole: string;
  readonly parts: readonly string[];
}

/**
 * Each sum is an equation over the unknowns in it. Brought to reduced row echelon form, an unknown that is left alone in a
 * row is determined: whoever knows the rest can compute it.
 */
export function inferableCells(sums: readonly Sum[], unknowns: readonly string[]): string[] {
  const columnOf = new Map(unknowns.map((unit, column) => [unit, column]));
  const rows = sums.map(({ whole, parts }) => equation(whole, parts, columnOf)).filter((row) => row.size > 0);
  const reduced: Row[] = [];
  for (const column of unknowns.keys()) {
    const pivot = rows.findIndex((row) => row.has(column));
    const [taken] = pivot < 0 ? [] : rows.splice(pivot, 1);
    if (taken === undefined) continue;
    scale(taken, 1 / (taken.get(column) ?? 1));
    for (const row of [...rows, ...reduced]) subtract(row, taken, row.get(column) ?? 0);
    reduced.push(taken);
  }
  return reduced.flatMap((row) => {
    const [column] = row.size === 1 ? row.keys() : [];
    const unit = column === undefined ? undefined : unknowns[column];
    return unit === undefined ? [] : [unit];
  });
}

/** Coefficients by column; those that are zero are left out, and they mostly are. */
type Row = Map<number, number>;

function equation(whole: string, parts: readonly string[], columnOf: ReadonlyMap<string, number>): Row {
  const row: Row = new Map();
  for (const [unit, sign] of [[whole, -1], ...parts.map((part) => [part, 1] as const)] as const) {
    const column = columnOf.get(unit);
    if (column !== undefined) add(row, column, sign);
  }
  return row;
}

function scale(row: Row, factor: number): void {
  for (const [column, value] of row) row.set(column, value * factor);
}

function subtract(row: Row, other: Row, times: number): void {
  if (times === 0) return;
  for (const [column, value] of other) add(row, column, -times * value);
}

/** Coefficients stay small fractions; what is smaller is a rounding error. */
function add(row: Row, column: number, value: number): void {
  const sum = (row.get(column) ?? 0) + value;
  if (Math.abs(sum) > 1e-9) row.set(column, sum);
  else row.delete(column);
}
