/** Citizen feedback (phản ánh kiến nghị). */
import { systemSubgraph } from '../../shared/subgraph/system-subgraph';
import { byFieldContext, byFieldResolver } from './by-field';
import { demonstration } from './demonstration';
import { feedback } from './kpis';
import { Tickets1700000001000, Tickets1700000001001 } from './migrations';
import { accounts, tickets } from './records';

export const subgraph = systemSubgraph({
  declaration: feedback,
  kinds: [tickets, accounts],
  migrations: [Tickets1700000001000, Tickets1700000001001],
  demonstration,
  extensions: byFieldResolver,
  context: byFieldContext,
});
