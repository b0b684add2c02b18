/** Independent recomputation of the KPIs of documents; see recompute.ts. */
import { subgraph } from '../../subgraphs/documents';
import { documents } from '../../subgraphs/documents/kpis';
import { officialDocument, workFile } from './arbitrary-rows';
import { stepsOf } from './arbitrary-steps';
import { naiveSystems } from './naive-systems';
import { recompute } from './recompute';

const naive = naiveSystems.documents;

recompute(
  subgraph,
  documents,
  naive,
  stepsOf(naive.kinds, { document: () => officialDocument, work_file: () => workFile }),
);
