/** The unified list of KPIs over all systems, the catalogue of indicators, and the composite score. It has no figures of its own. */
import type { Subgraph } from '../../shared/subgraph/subgraph';
import { scorecardSchema } from './schema';

export const subgraph: Subgraph = { name: 'scorecard', buildSchema: scorecardSchema };
