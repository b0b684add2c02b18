/** What else is published of the digital economy and digital society (kinh tế số và xã hội số). */
import { declareSystem } from '../../shared/kpi/kpi';
import { indices } from './indices';
import { payments } from './payments';
import { society } from './society';
import { taxAndInvoices } from './tax-and-invoices';

export const economySociety = declareSystem({
  name: 'economy-society',
  typeName: 'EconomySociety',
  title: { vi: 'Kinh tế số và xã hội số', en: 'Digital economy and society' },
  kpis: [...indices, ...taxAndInvoices, ...payments, ...society],
});
