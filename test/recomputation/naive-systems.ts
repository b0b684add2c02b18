/** The five systems as the naive computation knows them: kinds of record, and KPIs by their definitions. */
import { documentsKinds, documentsKpis } from './documents-kpis';
import { feedbackKinds, feedbackKpis } from './feedback-kpis';
import type { KindOfRecord } from './import-steps';
import type { NaiveKpi } from './naive-kpi';
import { publicServicesKinds, publicServicesKpis } from './public-services-kpis';
import { signaturesKinds, signaturesKpis } from './signatures-kpis';
import { welfareKinds, welfareKpis } from './welfare-kpis';

export interface NaiveSystem {
  readonly kinds: readonly KindOfRecord[];
  readonly kpis: readonly NaiveKpi[];
}

export const naiveSystems = {
  documents: { kinds: documentsKinds, kpis: documentsKpis },
  feedback: { kinds: feedbackKinds, kpis: feedbackKpis },
  'public-services': { kinds: publicServicesKinds, kpis: publicServicesKpis },
  signatures: { kinds: signaturesKinds, kpis: signaturesKpis },
  welfare: { kinds: welfareKinds, kpis: welfareKpis },
} as const satisfies Readonly<Record<string, NaiveSystem>>;
