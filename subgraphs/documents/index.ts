/** Documents and work files (văn bản và hồ sơ công việc). */
import { systemSubgraph } from '../../shared/subgraph/system-subgraph';
import { demonstration } from './demonstration';
import { documents } from './kpis';
import { Documents1700000001000 } from './migrations';
import { documentRecords, workFileRecords } from './records';

export const subgraph = systemSubgraph({
  declaration: documents,
  kinds: [workFileRecords, documentRecords],
  migrations: [Documents1700000001000],
  demonstration,
});
