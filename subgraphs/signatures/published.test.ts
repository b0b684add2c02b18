import { valueFigure } from '../../shared/kpi/published-figure';
import { parsePeriod } from '../../shared/period/period';
import { loadPublishedFigures } from '../../shared/published/published-figures';
import { signatures } from './kpis';

const { all } = loadPublishedFigures(signatures, 'subgraphs/signatures');

it('the two figures that the texts print of signatures are there, each from both sources', () => {
  expect(all.map(({ kpi, value, qualifier, source }) => [kpi, value, qualifier, source.id])).toEqual([
    ['SIG-01', 14_000, 'OVER', '001'],
    ['SIG-03', 1400, 'OVER', '001'],
    ['SIG-01', 14_000, 'OVER', '004'],
    ['SIG-03', 1400, 'OVER', '004'],
  ]);
});

it('signatures issued in a year stand beside the certificates that are valid, and are never their number', () => {
  expect(valueOf('SIG-01', '2023')).toBeUndefined();
  for (const figure of all.filter(({ kpi }) => kpi === 'SIG-01')) {
    expect(figure).toMatchObject({ periodKind: 'FULL_PERIOD', period: '2023' });
    expect(figure.measure).toBeDefined();
  }
});

it('over 1,400 small and medium enterprises have a signature at the end of 2023', () => {
  expect(valueOf('SIG-03', '2023')).toMatchObject({ value: 1400, asOf: '2023-12-31' });
  expect(valueOf('SIG-03', '2023-12')).toMatchObject({ value: 1400 });
  expect(valueOf('SIG-03', '2024')).toBeUndefined();
});

function valueOf(code: string, period: string) {
  const kpi = signatures.kpis.find((candidate) => candidate.code === code);
  if (kpi === undefined) throw new Error(`${code} is not declared.`);
  const figures = all.filter((figure) => figure.kpi === code);
  return valueFigure(kpi, figures, parsePeriod(period));
}
