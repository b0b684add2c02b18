import { testedKpi } from '../../test/tested-kpi';
import type { KpiDeclaration } from './kpi';
import { measure, round } from './reading';

const kpi = testedKpi;
const count: KpiDeclaration = { ...kpi, unit: 'COUNT', decimals: 0, aggregation: 'SUM' };
const score: KpiDeclaration = { ...kpi, unit: 'SCORE', aggregation: 'WEIGHTED_MEAN' };
const days: KpiDeclaration = { ...kpi, unit: 'DAYS', decimals: 1 };
const meanOfRates: KpiDeclaration = { ...kpi, aggregation: 'MEAN_OF_RATES' };

describe('a value is numerator ÷ denominator in its unit of measure', () => {
  it.each([
    ['1,541 of 1,724 tickets, published as 89.39 %', kpi, 1541, 1724, 89.39],
    ['1,385 of 1,817 procedures, published as 76.2 %', { ...kpi, decimals: 1 }, 1385, 1817, 76.2],
    ['23 of 160, exactly 14.375 %, which binary fractions put below', kpi, 23, 160, 14.38],
    ['all, 100 %', kpi, 60, 60, 100],
    ['VNeID accounts beyond the quota, which stay over 100 %', { ...kpi, decimals: 1 }, 1022, 1000, 102.2],
    ['none of five, which is zero and not missing', kpi, 0, 5, 0],
    ['1,520 points of 500 ratings', score, 1520, 500, 3.04],
    ['34 points of 10 ratings', score, 34, 10, 3.4],
    ['37 days for 8 documents', days, 37, 8, 4.6],
    ['rates of 1, 0.5 and 0.9 of three agencies', meanOfRates, 2.4, 3, 80],
  ])('%s', (_, declaration, numerator, denominator, value) => {
    expect(measure(declaration, numerator, denominator)).toBe(value);
  });

  it('a plain count is its numerator, zero included', () => {
    expect(measure(count, 1724, null)).toBe(1724);
    expect(measure(count, 0, null)).toBe(0);
  });

  it.each([kpi, score, days, meanOfRates])('nothing divided by nothing is null: $unit', (declaration) => {
    expect(measure(declaration, 0, 0)).toBeNull();
  });
});

describe('rounding is half away from zero, as figures are printed', () => {
  it.each([
    [89.385, 2, 89.39],
    [1.005, 2, 1.01],
    [1.255, 2, 1.26],
    [8.345, 2, 8.35],
    [1.0049, 2, 1],
    [2.5, 0, 3],
    [3.5, 0, 4],
    [-2.5, 0, -3],
    [-1.005, 2, -1.01],
    [64, 2, 64],
    [0.05, 1, 0.1],
    [0, 2, 0],
    [99.995, 2, 100],
    [99.994, 2, 99.99],
  ])('%d to %i decimals is %d', (value, decimals, rounded) => {
    expect(round(value, decimals)).toBe(rounded);
  });
});
