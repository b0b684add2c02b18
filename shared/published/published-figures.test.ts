import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { declareSystem } from '../kpi/kpi';
import { projectRoot } from '../project-root';
import { unitId } from '../units/unit';
import { loadPublishedFigures } from './published-figures';

const system = declareSystem({
  name: 'tested',
  typeName: 'Tested',
  title: { vi: 'Thử', en: 'Tested' },
  kpis: [
    {
      code: 'TST-01',
      field: 'tested',
      name: { vi: 'Thử', en: 'Tested' },
      definition: { vi: 'Thử', en: 'Tested' },
      unit: 'COUNT',
      decimals: 0,
      direction: 'NEUTRAL',
      aggregation: 'SUM',
      tiers: [],
    },
  ],
});
const CODE = 'TST-01';
const COLUMNS =
  'kpi,unit,tier,period_kind,period,as_of,measure,unit_of_measure,value,numerator,denominator,qualifier,quote,note,source';

const folder = mkdtempSync(join(tmpdir(), 'published-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('figures are found by KPI and by unit, all of them, in the order of the file', () => {
  const figures = load(row({ value: '1' }), row({ unit: 'vn2004.256', value: '2' }), row({ value: '3' }));
  const code = figures.all[0]?.kpi;
  if (code === undefined) throw new Error('Nothing was loaded.');
  expect(figures.of(code, unitId('VN2004', '27')).map(({ value }) => value)).toEqual([1, 3]);
  expect(figures.of(code, unitId('VN2004', '256')).map(({ value }) => value)).toEqual([2]);
  expect(figures.of(code, unitId('VN2025', '24'))).toEqual([]);
});

it('a figure carries its quote, its source and only the numbers that are printed', () => {
  const [figure] = load(row({ value: '0', source: '002' })).all;
  expect(figure).toMatchObject({ value: 0, quote: 'đạt', qualifier: 'EXACT', period: '2022' });
  expect(figure?.source).toMatchObject({ id: '002', publisher: 'Báo Thanh tra', publishedOn: '2024-10-10' });
  expect([figure?.numerator, figure?.denominator, figure?.tier]).toEqual([undefined, undefined, undefined]);
});

describe('a file with a faulty figure does not load, and says where', () => {
  it.each([
    ['kpi', 'a KPI that is not declared', { kpi: 'TST-99' }],
    ['unit', 'a unit that is not in the register', { unit: 'vn2004.99' }],
    ['tier', 'a tier that does not exist', { tier: 'VILLAGE' }],
    ['value', 'no value', { value: '' }],
    ['value', 'a value that is no number', { value: '1.724,5' }],
    ['quote', 'no quote', { quote: '' }],
    ['source', 'no source', { source: '' }],
    ['source', 'a source that is not listed', { source: '009' }],
    ['qualifier', 'an unknown qualifier', { qualifier: 'ABOUT' }],
    ['period', 'a full period without the period', { period: '' }],
    ['period', 'a period that does not parse', { period: '2023-13' }],
    ['as_of', 'a year to date without its day', { period_kind: 'YEAR_TO_DATE' }],
    ['as_of', 'a stock without its day', { period_kind: 'AS_OF', period: '' }],
    ['as_of', 'a day that does not exist', { period_kind: 'CUMULATIVE', period: '', as_of: '2023-02-30' }],
  ])('column %s: %s', (column, _, cells) => {
    expect(() => load(row({}), row(cells))).toThrow(
      new RegExp(`published\\.csv, line 3, column ${column}: `),
    );
  });
});

function load(...rows: readonly string[]) {
  writeFileSync(join(folder, 'published.csv'), [COLUMNS, ...rows].join('\n'));
  return loadPublishedFigures(system, relative(projectRoot, folder));
}

/** A faultless row of the file, but for the given cells. */
function row(cells: Readonly<Record<string, string>>): string {
  const of = { kpi: CODE, unit: 'vn2004.27', period_kind: 'FULL_PERIOD', period: '2022', value: '1' };
  const said = { unit_of_measure: 'COUNT', qualifier: 'EXACT', quote: 'đạt', source: '003' };
  const all: Readonly<Record<string, string>> = { ...of, ...said, ...cells };
  return COLUMNS.split(',')
    .map((column) => `"${all[column] ?? ''}"`)
    .join(',');
}
