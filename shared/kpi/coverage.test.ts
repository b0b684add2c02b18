import { formatInstant, parseDay, parseInstant } from '../period/day';
import { parsePeriod } from '../period/period';
import { type Unit, unitId } from '../units/unit';
import type { UnitArea } from '../units/reprojection';
import {
  type Coverage,
  coverageSpan,
  type CoverageSpan,
  flowCoverage,
  isCovered,
  isStock,
  periodDays,
  stockCoverage,
} from './coverage';

/** Each span as its first day and its as-of: a day means its last second. */
function spans(...written: readonly (readonly [from: string, to: string])[]): CoverageSpan[] {
  return written.map(([from, to]) =>
    coverageSpan(parseDay(from), parseInstant(to.includes('T') ? to : `${to}T23:59:59+07:00`), false),
  );
}

/** A unit of the old map, or of the new one where it has parts. */
function area(from: string | undefined, to: string | undefined, ...parts: readonly Unit[]): UnitArea {
  return {
    unit: unit(from, to, { codeList: parts.length > 0 ? 'VN2025' : 'VN2004' }),
    formerParts: () => parts,
  };
}

function unit(from: string | undefined, to: string | undefined, given: Partial<Unit> = {}): Unit {
  const days = {
    ...(from === undefined ? {} : { validFrom: parseDay(from) }),
    ...(to === undefined ? {} : { validTo: parseDay(to) }),
  };
  const version = { name: { vi: 'A', en: 'A' }, kind: 'WARD', ...days } as const;
  return {
    ...{ id: unitId('VN2004', '1'), code: '1', codeList: 'VN2004', level: 'COMMUNE', reported: true },
    ...{ versions: [version], ...days, ...given },
  };
}

const old = area(undefined, '2025-07-01');
/** A ward that two others were merged into. */
const merged = area('2024-12-01', '2025-07-01');
/** Two communes of the old map became one of the new. */
const renewed = area(
  '2025-07-01',
  undefined,
  unit(undefined, '2025-07-01'),
  unit('2019-12-01', '2025-07-01'),
);
/** One of them is another province's. */
const foreign = unit(undefined, '2025-07-01', { reported: false });
const joined = area('2025-07-01', undefined, unit(undefined, '2025-07-01'), foreign);
/** Its only part is another province's; or it is not known what it was. */
const taken = area('2025-07-01', undefined, foreign);
const fresh: UnitArea = {
  unit: unit('2025-07-01', undefined, { codeList: 'VN2025' }),
  formerParts: () => [],
};
/** The part of another province went into one that is reported, long before. */
const settled = area(
  '2025-07-01',
  undefined,
  unit(undefined, '2020-01-01', { reported: false }),
  unit('2020-01-01', '2025-07-01'),
);
const unreported: UnitArea = { unit: unit(undefined, undefined, { reported: false }), formerParts: () => [] };

const ALL = spans(['2022-01-01', '2025-12-31']);
const H1 = spans(['2025-01-01', '2025-06-30']);
const H2 = spans(['2025-07-01', '2025-12-31']);
const GAP = spans(['2024-01-01', '2024-03-31'], ['2024-06-01', '2024-09-30']);
const FROM_MARCH = spans(['2024-03-15', '2024-12-31']);
const NEVER: CoverageSpan[] = [];

/** NO_DATA or NOT_APPLICABLE, else the day up to which it is covered, with a star where that is all of the period. */
function told(coverage: Coverage): string {
  if (!isCovered(coverage)) return coverage;
  return `${formatInstant(coverage.asOf).slice(0, 10)}${coverage.isWhole ? '*' : ''}`;
}

type Row = readonly [what: string, spans: readonly CoverageSpan[], area: UnitArea, period: string, flow: string, stock: string]; // prettier-ignore

const rows: readonly Row[] = [
  ['nothing was imported', NEVER, old, '2024', 'NO_DATA', 'NO_DATA'],
  ['before the coverage', ALL, old, '2021', 'NO_DATA', 'NO_DATA'],
  ['inside it', ALL, old, '2023-05', '2025-12-31*', '2025-12-31*'],
  ['its first period', ALL, old, '2022', '2025-12-31*', '2025-12-31*'],
  ['after it', GAP, old, '2024-Q4', 'NO_DATA', 'NO_DATA'],
  ['partly, at its beginning: a flow lacks days, what lasts does not', FROM_MARCH, old, '2024-03', '2024-12-31', '2024-12-31*'], // prettier-ignore
  ['partly, at its end', GAP, old, '2024-Q3', '2024-09-30*', '2024-09-30*'],
  ['partly, up to its end', GAP, old, '2024', '2024-09-30', '2024-09-30'],
  ['up to the middle of the period’s last day', spans(['2024-01-01', '2024-01-31T12:00:00+07:00']), old, '2024-01', '2024-01-31', '2024-01-31'], // prettier-ignore
  ['with a gap in it', GAP, old, '2024-Q2', '2024-09-30', '2024-09-30*'],
  ['all in a gap', GAP, old, '2024-05', 'NO_DATA', 'NO_DATA'],
  ['before a gap', GAP, old, '2024-03', '2024-03-31*', '2024-03-31*'],
  ['spans that meet leave no gap', spans(['2024-01-01', '2024-01-31'], ['2024-02-01', '2024-02-29']), old, '2024-Q1', '2024-02-29', '2024-02-29'], // prettier-ignore
  ['spans that meet, to the end', spans(['2024-01-01', '2024-01-31'], ['2024-02-01', '2024-03-31']), old, '2024-Q1', '2024-03-31*', '2024-03-31*'], // prettier-ignore
  ['an as-of at midnight covers nothing of the day that begins', spans(['2023-01-01', '2024-01-01T00:00:00+07:00']), old, '2024', 'NO_DATA', 'NO_DATA'], // prettier-ignore
  ['nor does a span of no length', spans(['2024-05-15', '2024-05-15T00:00:00+07:00']), old, '2024-05', 'NO_DATA', 'NO_DATA'], // prettier-ignore

  ['a unit that ended in the period', ALL, old, '2025', '2025-12-31*', 'NOT_APPLICABLE'],
  ['in its last quarter', ALL, old, '2025-Q2', '2025-12-31*', '2025-12-31*'],
  ['that ended before what is covered', H2, old, '2025', 'NO_DATA', 'NOT_APPLICABLE'],
  ['covered up to before it ended', H1, old, '2025', '2025-06-30', '2025-06-30'],
  ['a unit that began in the period', ALL, merged, '2024', '2025-12-31*', '2025-12-31*'],
  ['covered up to before it began', spans(['2024-01-01', '2024-11-15']), merged, '2024', 'NO_DATA', 'NOT_APPLICABLE'], // prettier-ignore

  ['a unit of the new map, in its own time', ALL, joined, '2025-Q4', '2025-12-31*', '2025-12-31*'],
  ['before it began, all parts reported', ALL, renewed, '2023', '2025-12-31*', '2025-12-31*'],
  ['before it began, a part not reported', ALL, joined, '2023', 'NO_DATA', 'NO_DATA'],
  ['before it began, no part reported', ALL, taken, '2023', 'NO_DATA', 'NO_DATA'],
  ['before it began, no part known', ALL, fresh, '2023', 'NO_DATA', 'NO_DATA'],
  ['before it began, the part not reported gone by then', ALL, settled, '2023', '2025-12-31*', '2025-12-31*'],
  ['while it was there', spans(['2018-01-01', '2019-12-31']), settled, '2019', 'NO_DATA', 'NO_DATA'],
  ['in the year it began, all parts reported', ALL, renewed, '2025', '2025-12-31*', '2025-12-31*'],
  ['in the year it began, a part not reported: half a year would be partial', ALL, joined, '2025', 'NO_DATA', '2025-12-31*'], // prettier-ignore
  ['in the year it began, no part known', ALL, fresh, '2025', 'NO_DATA', '2025-12-31*'],
  ['of which only its own days are covered', H2, joined, '2025', '2025-12-31', '2025-12-31*'],
  ['of which only the days before are', H1, renewed, '2025', '2025-06-30', '2025-06-30'],
  ['of which only the days before are, a part not reported', H1, joined, '2025', 'NO_DATA', 'NO_DATA'],
  ['a unit that is not reported', ALL, unreported, '2023', 'NO_DATA', 'NO_DATA'],
];

it.each(rows)('%s', (_, covered, of, period, flow, stock) => {
  const days = periodDays(parsePeriod(period));
  expect([told(flowCoverage(covered, of, days)), told(stockCoverage(covered, of, days))]).toEqual([
    flow,
    stock,
  ]);
});

it('says whether the records are of the demonstration', () => {
  const [real] = ALL;
  const days = periodDays(parsePeriod('2023'));
  for (const demonstration of [true, false]) {
    const covered = real === undefined ? [] : [{ ...real, demonstration }];
    expect(flowCoverage(covered, old, days)).toMatchObject({ demonstration });
    expect(stockCoverage(covered, old, days)).toMatchObject({ demonstration });
  }
});

it('what lasts is told on one day, and the rest day by day', () => {
  const held = { records: 'ticket', from: ['received_at'], to: [] } as const;
  const used = { records: 'ticket', on: 'received_at', each: 'code' } as const;
  expect(isStock({ counts: { held } })).toBe(true);
  expect(isStock({ counts: { used, of: { ...held, each: 'code' } } })).toBe(false);
  expect(isStock({ counts: { records: 'ticket', on: 'received_at', numerator: 'true' } })).toBe(false);
  expect(isStock({})).toBe(false);
});
