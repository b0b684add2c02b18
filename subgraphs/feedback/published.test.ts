import { loadPublishedFigures } from '../../shared/published/published-figures';
import { feedback } from './kpis';

const { all } = loadPublishedFigures(feedback, 'subgraphs/feedback');

it('all 22 figures that the five texts print of feedback are there', () => {
  expect(all).toHaveLength(22);
});

it('each has a source, and its number stands in the words quoted', () => {
  for (const { value, quote, source, qualifier } of all) {
    expect(source.id).toMatch(/^00[0-4]$/);
    expect(source.title).not.toBe('');
    if (qualifier === 'IMPLIED') continue;
    const printed = quote.replace(/(?<=\d)\.(?=\d{3})/g, '');
    expect(printed).toContain(String(value).replace('.', ','));
  }
});

describe('the figures of the year 2022, all from source 003', () => {
  it.each([
    ['FBK-01', '27', 'tickets received', 1724],
    ['FBK-01', '256', 'the most, in Bắc Ninh city', 921],
    ['FBK-01', '263', 'the fewest, in Gia Bình', 21],
    ['FBK-02', '27', 'processed, of the province', 89.39],
    ['FBK-02', '264', 'the highest rate, in Lương Tài', 100],
    ['FBK-02', '260', 'the lowest rate, in Tiên Du', 64],
    ['FBK-04', '27', 'mean satisfaction', 3.04],
    ['FBK-04', '263', 'the highest satisfaction, in Gia Bình', 3.4],
  ])('%s of %s, %s: %d', (kpi, unit, _, value) => {
    const [figure, ...others] = of(kpi, unit).filter(
      ({ period, measure }) => period === '2022' && measure === undefined,
    );
    expect(figure).toMatchObject({ value, periodKind: 'FULL_PERIOD', qualifier: 'EXACT' });
    expect(figure?.source).toMatchObject({ id: '003', publishedOn: '2023-04-06' });
    expect(others).toEqual([]);
  });

  it('89.39 % is 1,541 of 1,724', () => {
    const figures = of('FBK-02', '27');
    expect(figures).toContainEqual(
      expect.objectContaining({ value: 89.39, numerator: 1541, denominator: 1724 }),
    );
    expect(figures).toContainEqual(expect.objectContaining({ value: 1541, period: '2022' }));
  });
});

describe('what has come together since launch', () => {
  it.each([
    ['FBK-01', 3327, '2023-04-30', 'EXACT', '000'],
    ['FBK-02', 94, '2023-04-30', 'EXACT', '000'],
    ['FBK-01', 10_000, '2024-10-10', 'OVER', '002'],
    ['FBK-02', 95, '2024-10-10', 'OVER', '002'],
  ])('%s: %d to %s, %s', (kpi, value, asOf, qualifier, source) => {
    const [figure] = of(kpi, '27').filter((figure) => figure.asOf === asOf);
    expect(figure).toMatchObject({ value, periodKind: 'CUMULATIVE', qualifier, source: { id: source } });
  });
});

it('on mobile 90 % is a figure of 2023-09-13, and 92.3 % of the year 2023, printed twice', () => {
  const figures = of('FBK-06', '27').map(({ value, periodKind, period, asOf, source }) => [
    value,
    periodKind,
    period ?? asOf,
    source.id,
  ]);
  expect(figures).toEqual([
    [90, 'AS_OF', '2023-09-13', '000'],
    [92.3, 'FULL_PERIOD', '2023', '001'],
    [92.3, 'FULL_PERIOD', '2023', '004'],
  ]);
});

it('agencies, officers and accounts are counts beside the rate of agencies, never its value', () => {
  const figures = of('FBK-07', '27');
  expect(figures.map(({ value, asOf }) => [value, asOf])).toEqual([
    [252, '2023-10-09'],
    [1326, '2023-10-09'],
    [252, '2024-10-10'],
    [1500, '2024-10-10'],
  ]);
  for (const figure of figures) {
    expect(figure).toMatchObject({ periodKind: 'AS_OF', unitOfMeasure: 'COUNT' });
    expect(figure.measure).toBeDefined();
  }
});

it('thirty fields in 2024, of which ten were named for 2022', () => {
  expect(of('FBK-08', '27').map(({ value }) => value)).toEqual([30, 10]);
});

function of(kpi: string, unit: string) {
  return all.filter((figure) => figure.kpi === kpi && figure.unit === `vn2004.${unit}`);
}
