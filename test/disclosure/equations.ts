/** Linear equations with whole coefficients, and which of their unknowns they determine: exact, by arithmetic modulo a prime. */

/** The sum of the terms, each with its factor, is known. */
export type Equation = ReadonlyMap<string, number>;

/** Far larger than any coefficient that sums of units, months and tiers make; a product of two is still a safe integer. */
const PRIME = 67_108_859;

type Row = Map<string, number>;

/** The unknowns that have just one solution. */
export function determinedBy(equations: readonly Equation[]): Set<string> {
  const solved = new SolvedRows();
  for (const equation of equations)
    solved.add(new Map([...equation].map(([name, factor]) => [name, modulo(factor)])));
  return solved.determined();
}

/** Rows in reduced form: each has an unknown of its own that stands in no other. */
class SolvedRows {
  private readonly rows = new Map<string, Row>();
  /** By unknown the rows that it stands in. */
  private readonly within = new Map<string, Set<string>>();

  add(row: Row): void {
    for (const name of [...row.keys()]) {
      const known = this.rows.get(name);
      if (known !== undefined) subtract(row, known, name);
    }
    const [pivot] = row.keys();
    if (pivot === undefined) return;
    const inverse = power(row.get(pivot) ?? 1, PRIME - 2);
    for (const [name, factor] of row) row.set(name, modulo(factor * inverse));
    for (const other of [...(this.within.get(pivot) ?? [])]) {
      const changed = this.rows.get(other) ?? new Map<string, number>();
      subtract(changed, row, pivot);
      for (const name of row.keys()) this.note(name, other, changed.has(name));
    }
    this.rows.set(pivot, row);
    for (const name of row.keys()) this.note(name, pivot, true);
  }

  determined(): Set<string> {
    return new Set([...this.rows].flatMap(([name, row]) => (row.size === 1 ? [name] : [])));
  }

  private note(name: string, pivot: string, stands: boolean): void {
    const rows = this.within.get(name) ?? new Set<string>();
    this.within.set(name, rows);
    if (stands) rows.add(pivot);
    else rows.delete(pivot);
  }
}

/** Takes the multiple of the other row off that makes the unknown vanish. */
function subtract(row: Row, other: ReadonlyMap<string, number>, name: string): void {
  const factor = row.get(name);
  if (factor === undefined) return;
  for (const [each, value] of other) {
    const left = modulo((row.get(each) ?? 0) - factor * value);
    if (left === 0) row.delete(each);
    else row.set(each, left);
  }
}

function modulo(value: number): number {
  return ((value % PRIME) + PRIME) % PRIME;
}

function power(base: number, exponent: number): number {
  let [result, square] = [1, base];
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = modulo(result * square);
    square = modulo(square * square);
  }
  return result;
}
