/** The subgraphs: one line each, loaded only when served. A system's line also names its declarations. */
import type { SystemDeclaration } from '../shared/kpi/kpi';
import type { Subgraph } from '../shared/subgraph/subgraph';

export interface RegistryEntry {
  readonly load: () => Promise<Subgraph>;
  /** What a source system declares; absent for the subgraphs that join and describe. */
  readonly declaration?: () => Promise<SystemDeclaration>;
}

export type Registry = Readonly<Record<string, RegistryEntry>>;

// prettier-ignore
export const registry: Registry = {
  directory: { load: async () => (await import('./directory/index.js')).subgraph },
  documents: { load: async () => (await import('./documents/index.js')).subgraph, declaration: async () => (await import('./documents/kpis.js')).documents },
  'public-services': { load: async () => (await import('./public-services/index.js')).subgraph, declaration: async () => (await import('./public-services/kpis.js')).publicServices },
  feedback: { load: async () => (await import('./feedback/index.js')).subgraph, declaration: async () => (await import('./feedback/kpis.js')).feedback },
  welfare: { load: async () => (await import('./welfare/index.js')).subgraph, declaration: async () => (await import('./welfare/kpis.js')).welfare },
  signatures: { load: async () => (await import('./signatures/index.js')).subgraph, declaration: async () => (await import('./signatures/kpis.js')).signatures },
  'economy-society': { load: async () => (await import('./economy-society/index.js')).subgraph, declaration: async () => (await import('./economy-society/kpis.js')).economySociety },
  scorecard: { load: async () => (await import('./scorecard/index.js')).subgraph },
};
