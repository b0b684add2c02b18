/** Digital economy and digital society (kinh tế số và xã hội số): only published figures, no records of its own. */
import { systemSubgraph } from '../../shared/subgraph/system-subgraph';
import { economySociety } from './kpis';

export const subgraph = systemSubgraph({ declaration: economySociety, kinds: [], migrations: [] });
