import { formatInstant, parseDay } from '../period/day';
import { parsePeriod, type Period } from '../period/period';
import { unitId } from '../units/unit';
import { testedKpi } from '../../test/tested-kpi';
import type { KpiDeclaration } from './kpi';
import type { PublishedFigure } from './published-figure';
import { type Cell, type Evidence, read } from './reading';

const onlyPublished: KpiDeclaration = { ...testedKpi, tiers: ['DISTRICT'] };
const kpi: KpiDeclaration = {
  ...onlyPublished,
  counts: { records: 'ticket', on: 'received_at', numerator: 'true', denominator: 'true' },
};
const stock: KpiDeclaration = { ...kpi, stock: true };
const Y2022 = parsePeriod('2022');

const real: Cell = {
  ...{ numerator: 1, denominator: 4, demonstration: false, suppressed: false },
  asOf: new Date(0),
};
const synthetic: Cell = { ...real, demonstration: true };
const printed = fullPeriod(Y2022, 89.39);

describe('real records speak before the published figure, and it before demonstration records', () => {
  it.each([
    ['real records alone', real, [], 25, 'COMPUTED'],
    ['real records and a figure', real, [printed], 25, 'COMPUTED'],
    ['a figure alone', undefined, [printed], 89.39, 'PUBLISHED'],
    ['a figure and demonstration records', synthetic, [printed], 89.39, 'PUBLISHED'],
    ['demonstration records alone', synthetic, [], 25, 'DEMONSTRATION'],
  ])('%s', (_, cell, figures, value, origin) => {
    expect(read(kpi, evidence({ cell, figures }))).toMatchObject({ value, origin, missing: null });
  });

  it('numerator, denominator and the instant they reach travel with a computed value', () => {
    expect(read(kpi, evidence({ cell: real }))).toMatchObject({
      numerator: 1,
      denominator: 4,
      dataAsOf: real.asOf,
    });
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

describe('missing is not zero, and has its reason', () => {
  const nothing: Cell = { ...real, numerator: 0, denominator: 0 };

  it.each<[string, string, KpiDeclaration, Partial<Evidence>]>([
    ['NO_DATA', 'no record has come in', kpi, {}],
    ['ZERO_DENOMINATOR', 'there was nothing to count of', kpi, { cell: nothing }],
    ['ZERO_DENOMINATOR', 'nothing was rated', kpi, { cell: { ...nothing, numerator: null } }],
    ['NOT_PUBLISHED', 'the KPI has no records and no figure', onlyPublished, {}],
    ['NOT_APPLICABLE', 'the unit did not exist', kpi, { existed: false }],
    ['NOT_APPLICABLE', 'there were figures of a unit that did not exist', kpi, { existed: false, figures: [printed], cell: real }], // prettier-ignore
    ['NOT_APPLICABLE', 'a distribution has no single value', { ...kpi, distribution: true }, { cell: real }],
  ])('%s where %s', (reason, _, declaration, given) => {
    expect(read(declaration, evidence(given))).toMatchObject({ value: null, origin: null, missing: reason });
  });

  it('while a rate of zero is a value', () => {
    const none = evidence({ cell: { ...real, numerator: 0 } });
    expect(read(kpi, none)).toMatchObject({ value: 0, missing: null, origin: 'COMPUTED' });
  });

  it('and the numbers of a zero denominator are still shown', () => {
    const reading = read(kpi, evidence({ cell: nothing }));
    expect(reading).toMatchObject({ numerator: 0, denominator: 0, dataAsOf: nothing.asOf });
  });
});

describe('what few people are behind is withheld', () => {
  const suppressed: Cell = { ...real, suppressed: true };

  it.each([
    ['real', suppressed],
    ['synthetic', { ...synthetic, suppressed: true }],
    ['empty', { ...suppressed, numerator: 0, denominator: 0 }],
  ])('with its numbers and the reason, where the records are %s', (_, cell) => {
    expect(read(kpi, evidence({ cell }))).toEqual({
      ...{ value: null, numerator: null, denominator: null, origin: null, dataAsOf: null },
      missing: 'SUPPRESSED',
    });
  });

  it('while what is published of exactly it is public anyway', () => {
    const reading = read(kpi, evidence({ cell: suppressed, figures: [printed] }));
    expect(reading).toMatchObject({ value: 89.39, numerator: null, origin: 'PUBLISHED', missing: null });
    const ofDistricts = { ...printed, tier: 'DISTRICT' } as const;
    expect(read(kpi, evidence({ cell: suppressed, figures: [ofDistricts] })).missing).toBe('SUPPRESSED');
  });
});

function evidence(given: Partial<Evidence>): Evidence {
  return { figures: [], period: Y2022, existed: true, ...given };
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
