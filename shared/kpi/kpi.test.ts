import { InvalidInput } from '../period/invalid-input';
import { declareSystem, systemEnumValue, systemField } from './kpi';

const kpi = {
  code: 'TST-01',
  field: 'tested',
  name: { vi: 'Thử', en: 'Tested' },
  definition: { vi: 'Thử', en: 'Tested' },
  unit: 'PERCENT',
  decimals: 2,
  direction: 'HIGHER_IS_BETTER',
  aggregation: 'RATIO',
  tiers: [],
} as const;
const target = {
  value: 90,
  issuer: 'Bắc Ninh',
  legalBasis: 'NQ 230/NQ-HĐND',
  confidence: 'UNVERIFIED',
} as const;

describe('a system is named by one word, or several with hyphens', () => {
  it.each([
    ['feedback', 'feedback', 'FEEDBACK'],
    ['public-services', 'publicServices', 'PUBLIC_SERVICES'],
    ['a-b-c', 'aBC', 'A_B_C'],
  ])('%s is the field %s and the enum value %s', (name, field, value) => {
    const system = declare(name, {});
    expect(systemField(system)).toBe(field);
    expect(systemEnumValue(system)).toBe(value);
  });
});

describe('a target holds from and by days that exist', () => {
  it.each([{}, { by: '2025-12-31' }, { from: '2024-02-29', by: '2025-12-31' }])('such as %j', (days) => {
    expect(declare('feedback', days).kpis[0]?.targets).toEqual([{ ...target, ...days }]);
  });

  it.each([{ by: '2025-02-29' }, { from: '2025-06-31' }, { from: '2024-01-01', by: '2025' }])(
    'not %j',
    (days) => {
      expect(() => declare('feedback', days)).toThrow(InvalidInput);
    },
  );
});

function declare(name: string, days: { from?: string; by?: string }) {
  const title = { vi: 'Thử', en: 'Tested' };
  return declareSystem({
    name,
    typeName: 'Tested',
    title,
    kpis: [kpi, { ...kpi, code: 'TST-02', targets: [{ ...target, ...days }] }].reverse(),
  });
}
