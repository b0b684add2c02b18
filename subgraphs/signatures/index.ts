/** Digital signatures (chữ ký số). */
import { systemSubgraph } from '../../shared/subgraph/system-subgraph';
import { demonstration } from './demonstration';
import { signatures } from './kpis';
import { Signatures1700000001000, Signatures1700000001001 } from './migrations';
import { certificates, officials, population, signatureEvents } from './records';

export const subgraph = systemSubgraph({
  declaration: signatures,
  kinds: [certificates, signatureEvents, officials, population],
  migrations: [Signatures1700000001000, Signatures1700000001001],
  demonstration,
});
