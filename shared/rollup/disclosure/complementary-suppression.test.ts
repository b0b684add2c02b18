/** What is withheld stays hidden, also from who adds up and subtracts all that is shown. */
import fc from 'fast-check';
import { type Cell, type CellSum, complementarySuppression } from './complementary-suppression';

const MINIMUM = 5;

const cell = (id: string, size: number, known?: Cell['known']): Cell => ({
  ...{ id, block: id, size, sensitive: size > 0 && size < MINIMUM, known },
});
const sum = (whole: string, parts: readonly string[], spares: CellSum['spares'] = 'whole'): CellSum => ({
  ...{ whole, parts, spares },
});
const hidden = (cells: readonly Cell[], sums: readonly CellSum[]) =>
  [...complementarySuppression([{ cells, sums }], [], MINIMUM)].sort();

describe('one small unit', () => {
  it('takes its smallest sibling along, since the parent less the others would give it away', () => {
    const cells = [cell('P', 63), cell('A', 3), cell('B', 20), cell('C', 40)];
    expect(hidden(cells, [sum('P', ['A', 'B', 'C'])])).toEqual(['A', 'B']);
  });

  it('without a sibling that has anybody takes its parent along', () => {
    const cells = [cell('P', 3), cell('A', 3), cell('B', 0)];
    expect(hidden(cells, [sum('P', ['A', 'B'])])).toEqual(['A', 'P']);
  });

  it('and another of together fewer than the threshold take a third along', () => {
    const cells = [cell('P', 103), cell('A', 1), cell('B', 2), cell('C', 100)];
    expect(hidden(cells, [sum('P', ['A', 'B', 'C'])])).toEqual(['A', 'B', 'C']);
  });

  it('hides the unit of the new map that it went into, whose other parts stay', () => {
    const cells = [cell('N', 23), cell('A', 3), cell('B', 20)];
    expect(hidden(cells, [sum('N', ['A', 'B'], 'parts')])).toEqual(['A', 'N']);
  });
});

it('a parent that is withheld for another’s sake cannot be inferred from the sum of its own parts', () => {
  // D and E have no other siblings that could hide D's only, small part.
  const cells = [cell('P', 23), cell('D', 3), cell('E', 20), cell('a', 3), cell('b', 10), cell('c', 10)];
  const sums = [sum('P', ['D', 'E']), sum('D', ['a']), sum('E', ['b', 'c'])];
  const withheld = hidden(cells, sums);
  expect(withheld).toEqual(expect.arrayContaining(['D', 'E', 'a']));
  expect(withheld.some((unit) => unit === 'b' || unit === 'c')).toBe(true);
});

it('where nobody is few, nothing is withheld', () => {
  const cells = [cell('P', 30), cell('A', 10), cell('B', 20), cell('C', 0)];
  expect(hidden(cells, [sum('P', ['A', 'B', 'C'])])).toEqual([]);
});

describe('what was shown before', () => {
  const sums = [sum('P', ['A', 'B', 'C'])];

  it('hides nothing: the next smallest is taken, which was not', () => {
    const cells = [cell('P', 63, 'same period'), cell('A', 3), cell('B', 20, 'same period'), cell('C', 40)];
    expect(hidden(cells, sums)).toEqual(['A', 'C']);
  });

  it('of all siblings leaves only their sum to withhold, and so what that is part of', () => {
    const cells = [
      ...[cell('Q', 163), cell('P', 63), cell('R', 100, 'same period')],
      ...[cell('A', 3), cell('B', 20, 'same period'), cell('C', 40, 'same period')],
    ];
    expect(hidden(cells, [...sums, sum('Q', ['P', 'R'])])).toEqual(['A', 'P', 'Q']);
  });

  it('counts as shown also when it has been withheld since', () => {
    const cells = [cell('P', 63), cell('A', 3), cell('B', 20, 'same period'), cell('C', 40)];
    const withheld = complementarySuppression([{ cells, sums }], ['B'], MINIMUM);
    expect([...withheld].sort()).toEqual(['A', 'B', 'C']);
  });
});

it('what is withheld already stays, and covers what is new', () => {
  const cells = [cell('P', 103), cell('A', 3), cell('B', 20), cell('C', 40), cell('D', 40)];
  const sums = [sum('P', ['A', 'B', 'C', 'D'])];
  expect([...complementarySuppression([{ cells, sums }], ['C'], MINIMUM)].sort()).toEqual(['A', 'C']);
});

it('is the same at all times: what covers at one does so at another', () => {
  const sums = [sum('P', ['A', 'B', 'C'])];
  const groups = [
    [cell('P', 63), cell('A', 3), cell('B', 20), cell('C', 40)],
    [cell('P', 120), cell('A', 10), cell('B', 60), cell('C', 50)],
  ].map((cells) => ({ cells, sums }));
  expect([...complementarySuppression(groups, [], MINIMUM)].sort()).toEqual(['A', 'B']);
});

it('a unit that has nothing at one time covers nothing then', () => {
  const sums = [sum('P', ['A', 'B', 'C'])];
  const cells = [cell('P', 43), cell('A', 3), cell('B', 0), cell('C', 40)];
  expect([...complementarySuppression([{ cells, sums }], ['B'], MINIMUM)].sort()).toEqual(['A', 'B', 'C']);
});

/** A province of districts of communes, and communes of the new map, each of some neighbouring old ones. */
const map = fc
  .array(
    fc.array(fc.oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 60 })), {
      minLength: 1,
      maxLength: 5,
    }),
    {
      ...{ minLength: 1, maxLength: 5 },
    },
  )
  .chain((districts) =>
    fc.record({ districts: fc.constant(districts), width: fc.integer({ min: 1, max: 4 }) }),
  )
  .map(({ districts, width }) => {
    const add = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
    const communes = districts.flatMap((people, d) =>
      people.map((count, c) => ({ unit: `D${d}C${c}`, count })),
    );
    const fresh = Array.from({ length: Math.ceil(communes.length / width) }, (_, n) => ({
      unit: `N${n}`,
      parts: communes.slice(n * width, (n + 1) * width),
    }));
    const cells = [
      cell('P', add(districts.flat())),
      ...districts.map((people, d) => cell(`D${d}`, add(people))),
      ...communes.map(({ unit, count }) => cell(unit, count)),
      ...fresh.map(({ unit, parts }) => cell(unit, add(parts.map(({ count }) => count)))),
    ];
    const sums = [
      ...fresh.map(({ unit, parts }) =>
        sum(
          unit,
          parts.map((part) => part.unit),
          'parts',
        ),
      ),
      sum(
        'P',
        districts.map((_, d) => `D${d}`),
      ),
      ...districts.map((people, d) =>
        sum(
          `D${d}`,
          people.map((_, c) => `D${d}C${c}`),
        ),
      ),
    ];
    return { cells, sums };
  });

it('no unit of few people can be computed from those that are shown, whatever the map and its people', () => {
  fc.assert(
    fc.property(map, ({ cells, sums }) => {
      const withheld = complementarySuppression([{ cells, sums }], [], MINIMUM);
      const small = cells.filter(({ sensitive }) => sensitive).map(({ id }) => id);
      expect(small.filter((unit) => !withheld.has(unit))).toEqual([]);
      const told = computable(sums, [...withheld]);
      expect(small.filter((unit) => told.includes(unit))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

/** The unknowns that the sums determine: naming one of those is not a further equation. */
function computable(sums: readonly CellSum[], unknowns: readonly string[]): string[] {
  const rows = sums.map(({ whole, parts }) =>
    unknowns.map((unit) => (unit === whole ? -1 : 0) + (parts.includes(unit) ? 1 : 0)),
  );
  const rank = rankOf(rows);
  return unknowns.filter(
    (unit) => rankOf([...rows, unknowns.map((other) => (other === unit ? 1 : 0))]) === rank,
  );
}

function rankOf(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => [...row]);
  let rank = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const pivot = rows.findIndex((row, i) => i >= rank && Math.abs(row[column] ?? 0) > 1e-9);
    const [taken = []] = pivot < 0 ? [] : rows.splice(pivot, 1);
    if (pivot < 0) continue;
    rows.splice(rank, 0, taken);
    rank += 1;
    for (const row of rows.slice(rank)) {
      const factor = (row[column] ?? 0) / (taken[column] ?? 1);
      for (const j of row.keys()) row[j] = (row[j] ?? 0) - factor * (taken[j] ?? 0);
    }
  }
  return rank;
}
