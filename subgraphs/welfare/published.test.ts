import { valueFigure } from '../../shared/kpi/published-figure';
import { parsePeriod } from '../../shared/period/period';
import { loadPublishedFigures } from '../../shared/published/published-figures';
import { unitId } from '../../shared/units/unit';
import { welfare } from './kpis';

const published = loadPublishedFigures(welfare, 'subgraphs/welfare');

it('all 8 figures that the five texts print of welfare payments are there, each number in the words quoted', () => {
  expect(published.all).toHaveLength(8);
  for (const { value, quote } of published.all) {
    expect(quote.replace(/(?<=\d)\.(?=\d{3})/g, '')).toContain(String(value).replace('.', ','));
  }
});

describe('the values of periods', () => {
  it.each([
    ['WEL-01', '27', '2024-01', 97_620, '004'],
    ['WEL-02', '262', '2024-01', 72.01, '001'],
    ['WEL-02', '256', '2024-01', 69.24, '001'],
    ['WEL-03', '27', '2024-10', 99.85, '002'],
    ['WEL-08', '27', '2024-10', 93, '002'],
  ])('%s of %s in %s: %d', (kpi, unit, period, value, source) => {
    expect(valueOf(kpi, unit, period)).toMatchObject({ value, qualifier: 'EXACT', source: { id: source } });
  });
});

it('a month that was not over is said to be so', () => {
  expect(valueOf('WEL-03', '27', '2024-10')?.note).toContain('before the month was over');
  expect(valueOf('WEL-03', '27', '2024')).toBeUndefined();
});

it('figures that conflict stand side by side: 69.24 % and over 70 % in Bắc Ninh city', () => {
  const figures = of('WEL-02', '256');
  expect(figures.map(({ value, qualifier, source }) => [value, qualifier, source.id])).toEqual([
    [69.24, 'EXACT', '001'],
    [70, 'OVER', '004'],
  ]);
});

it('social protection is a part of all beneficiaries, listed beside them', () => {
  expect(of('WEL-01', '27')).toContainEqual(
    expect.objectContaining({
      ...{ value: 80_800, numerator: 80_800, denominator: 97_620, qualifier: 'OVER' },
      measure: expect.any(String) as unknown,
    }),
  );
});

function of(code: string, unit: string) {
  return published.of(kpiOf(code).code, unitId('VN2004', unit));
}

function valueOf(code: string, unit: string, period: string) {
  return valueFigure(kpiOf(code), of(code, unit), parsePeriod(period));
}

function kpiOf(code: string) {
  const kpi = welfare.kpis.find((candidate) => candidate.code === code);
  if (kpi === undefined) throw new Error(`${code} is not declared.`);
  return kpi;
}
