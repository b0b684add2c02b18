/** Judges the plan of an operation before it is executed. */
import type { PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import type { Breach } from './limit-breach';
import type { OperationLimits } from './limit-settings';

/** Of the plans of all parts of one operation. */
export function planBreach(
  plans: readonly QueryPlan[],
  limits: Pick<OperationLimits, 'planFetches'>,
): Breach | undefined {
  return fetchesBreach(
    plans.reduce((sum, { node }) => sum + fetchesOf(node), 0),
    limits,
  );
}

/** Of a plan that has so many fetches, or has them at least. */
export function fetchesBreach(
  got: number,
  { planFetches: limit }: Pick<OperationLimits, 'planFetches'>,
): Breach | undefined {
  if (got <= limit) return undefined;
  const message = `The plan of the operation has ${got} fetches from subgraphs or more. Expected at most ${limit}: ask for a list instead of many single units, or in several requests.`;
  return { code: 'LIMIT_PLAN', limit, got, message };
}

/** Where a condition decides, both ways count. */
function fetchesOf(node: PlanNode | SubscriptionNode | undefined): number {
  switch (node?.kind) {
    case undefined:
      return 0;
    case 'Fetch':
      return 1;
    case 'Flatten':
      return fetchesOf(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.reduce((sum, child) => sum + fetchesOf(child), 0);
    case 'Condition':
      return fetchesOf(node.ifClause) + fetchesOf(node.elseClause);
    case 'Defer':
      return node.deferred.reduce((sum, part) => sum + fetchesOf(part.node), fetchesOf(node.primary.node));
    case 'Subscription':
      return fetchesOf(node.primary) + fetchesOf(node.rest);
  }
}
