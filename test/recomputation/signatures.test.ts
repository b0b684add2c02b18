/** Independent recomputation of the KPIs of signatures; see recompute.ts. */
import { subgraph } from '../../subgraphs/signatures';
import { signatures } from '../../subgraphs/signatures/kpis';
import { certificate, official, population, signatureEvent } from './arbitrary-rows';
import { stepsOf } from './arbitrary-steps';
import { naiveSystems } from './naive-systems';
import { recompute } from './recompute';

const naive = naiveSystems.signatures;

recompute(
  subgraph,
  signatures,
  naive,
  stepsOf(naive.kinds, {
    certificate,
    official: () => official,
    population: () => population,
    signature_event: () => signatureEvent,
  }),
);
