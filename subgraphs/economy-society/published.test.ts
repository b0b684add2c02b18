import { valueFigure } from '../../shared/kpi/published-figure';
import { parsePeriod } from '../../shared/period/period';
import { loadPublishedFigures } from '../../shared/published/published-figures';
import { economySociety } from './kpis';

const { all } = loadPublishedFigures(economySociety, 'subgraphs/economy-society');

it('all 56 figures are there, and every indicator has one but inspections, of which only the target is published', () => {
  expect(all).toHaveLength(56);
  const figured = new Set(all.map(({ kpi }) => kpi));
  expect(economySociety.kpis.filter(({ code }) => !figured.has(code))).toMatchObject([
    { field: 'stateInspectionsDoneDigitallyRate', targets: [{ value: 50, by: '2025-12-31', source: '002' }] },
  ]);
});

it('nothing is computed, and each figure is the indicator itself, in its unit of measure', () => {
  const units = new Map(economySociety.kpis.map(({ code, unit }) => [code, unit]));
  expect(economySociety.kpis.filter(({ counts, aggregation }) => counts ?? aggregation !== 'NONE')).toEqual(
    [],
  );
  for (const { kpi, measure, unitOfMeasure } of all) {
    expect([measure, unitOfMeasure]).toEqual([undefined, units.get(kpi)]);
  }
});

it('each number or ordinal stands in the words quoted, or in the same sentence before them', () => {
  const ordinals = new Map([
    [1, /dẫn đầu|thứ Nhất/],
    [4, /thứ 4|thứ tư/],
    [7, /thứ 7|thứ bảy/],
  ]);
  const elsewhere = all.filter(({ value, unitOfMeasure, quote }) => {
    const ordinal = unitOfMeasure === 'RANK' ? ordinals.get(value) : undefined;
    const printed = quote.replace(/(?<=\d)\.(?=\d{3})/g, '');
    return !(ordinal?.test(printed) ?? printed.includes(String(value).replace('.', ',')));
  });
  expect(elsewhere.map(({ kpi, source }) => `${fieldOf(kpi)} ${source.id}`)).toEqual([
    'taxVouchersPaidElectronicallyRate 001',
    'waterSuppliersAcceptingBankPaymentRate 001',
    'taxVouchersPaidElectronicallyRate 004',
    'waterSuppliersAcceptingBankPaymentRate 004',
  ]);
});

describe('the values of periods', () => {
  it.each([
    ['dtiRank', '2022', 7],
    ['ictIndexRank', '2022', 10],
    ['digitalEconomyShareOfGrdp', '2022', 56.83],
    ['enterprisesEinvoiceCount', '2023', 14_835],
    ['communityDigitalTeams', '2023', 733],
    ['phoneSubscribersStandardised', '2023', 226_000],
    ['taxVouchersPaidElectronicallyRate', '2024-01', 98],
    ['vneidAccountsVsAssignedTargetRate', '2024', 102.2],
  ])('%s in %s: %d', (field, period, value) => {
    expect(valueOf(field, period)).toMatchObject({ value });
  });

  it.each([
    ['ictIndexRank', '2024', 'the rank that a text of 2024 repeats without its year'],
    ['digitalEconomyShareOfGrdp', '2024', 'the share that a text of 2024 repeats without its year'],
    ['einvoicesCreated', '2023', 'what has come together since the start'],
  ])('%s in %s: none, since what is printed is %s', (field, period) => {
    expect(valueOf(field, period)).toBeUndefined();
    expect(all.filter(({ kpi }) => fieldOf(kpi) === field)).not.toEqual([]);
  });
});

it('figures that conflict stand side by side: rank 10 and rank 4 by the ICT index', () => {
  const ranks = all.filter(({ kpi }) => fieldOf(kpi) === 'ictIndexRank');
  expect(ranks.map(({ value, denominator, source }) => [value, denominator, source.id])).toEqual([
    [10, 63, '001'],
    [4, 63, '002'],
  ]);
});

it('the cameras of Bắc Ninh city are those of the city, all else is of the province', () => {
  const others = all.filter(({ unit }) => unit !== 'vn2004.27');
  expect(others).toMatchObject([{ unit: 'vn2004.256', value: 645 }]);
});

function fieldOf(code: string) {
  return economySociety.kpis.find((kpi) => kpi.code === code)?.field;
}

function valueOf(field: string, period: string) {
  const kpi = economySociety.kpis.find((candidate) => candidate.field === field);
  if (kpi === undefined) throw new Error(`${field} is not declared.`);
  const figures = all.filter((figure) => figure.kpi === kpi.code);
  return valueFigure(kpi, figures, parsePeriod(period));
}
