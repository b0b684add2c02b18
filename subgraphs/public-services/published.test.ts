import { valueFigure } from '../../shared/kpi/published-figure';
import { parsePeriod } from '../../shared/period/period';
import { loadPublishedFigures } from '../../shared/published/published-figures';
import type { Tier } from '../../shared/units/unit';
import { publicServices } from './kpis';

const { all } = loadPublishedFigures(publicServices, 'subgraphs/public-services');

it('all 16 figures that the five texts print of public services are there, all of the province', () => {
  expect(all).toHaveLength(16);
  expect(new Set(all.map(({ unit }) => unit))).toEqual(new Set(['vn2004.27']));
});

it('each number stands in the words quoted', () => {
  for (const { value, quote } of all) {
    expect(quote.replace(/(?<=\d)\.(?=\d{3})/g, '')).toContain(String(value).replace('.', ','));
  }
});

describe('the values of periods', () => {
  it.each<[string, string, Tier | undefined, number, string]>([
    ['PSV-01', '2022', undefined, 68.5, '003'],
    ['PSV-01', '2023', undefined, 70.9, '000'],
    ['PSV-01', '2023-10', undefined, 70.9, '000'],
    ['PSV-01', '2024-10', undefined, 76.2, '002'],
    ['PSV-02', '2024', undefined, 100, '002'],
    ['PSV-05', '2022', undefined, 27.29, '003'],
    ['PSV-05', '2022', 'PROVINCE', 69.8, '003'],
    ['PSV-05', '2022', 'DISTRICT', 6.67, '003'],
  ])('%s in %s, tier %s: %d', (kpi, period, tier, value, source) => {
    expect(valueOf(kpi, period, tier)).toMatchObject({ value, source: { id: source } });
  });

  it.each([
    ['PSV-03', '2023', 'up to a day only'],
    ['PSV-05', '2023', 'up to a day only'],
    ['PSV-07', '2024-10', 'of a month that was not over, without saying of what time'],
    ['PSV-08', '2024-10', 'of agencies, not of dossiers'],
  ])('%s in %s: none, since what is printed is %s', (kpi, period) => {
    expect(valueOf(kpi, period)).toBeUndefined();
    expect(all.filter((figure) => figure.kpi === kpi)).not.toEqual([]);
  });
});

it('76.2 % is 1,385 of 1,817, both listed beside it as well', () => {
  const figures = all.filter(({ kpi, asOf }) => kpi === 'PSV-01' && asOf === '2024-10-10');
  expect(figures.map(({ value, numerator, denominator }) => [value, numerator, denominator])).toEqual([
    [76.2, 1385, 1817],
    [1385, undefined, undefined],
    [1817, undefined, undefined],
  ]);
});

it('what is not the KPI itself stands beside it by its own name', () => {
  const beside = all.filter(({ measure }) => measure !== undefined);
  expect(beside.map(({ kpi, value }) => [kpi, value])).toEqual([
    ['PSV-05', 2000],
    ['PSV-01', 1385],
    ['PSV-01', 1817],
    ['PSV-07', 85],
    ['PSV-08', 100],
    ['PSV-05', 5],
  ]);
});

function valueOf(code: string, period: string, tier?: Tier) {
  const kpi = publicServices.kpis.find((candidate) => candidate.code === code);
  if (kpi === undefined) throw new Error(`${code} is not declared.`);
  const figures = all.filter((figure) => figure.kpi === code);
  return valueFigure(kpi, figures, parsePeriod(period), tier);
}
