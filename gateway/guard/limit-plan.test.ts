import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { planBreach } from './limit-plan';

const fetch = { kind: 'Fetch' } as FetchNode;
const plan = (node?: PlanNode): QueryPlan => ({ kind: 'QueryPlan', ...(node && { node }) });
const fetches = (...plans: QueryPlan[]) => planBreach(plans, { planFetches: 0 })?.got ?? 0;

it('counts the fetches of all plans, wherever they stand', () => {
  expect(fetches(plan())).toBe(0);
  expect(
    fetches(
      plan(fetch),
      plan({
        kind: 'Sequence',
        nodes: [
          fetch,
          { kind: 'Flatten', path: ['a'], node: fetch },
          {
            kind: 'Parallel',
            nodes: [fetch, { kind: 'Condition', condition: 'x', ifClause: fetch, elseClause: fetch }],
          },
        ],
      }),
    ),
  ).toBe(6);
});

it('refuses one fetch too many, with the number of both', () => {
  const plans = [plan({ kind: 'Parallel', nodes: [fetch, fetch, fetch] })];
  expect(planBreach(plans, { planFetches: 3 })).toBeUndefined();
  expect(planBreach(plans, { planFetches: 2 })).toMatchObject({ code: 'LIMIT_PLAN', limit: 2, got: 3 });
});
