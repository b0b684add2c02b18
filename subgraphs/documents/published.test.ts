import { loadPublishedFigures } from '../../shared/published/published-figures';
import { documents } from './kpis';

const { all } = loadPublishedFigures(documents, 'subgraphs/documents');

it('all 13 figures that the five texts print of documents are there', () => {
  expect(all).toHaveLength(13);
});

it('each has a source, and its number stands in the words quoted', () => {
  for (const { value, quote, source, qualifier } of all) {
    expect(source.id).toMatch(/^00[0-4]$/);
    expect(source.title).not.toBe('');
    if (qualifier !== 'IMPLIED') expect(quote).toContain(`${String(value).replace('.', ',')}%`);
  }
});

describe('the mean over the agencies of a tier is published', () => {
  it.each([
    ['PROVINCE', 93.78, 94.6, 96.25],
    ['DISTRICT', 92.53, 95.5, 96.72],
    ['COMMUNE', 94.57, 97.5, 98.3],
  ])(
    'of tier %s: %d for 2022, %d in 2023 up to 2023-10-09, %d for 2023 in two sources',
    (tier, ...values) => {
      const [full2022, toDate, full2023] = values;
      const figures = all
        .filter((figure) => figure.tier === tier)
        .map(({ value, periodKind, period, asOf, source }) => [value, periodKind, period, asOf, source.id]);
      expect(figures).toHaveLength(4);
      expect(figures).toEqual(
        expect.arrayContaining([
          [full2022, 'FULL_PERIOD', '2022', undefined, '003'],
          [toDate, 'YEAR_TO_DATE', '2023', '2023-10-09', '000'],
          [full2023, 'FULL_PERIOD', '2023', undefined, '001'],
          [full2023, 'FULL_PERIOD', '2023', undefined, '004'],
        ]),
      );
    },
  );

  it('as a figure of the province, which stands for none of its own', () => {
    const means = all.filter((figure) => figure.kpi === 'DOC-03');
    expect(means).toHaveLength(12);
    for (const { unit, tier, qualifier } of means) {
      expect([unit, qualifier]).toEqual(['vn2004.27', 'EXACT']);
      expect(tier).toBeDefined();
    }
  });
});

it('Xã Ninh Xá in Thuận Thành signed nothing in 2022: zero is implied, and counts documents, not a rate', () => {
  const [figure, ...others] = all.filter(({ tier }) => tier === undefined);
  expect(others).toEqual([]);
  expect(figure).toMatchObject({
    kpi: 'DOC-02',
    unit: 'vn2004.09445',
    value: 0,
    unitOfMeasure: 'COUNT',
    qualifier: 'IMPLIED',
    period: '2022',
    source: { id: '003' },
  });
  expect(figure?.measure).toBeDefined();
});
