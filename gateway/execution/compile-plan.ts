/** Makes a plan of Apollo's planner into steps that can be run again and again. */
import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { type GraphQLSchema, OperationTypeNode, parse } from 'graphql';
import type { AskedFields } from './asked-fields';
import { type Data, isData, merge, objectsAt, pathsAt } from './data';
import { type EntityFetch, entityFetch, operationOf, responseNames } from './entity-fetch';
import { pathRewriter, rewriteOutput } from './output-rewrite';
import type { Run } from './run';
import type { SubgraphOperation } from './subgraph-client';

/** Undefined where there was nothing to wait for. */
export type Step = (run: Run) => Promise<void> | undefined;

export interface PlanContext {
  readonly supergraph: GraphQLSchema;
  /** The names of fields that are part of keys. */
  readonly keys: ReadonlySet<string>;
  /** Takes down each fetch of entities that is compiled. */
  readonly fetches: EntityFetch[];
  /** Takes down what is asked of root types. */
  readonly roots: AskedFields[];
}

/** A plan holds what is not known here; Apollo's own executor takes it. */
export class UnknownPlan extends Error {}

/** @throws UnknownPlan */
export function compilePlan({ node }: QueryPlan, context: PlanContext): Step {
  if (node === undefined) return () => undefined; // nothing is asked of a subgraph
  if (node.kind === 'Subscription') throw new UnknownPlan(node.kind);
  return compileNode(node, [], context);
}

function compileNode(node: PlanNode, path: readonly string[], context: PlanContext): Step {
  switch (node.kind) {
    case 'Sequence':
      return sequence(node.nodes.map((child) => compileNode(child, path, context)));
    case 'Parallel':
      return parallel(node.nodes.map((child) => compileNode(child, path, context)));
    case 'Flatten':
      return compileNode(node.node, [...path, ...node.path.map(pathElement)], context);
    case 'Fetch':
      return fetchStep(node, path, context);
    case 'Condition': {
      const { condition, ifClause, elseClause } = node;
      const whenTrue = ifClause && compileNode(ifClause, path, context);
      const whenFalse = elseClause && compileNode(elseClause, path, context);
      return (run) => (run.condition(condition) ? whenTrue : whenFalse)?.(run);
    }
    case 'Defer':
      throw new UnknownPlan(node.kind);
  }
}

/** A path with conditions on types, as newer planners write them, is not known here. */
function pathElement(element: string | number): string {
  if (typeof element === 'number' || (element !== '@' && !/^\w+$/.test(element))) {
    throw new UnknownPlan(`the path element ${element}`);
  }
  return element;
}

function sequence(steps: readonly Step[]): Step {
  return async (run) => {
    for (const step of steps) await step(run);
  };
}

function parallel(steps: readonly Step[]): Step {
  return (run) => {
    const waiting = steps.flatMap((step) => step(run) ?? []);
    return waiting.length === 0 ? undefined : Promise.all(waiting).then(() => undefined);
  };
}

function fetchStep(node: FetchNode, path: readonly string[], context: PlanContext): Step {
  if (node.contextRewrites !== undefined && node.contextRewrites.length > 0) throw new UnknownPlan('context');
  if (node.requires === undefined) return rootFetch(node, path, context);
  const fetch = entityFetch(node, path, context.supergraph, context.keys);
  if (fetch === undefined || node.operationKind !== OperationTypeNode.QUERY)
    throw new UnknownPlan('a fetch of entities');
  context.fetches.push(fetch);
  return (run) => run.batch(fetch.service).fetch(fetch, run.entities(fetch));
}

/** A fetch that begins at a root type; below a path where a field gives the root type again. */
function rootFetch(node: FetchNode, path: readonly string[], { supergraph, roots }: PlanContext): Step {
  const { serviceName, variableUsages = [], outputRewrites = [] } = node;
  const operation: SubgraphOperation = { text: node.operation, kind: node.operationKind };
  const { selections = [] } = operationOf(parse(node.operation, { noLocation: true }))?.selectionSet ?? {};
  const rewritePath = pathRewriter(outputRewrites);
  const names = responseNames(selections, supergraph.getRootType(node.operationKind)?.name, supergraph);
  roots.push({ service: serviceName, path, selections, rewritePath });
  return async (run) => {
    const targets = objectsAt(run.data, path);
    if (targets.length === 0) return;
    const lost = () => {
      const [first = []] = pathsAt(run.data, path, 1);
      return names.map((name) => [...first, ...rewritePath([name])]);
    };
    const answer = await run.ask(serviceName, operation, run.variables(variableUsages), lost);
    if (answer === undefined) return;
    const { data, errors } = answer;
    if (isData(data)) {
      rewriteOutput(outputRewrites, supergraph, data);
      mergeEach(targets, data);
      run.learnt();
    }
    if (errors == null || errors.length === 0) {
      if (!isData(data)) run.unavailable(serviceName, lost());
      return;
    }
    const unplaced = { lost: lost() };
    const places = pathsAt(run.data, path);
    for (const error of errors) {
      if (!error.path) run.fail(serviceName, error, unplaced);
      else
        for (const place of places)
          run.fail(serviceName, error, { path: [...place, ...rewritePath(error.path)] });
    }
  };
}

function mergeEach(targets: readonly Data[], data: Data): void {
  targets.forEach((target, index) => {
    merge(target, index === 0 ? data : structuredClone(data));
  });
}
