/** A KPI that exists only in the tests of the vocabulary: a published rate that counts nothing. */
import type { KpiCode, KpiDeclaration } from '../shared/kpi/kpi';

export const testedKpi: KpiDeclaration = {
  code: 'TST-01' as KpiCode,
  field: 'tested',
  name: { vi: 'Thử', en: 'Tested' },
  definition: { vi: 'Thử', en: 'Tested' },
  unit: 'PERCENT',
  decimals: 2,
  direction: 'HIGHER_IS_BETTER',
  aggregation: 'RATIO',
  tiers: [],
};
