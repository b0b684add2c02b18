import { formatInstant, parseDay } from '../period/day';
import { parsePeriod, type Period } from '../period/period';
import { unitId } from '../units/unit';
import { testedKpi } from '../../test/tested-kpi';
import type { Covered } from './coverage';
import type { Counts, KpiDeclaration } from './kpi';
import type { PublishedFigure } from './published-figure';
import { type Cell, type Evidence, exactValue, read } from './reading';

const onlyPublished: KpiDeclaration = { ...testedKpi, tiers: ['DISTRICT'] };
const kpi: KpiDeclaration = {
  ...onlyPublished,
  counts: { records: 'ticket', on: 'received_at', numerator: 'true', denominator: 'true' },
};
const stock: KpiDeclaration = { ...kpi, stock: true };
const Y2022 = parsePeriod('2022');

const cell: Cell = { numerator: 1, denominator: 4, suppressed: false };
const real: Covered = { asOf: new Date(0), isWhole: true, demonstration: false };
const synthetic: Covered = { ...real, demonstration: true };
const printed = fullPeriod(Y2022, 89.39);

describe('real records speak before the published figure, and it before demonstration records', () => {
  it.each([
    ['real records alone', real, [], 25, 'COMPUTED'],
    ['real records and a figure', real, [printed], 25, 'COMPUTED'],
    ['a figure alone', 'NO_DATA', [printed], 89.39, 'PUBLISHED'],
    ['a figure, of a unit that was not there on the last day covered', 'NOT_APPLICABLE', [printed], 89.39, 'PUBLISHED'], // prettier-ignore
    ['a figure and demonstration records', synthetic, [printed], 89.39, 'PUBLISHED'],
    ['demonstration records alone', synthetic, [], 25, 'DEMONSTRATION'],
  ] as const)('%s', (_, coverage, figures, value, origin) => {
    expect(read(kpi, evidence({ cell, coverage, figures }))).toMatchObject({ value, origin, missing: null });
  });

  it('numerator, denominator and what they cover travel with a computed value', () => {
    const whole = { numerator: 1, denominator: 4, dataAsOf: real.asOf, isWhole: true };
    expect(read(kpi, evidence({ cell, coverage: real }))).toMatchObject(whole);
    const part = { ...real, isWhole: false };
    expect(read(kpi, evidence({ cell, coverage: part }))).toMatchObject({ ...whole, isWhole: false });
  });

  it('and with a published one, as far as they are published', () => {
    const whole = { ...printed, numerator: 1541, denominator: 1724 };
    const reading = read(kpi, evidence({ figures: [whole] }));
    expect(reading).toMatchObject({ value: 89.39, numerator: 1541, denominator: 1724 });
    expect(reading.dataAsOf && formatInstant(reading.dataAsOf)).toBe('2022-12-31T23:59:59+07:00');
    expect(read(kpi, evidence({ figures: [printed] }))).toMatchObject({ numerator: null, denominator: null });
    const count: KpiDeclaration = { ...kpi, unit: 'COUNT', aggregation: 'SUM' };
    const received = evidence({ figures: [fullPeriod(Y2022, 1724)] });
    expect(read(count, received)).toMatchObject({ value: 1724, numerator: 1724, denominator: null });
  });
});

describe('a figure is the value only for exactly what it speaks of', () => {
  const asOf = { ...printed, periodKind: 'AS_OF', period: undefined, asOf: parseDay('2022-09-13') } as const;

  it.each<[string, PublishedFigure, Partial<Evidence>]>([
    ['the year for its quarter', printed, { period: parsePeriod('2022-Q4') }],
    ['the quarter for its year', fullPeriod(parsePeriod('2022-Q4'), 90), {}],
    ['another year', printed, { period: parsePeriod('2023') }],
    ['one tier for all', { ...printed, tier: 'DISTRICT' }, {}],
    ['all tiers for one', printed, { tier: 'DISTRICT' }],
    ['one tier for another', { ...printed, tier: 'COMMUNE' }, { tier: 'DISTRICT' }],
    ['something else that was counted', { ...printed, measure: 'Accounts' }, {}],
    ['the year to date', { ...printed, periodKind: 'YEAR_TO_DATE', asOf: parseDay('2022-10-09') }, {}],
    ['what has come together since launch', { ...asOf, periodKind: 'CUMULATIVE' }, {}],
    ['a flow on a day', asOf, {}],
    ['a flow on a day of the month', asOf, { period: parsePeriod('2022-09') }],
  ])('never %s', (_, figure, given) => {
    const reading = read(kpi, evidence({ figures: [figure], ...given }));
    expect(reading).toMatchObject({ value: null, origin: null, missing: 'NO_DATA' });
  });

  it('the tier that it was published for', () => {
    const figures = [printed, { ...printed, tier: 'DISTRICT', value: 92.53 } as const];
    expect(read(kpi, evidence({ figures, tier: 'DISTRICT' })).value).toBe(92.53);
    expect(read(kpi, evidence({ figures })).value).toBe(89.39);
  });
});

describe('of a stock, the newest figure inside the period is the value', () => {
  const figures = [asOfDay('2022-12-31', 98), asOfDay('2022-03-31', 90), asOfDay('2023-01-01', 99)];

  it.each([
    ['2022', 98],
    ['2022-Q1', 90],
    ['2022-03', 90],
    ['2022-Q4', 98],
    ['2022-Q2', null],
    ['2023', 99],
  ])('in %s: %d', (period, value) => {
    expect(read(stock, evidence({ figures, period: parsePeriod(period) })).value).toBe(value);
  });

  it('with the end of its day as the instant it reaches', () => {
    const { dataAsOf } = read(stock, evidence({ figures, period: parsePeriod('2022-Q1') }));
    expect(dataAsOf && formatInstant(dataAsOf)).toBe('2022-03-31T23:59:59+07:00');
  });

  it('but no figure of something else, of a whole period, or since launch', () => {
    const day = parseDay('2022-12-31');
    const others: PublishedFigure[] = [
      { ...asOfDay('2022-12-31', 252), measure: 'Agencies' },
      { ...printed, periodKind: 'CUMULATIVE', period: undefined, asOf: day },
      { ...printed, periodKind: 'YEAR_TO_DATE', asOf: day },
      printed,
    ];
    expect(read(stock, evidence({ figures: others })).missing).toBe('NO_DATA');
  });
});

describe('what is not there is zero inside the coverage, and unknown outside of it', () => {
  const flow = { records: 'ticket', on: 'received_at', numerator: 'true' } as const;
  const held = { records: 'ticket', from: ['received_at'], to: [] } as const;
  const used = { records: 'ticket', on: 'received_at', each: 'code' } as const;
  const nothing = { value: null, missing: 'ZERO_DENOMINATOR', numerator: 0, denominator: 0 };
  const zero = { value: 0, missing: null, numerator: 0, denominator: null };

  it.each<[string, Counts, object]>([
    ['a count', flow, zero],
    ['a rate', { ...flow, denominator: 'true' }, nothing],
    ['a mean of rates', { ...flow, denominator: 'true', perAgency: 'rate' }, nothing],
    ['agencies without any', { ...flow, denominator: 'true', perAgency: 'none' }, zero],
    ['what lasts', { held }, zero],
    ['what lasts, of something', { held, of: held }, nothing],
    ['what lasts, of the agencies', { held, of: 'agencies' }, nothing],
    ['what was used', { used, of: { ...held, each: 'code' } }, nothing],
  ])('%s', (_, counts, expected) => {
    const counted = { ...kpi, counts };
    expect(read(counted, evidence({ coverage: real }))).toMatchObject({ ...expected, dataAsOf: real.asOf });
    for (const coverage of ['NO_DATA', 'NOT_APPLICABLE'] as const) {
      const unknown = { value: null, missing: coverage, numerator: null, denominator: null, dataAsOf: null };
      expect(read(counted, evidence({ coverage }))).toMatchObject(unknown);
      // Not even where records are there: they may be some of many.
      expect(read(counted, evidence({ coverage, cell }))).toMatchObject(unknown);
    }
  });

  it('and a real zero speaks before a published figure, as every real figure does', () => {
    const count = { ...kpi, counts: flow };
    const given = evidence({ coverage: real, figures: [fullPeriod(Y2022, 1724)] });
    expect(read(count, given)).toMatchObject({ value: 0, origin: 'COMPUTED' });
    // Of a rate there is no real figure then.
    expect(read(kpi, given)).toMatchObject({ value: 1724, origin: 'PUBLISHED' });
  });
});

describe('missing is not zero, and has its reason', () => {
  const nothing: Cell = { ...cell, numerator: 0, denominator: 0 };

  it.each<[string, string, KpiDeclaration, Partial<Evidence>]>([
    ['NO_DATA', 'no record has come in', kpi, {}],
    ['ZERO_DENOMINATOR', 'there was nothing to count of', kpi, { cell: nothing, coverage: real }],
    ['ZERO_DENOMINATOR', 'nothing was rated', kpi, { cell: { ...nothing, numerator: null }, coverage: real }],
    ['NOT_PUBLISHED', 'the KPI has no records and no figure', onlyPublished, {}],
    ['NOT_APPLICABLE', 'the unit did not exist', kpi, { existed: false }],
    ['NOT_APPLICABLE', 'there were figures of a unit that did not exist', kpi, { existed: false, figures: [printed], cell, coverage: real }], // prettier-ignore
    [
      'NOT_APPLICABLE',
      'a distribution has no single value',
      { ...kpi, distribution: true },
      { cell, coverage: real },
    ],
  ])('%s where %s', (reason, _, declaration, given) => {
    expect(read(declaration, evidence(given))).toMatchObject({ value: null, origin: null, missing: reason });
  });

  it('while a rate of zero is a value', () => {
    const none = evidence({ cell: { ...cell, numerator: 0 }, coverage: real });
    expect(read(kpi, none)).toMatchObject({ value: 0, missing: null, origin: 'COMPUTED' });
  });

  it('and the numbers of a zero denominator are still shown, a numerator without a row as zero', () => {
    for (const numerator of [0, null]) {
      const reading = read(kpi, evidence({ cell: { ...nothing, numerator }, coverage: real }));
      expect(reading).toMatchObject({ numerator: 0, denominator: 0, dataAsOf: real.asOf });
    }
  });
});

describe('what few people are behind is withheld', () => {
  const suppressed: Cell = { ...cell, suppressed: true };

  it.each([
    ['real', suppressed, real],
    ['synthetic', suppressed, synthetic],
    ['empty', { ...suppressed, numerator: 0, denominator: 0 }, real],
  ])('with its numbers and the reason, where the records are %s', (_, hidden, coverage) => {
    expect(read(kpi, evidence({ cell: hidden, coverage }))).toEqual({
      ...{ value: null, numerator: null, denominator: null, origin: null, dataAsOf: null },
      ...{ missing: 'SUPPRESSED', isWhole: false },
    });
  });

  it('while what is published of exactly it is public anyway', () => {
    const given = { cell: suppressed, coverage: real };
    const reading = read(kpi, evidence({ ...given, figures: [printed] }));
    expect(reading).toMatchObject({ value: 89.39, numerator: null, origin: 'PUBLISHED', missing: null });
    const ofDistricts = { ...printed, tier: 'DISTRICT' } as const;
    expect(read(kpi, evidence({ ...given, figures: [ofDistricts] })).missing).toBe('SUPPRESSED');
  });
});

describe('the exact value is told undivided', () => {
  const computed = { value: 90, numerator: 17_999, denominator: 20_000, origin: 'COMPUTED' } as const;

  it.each([
    ['a rate in per cent', kpi, computed, [1_799_900, 20_000]],
    ['a score', { ...kpi, unit: 'SCORE' }, computed, [17_999, 20_000]],
    ['a count', { ...kpi, unit: 'COUNT' }, { ...computed, denominator: null }, [17_999, 1]],
    ['a published figure, which is what is printed', kpi, { ...computed, origin: 'PUBLISHED' }, [90, 1]],
    ['nothing', kpi, { ...computed, value: null, origin: null }, null],
  ] as const)('of %s', (_, declaration, reading, expected) => {
    expect(exactValue(declaration, reading)).toEqual(expected);
  });
});

function evidence(given: Partial<Evidence>): Evidence {
  return { figures: [], period: Y2022, existed: true, coverage: 'NO_DATA', ...given };
}

function fullPeriod(period: Period, value: number) {
  return { ...figure(value), periodKind: 'FULL_PERIOD', period } as const;
}

function asOfDay(day: string, value: number) {
  return { ...figure(value), periodKind: 'AS_OF', asOf: parseDay(day) } as const;
}

function figure(value: number) {
  const source = { id: '003', title: 'Kết quả', publishedOn: parseDay('2023-04-06') };
  const of = { kpi: kpi.code, unit: unitId('VN2004', '27'), unitOfMeasure: 'PERCENT' } as const;
  return { ...of, value, qualifier: 'EXACT', quote: 'đạt', source } as const;
}
