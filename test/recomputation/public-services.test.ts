/** Independent recomputation of the KPIs of public-services; see recompute.ts. */
import { subgraph } from '../../subgraphs/public-services';
import { publicServices } from '../../subgraphs/public-services/kpis';
import { dossier, procedure } from './arbitrary-rows';
import { stepsOf } from './arbitrary-steps';
import { naiveSystems } from './naive-systems';
import { recompute } from './recompute';

const naive = naiveSystems['public-services'];

recompute(
  subgraph,
  publicServices,
  naive,
  stepsOf(naive.kinds, { procedure: () => procedure, dossier: () => dossier }),
);
