/** What is withheld stays hidden, also from who adds up and subtracts all that is shown. */
import fc from 'fast-check';
import { type Figure, type PreferredSum, withhold } from './withhold';

const THRESHOLD = 5;

const figure = (unit: string, people: number): Figure => ({
  unit,
  people,
  few: people > 0 && people < THRESHOLD,
});
const sum = (
  whole: string,
  parts: readonly string[],
  spares: PreferredSum['spares'] = 'whole',
): PreferredSum => ({
  ...{ whole, parts, spares },
});
const hidden = (figures: readonly Figure[], sums: readonly PreferredSum[]) =>
  [...withhold([{ figures, sums }], THRESHOLD)].sort();

describe('one small unit', () => {
  it('takes its smallest sibling along, since the parent less the others would give it away', () => {
    const figures = [figure('P', 63), figure('A', 3), figure('B', 20), figure('C', 40)];
    expect(hidden(figures, [sum('P', ['A', 'B', 'C'])])).toEqual(['A', 'B']);
  });

  it('without a sibling that has anybody takes its parent along', () => {
    const figures = [figure('P', 3), figure('A', 3), figure('B', 0)];
    expect(hidden(figures, [sum('P', ['A', 'B'])])).toEqual(['A', 'P']);
  });

  it('and another of together fewer than the threshold take a third along', () => {
    const figures = [figure('P', 103), figure('A', 1), figure('B', 2), figure('C', 100)];
    expect(hidden(figures, [sum('P', ['A', 'B', 'C'])])).toEqual(['A', 'B', 'C']);
  });

  it('hides the unit of the new map that it went into, whose other parts stay', () => {
    const figures = [figure('N', 23), figure('A', 3), figure('B', 20)];
    expect(hidden(figures, [sum('N', ['A', 'B'], 'parts')])).toEqual(['A', 'N']);
  });
});

it('a parent that is withheld for another’s sake is not told by the sum of its own parts', () => {
  // D and E have no other siblings that could hide D's only, small part.
  const figures = [
    figure('P', 23),
    figure('D', 3),
    figure('E', 20),
    figure('a', 3),
    figure('b', 10),
    figure('c', 10),
  ];
  const sums = [sum('P', ['D', 'E']), sum('D', ['a']), sum('E', ['b', 'c'])];
  const withheld = hidden(figures, sums);
  expect(withheld).toEqual(expect.arrayContaining(['D', 'E', 'a']));
  expect(withheld.some((unit) => unit === 'b' || unit === 'c')).toBe(true);
});

it('where nobody is few, nothing is withheld', () => {
  const figures = [figure('P', 30), figure('A', 10), figure('B', 20), figure('C', 0)];
  expect(hidden(figures, [sum('P', ['A', 'B', 'C'])])).toEqual([]);
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
    const figures = [
      figure('P', add(districts.flat())),
      ...districts.map((people, d) => figure(`D${d}`, add(people))),
      ...communes.map(({ unit, count }) => figure(unit, count)),
      ...fresh.map(({ unit, parts }) => figure(unit, add(parts.map(({ count }) => count)))),
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
    return { figures, sums };
  });

it('no unit of few people can be computed from those that are shown, whatever the map and its people', () => {
  fc.assert(
    fc.property(map, ({ figures, sums }) => {
      const withheld = withhold([{ figures, sums }], THRESHOLD);
      const small = figures.filter(({ few }) => few).map(({ unit }) => unit);
      expect(small.filter((unit) => !withheld.has(unit))).toEqual([]);
      const told = computable(sums, [...withheld]);
      expect(small.filter((unit) => told.includes(unit))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

/** The unknowns that the sums determine: naming one of those is not a further equation. */
function computable(sums: readonly PreferredSum[], unknowns: readonly string[]): string[] {
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
