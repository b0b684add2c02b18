/** Independent recomputation of the KPIs of welfare; see recompute.ts. */
import { subgraph } from '../../subgraphs/welfare';
import { welfare } from '../../subgraphs/welfare/kpis';
import { beneficiary, payment } from './arbitrary-rows';
import { stepsOf } from './arbitrary-steps';
import { naiveSystems } from './naive-systems';
import { recompute } from './recompute';

const naive = naiveSystems.welfare;

recompute(subgraph, welfare, naive, stepsOf(naive.kinds, { beneficiary, payment: () => payment }));
