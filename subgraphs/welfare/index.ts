/** Social-welfare payments (chi trả an sinh xã hội). */
import { systemSubgraph } from '../../shared/subgraph/system-subgraph';
import { demonstration } from './demonstration';
import { welfare } from './kpis';
import { Welfare1700000001000, Welfare1700000001001 } from './migrations';
import { beneficiaries, payments } from './records';

export const subgraph = systemSubgraph({
  declaration: welfare,
  kinds: [beneficiaries, payments],
  migrations: [Welfare1700000001000, Welfare1700000001001],
  demonstration,
});
