/** The plans of an operation: it is planned in parts where its parts cannot be planned as one. */
import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import type { AskedFields } from './asked-fields';
import { compilePlan, type Step } from './compile-plan';
import { merge } from './data';
import type { EntityFetch } from './entity-fetch';
import { spelledOut } from './interface-objects';
import { inClientOrder } from './mutation-order';
import { partsOf } from './operation-parts';
import type { FieldSetNames } from './plan-keys';
import type { Planner } from './planner';
import { type RequiredArguments, withoutConflicts } from './required-arguments';
import type { ShapedOperation } from './response-shape';
import { Run, type RunInput } from './run';
import { spliceScanner } from './spliceable';

/** What the supergraph's field sets say of how to plan, read once. */
export interface PlanNames extends FieldSetNames {
  readonly required: RequiredArguments;
  readonly interfaceObjects: ReadonlySet<string>;
}

export function plansOf(
  document: DocumentNode,
  operationName: string | undefined,
  planner: Planner,
  { required, interfaceObjects }: PlanNames,
): readonly QueryPlan[] {
  const { schema } = planner;
  const operationOf = (node: DocumentNode) => partsOf(node, operationName).operation;
  const ordered = inClientOrder(document, operationOf(document), schema);
  const spelled = spelledOut(ordered, operationOf(ordered), schema, interfaceObjects);
  return withoutConflicts(spelled, operationOf(spelled), required)
    .map((part) => planner.plan(part, operationName))
    .filter(({ node }) => node !== undefined);
}

export interface CompiledPlans {
  /** One for each part of the operation that asks a subgraph. */
  readonly steps: readonly Step[];
  /** What they ask for. */
  readonly fetches: readonly AskedFields[];
}

export const NO_PLANS: CompiledPlans = { steps: [], fetches: [] };

/** @throws UnknownPlan for what Apollo's own executor has to take */
export function compilePlans(
  plans: readonly QueryPlan[],
  planner: Planner,
  { keys }: PlanNames,
  shaped: ShapedOperation,
): CompiledPlans {
  const fetches: EntityFetch[] = [];
  const roots: AskedFields[] = [];
  const context = { supergraph: planner.supergraph, keys, fetches, roots };
  const steps = plans.map((plan) => compilePlan(plan, context));
  for (const fetch of fetches) fetch.scan = spliceScanner(fetch, fetches, shaped);
  return { steps, fetches: [...roots, ...fetches] };
}

/** Parts of one operation give parts of one answer. */
export async function runPlans({ steps }: CompiledPlans, input: RunInput): Promise<Run> {
  const runs = await Promise.all(
    steps.map(async (step) => {
      const run = new Run(input);
      await step(run);
      return run;
    }),
  );
  const [first = new Run(input), ...others] = runs;
  for (const { data, errors } of others) {
    merge(first.data, data);
    first.errors.push(...errors);
  }
  return first;
}
