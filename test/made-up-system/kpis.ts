/** A system that exists only in the tests: library loans. */
import { declareSystem } from '../../shared/kpi/kpi';

export const loans = declareSystem({
  name: 'loans',
  typeName: 'Loan',
  title: { vi: 'Mượn sách thư viện', en: 'Library loans' },
  kpis: [
    {
      code: 'LON-01',
      field: 'returnedRate',
      name: { vi: 'Tỷ lệ sách được trả', en: 'Books returned' },
      definition: {
        vi: 'Số sách đã trả chia cho số sách cho mượn trong kỳ.',
        en: 'Books returned, of books lent in the period.',
      },
      unit: 'PERCENT',
      decimals: 1,
      direction: 'HIGHER_IS_BETTER',
      aggregation: 'RATIO',
      tiers: ['COMMUNE'],
      counts: { records: 'loan', on: 'lent_on', numerator: 'r.returned', denominator: 'true' },
    },
  ],
});
