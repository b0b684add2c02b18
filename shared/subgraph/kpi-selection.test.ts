import { InvalidInput } from '../period/invalid-input';
import { declareSystem } from '../kpi/kpi';
import { testedKpi } from '../../test/tested-kpi';
import { type KpiFilter, selectKpis } from './kpi-selection';

const system = declareSystem({
  ...{ name: 'tested', typeName: 'Tested', title: { vi: 'Thử', en: 'Tested' } },
  kpis: ['TST-01', 'TST-02', 'TST-03'].map((code) => ({
    ...testedKpi,
    code,
    targets: [],
    qualitativeTargets: [],
  })),
});
const in2022 = { periods: ['2022'] };

describe('KPIs are selected by code', () => {
  it('all where none is given', () => {
    expect(codesOf({})).toEqual(['TST-01', 'TST-02', 'TST-03']);
    expect(codesOf({ codes: null })).toHaveLength(3);
  });

  it('each once, in catalogue order', () => {
    expect(codesOf({ codes: ['TST-03', 'TST-01', 'TST-03'] })).toEqual(['TST-01', 'TST-03']);
  });

  it('and none that the system does not have', () => {
    expect(() => codesOf({ codes: ['TST-01', 'FBK-01'] })).toThrow(
      'codes has FBK-01. Expected codes of the system tested: TST-01, TST-02, TST-03.',
    );
  });
});

describe('units are selected by id, by what is above them, or by level', () => {
  it('given ones each once, in code order', () => {
    const units = ['vn2025.24', 'vn2004.256', 'vn2004.09163', 'vn2004.256'];
    expect(unitsOf({ units })).toEqual(['vn2004.09163', 'vn2025.24', 'vn2004.256']);
  });

  it('without a level those directly below the parent', () => {
    const units = unitsOf({ parent: 'vn2004.27' });
    expect(units).toEqual(
      ['256', '258', '259', '260', '261', '262', '263', '264'].map((code) => `vn2004.${code}`),
    );
  });

  it('with a level those of it, however deep', () => {
    expect(unitsOf({ parent: 'vn2004.27', level: 'COMMUNE' })).toHaveLength(126);
    expect(unitsOf({ parent: 'vn2004.256', level: 'COMMUNE' })).toHaveLength(19);
    expect(unitsOf({ parent: 'vn2004.256', level: 'DISTRICT' })).toEqual([]);
  });

  it('every one that was there on some day of the periods', () => {
    const of256 = (...periods: string[]) => unitsOf({ parent: 'vn2004.256', periods });
    expect(of256('2024')).toContain('vn2004.09175');
    expect(of256('2025')).not.toContain('vn2004.09175');
    expect(of256('2025', '2024-11')).toContain('vn2004.09175');
    expect(of256('2026')).toEqual([]);
  });

  it('below one of the new map its first units, also for the past', () => {
    expect(unitsOf({ parent: 'vn2025.24', periods: ['2022'] })).toHaveLength(99);
    expect(unitsOf({ parent: 'vn2025.24', periods: ['2025-Q4'] })).toHaveLength(99);
  });

  it('of a level, or all, those that figures are reported of', () => {
    expect(unitsOf({ level: 'PROVINCE' })).toEqual(['vn2004.27']);
    expect(unitsOf({ level: 'DISTRICT' })).toHaveLength(8);
    expect(unitsOf({})).toEqual(expect.arrayContaining(['vn2004.27', 'vn2004.264', 'vn2004.09163']));
    expect(unitsOf({}).filter((id) => id.startsWith('vn2025'))).toEqual([]);
  });

  it.each([{ units: ['27'] }, { units: ['vn2004.27', 'vn2004.9'] }, { parent: 'vn2004.9' }])(
    'but not %j, which is not in the register',
    (filter) => {
      expect(() => unitsOf(filter)).toThrow(/which is no unit. Expected the id of an administrative unit/);
    },
  );
});

describe('periods are listed, or all of a grain in a range', () => {
  it('listed ones each once, in time order, the longest first of those that begin together', () => {
    const periods = ['2023-01', '2022-Q4', '2023', '2022', '2023-Q1', '2023'];
    expect(periodsOf({ periods })).toEqual(['2022', '2022-Q4', '2023', '2023-Q1', '2023-01']);
  });

  it('a range is filled', () => {
    expect(periodsOf({ from: '2023-11', to: '2024-Q1', grain: 'QUARTER' })).toEqual(['2023-Q4', '2024-Q1']);
  });

  it('null is the same as absent', () => {
    expect(periodsOf({ periods: ['2022'], from: null, to: null, grain: null })).toEqual(['2022']);
    expect(periodsOf({ periods: null, from: '2022', to: '2022', grain: 'YEAR' })).toEqual(['2022']);
  });
});

describe('a filter that contradicts itself is refused', () => {
  it.each<[string, KpiFilter]>([
    ['units and parent', { ...in2022, units: ['vn2004.27'], parent: 'vn2004.27' }],
    ['units and level', { ...in2022, units: ['vn2004.27'], level: 'COMMUNE' }],
    ['no codes', { ...in2022, codes: [] }],
    ['no units', { ...in2022, units: [] }],
    ['no periods', { periods: [] }],
    ['nothing about periods', {}],
    ['half a range', { from: '2022', grain: 'YEAR' }],
    ['a range without a grain', { from: '2022', to: '2023' }],
    ['a range and periods', { ...in2022, from: '2022', to: '2023', grain: 'YEAR' }],
    ['a range that ends before it begins', { from: '2023', to: '2022', grain: 'YEAR' }],
    ['a period that is none', { periods: ['2022-13'] }],
  ])('%s', (_, filter) => {
    expect(() => selectKpis(system, filter)).toThrow(InvalidInput);
  });
});

function codesOf(filter: KpiFilter): string[] {
  return selectKpis(system, { ...in2022, units: ['vn2004.27'], ...filter }).kpis.map(({ code }) => code);
}

function unitsOf(filter: KpiFilter): readonly string[] {
  return selectKpis(system, { ...in2022, ...filter }).units;
}

function periodsOf(filter: KpiFilter): readonly string[] {
  return selectKpis(system, { units: ['vn2004.27'], ...filter }).periods;
}
