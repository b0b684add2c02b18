/** Online public services (dịch vụ công trực tuyến). */
import { systemSubgraph } from '../../shared/subgraph/system-subgraph';
import { demonstration } from './demonstration';
import { publicServices } from './kpis';
import { PublicServices1700000001000 } from './migrations';
import { dossiers, procedures } from './records';

export const subgraph = systemSubgraph({
  declaration: publicServices,
  kinds: [procedures, dossiers],
  migrations: [PublicServices1700000001000],
  demonstration,
});
