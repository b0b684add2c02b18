/** An operation of a client, worked out once: its plan in steps, and the shape of its answer. */
import { type DocumentNode, execute, type GraphQLError, OperationTypeNode } from 'graphql';
import { getVariableValues } from 'graphql/execution/values';
import { prettyFormatQueryPlan } from '@apollo/query-planner';
import { LRUCache } from 'lru-cache';
import type { ErrorCode } from '../../shared/errors';
import type { Executed } from '../../shared/http/graphql-over-http';
import { requestIdOf } from '../client-request';
import type { OperationCost } from '../guard/cost-compile';
import { type Breach, refusal } from '../guard/limit-breach';
import type { CountFetches } from '../guard/limit-fetches';
import { fetchesBreach, planBreach } from '../guard/limit-plan';
import type { OperationLimits } from '../guard/limit-settings';
import { type AccessRules, mayFulfil, type Viewer } from './access-rules';
import { conditionVariables, decided } from './conditions';
import type { Data } from './data';
import { Deadline } from './deadline';
import { type ExecutionError, formatted } from './execution-error';
import { JsonBytes } from './json-bytes';
import { introspectionOf, withoutIntrospection } from './introspection';
import { partsOf } from './operation-parts';
import {
  type CompiledPlans,
  compilePlans,
  NO_PLANS,
  type PlanNames,
  plansOf,
  runPlans,
} from './operation-plans';
import { withPlanKeys } from './plan-keys';
import type { Planner } from './planner';
import { type ResponseShape, responseShape, type ShapedOperation } from './response-shape';
import { executedInOneRelease, figuresChanged, ReleaseConflict, Releases } from './releases';
import type { RunInput } from './run';
import type { SharedSubgraph } from './shared-flight';
import type { ClientRequest } from './subgraph-client';
import type { SubgraphSettings } from './subgraph-settings';
import { toldToClient } from './told-errors';
import { NOTHING_WITHHELD, requirementsIn, withheldFrom, withoutWithheld } from './withheld';

/** What the supergraph's field sets say, read once. */
export interface SupergraphNames extends PlanNames {
  readonly countFetches: CountFetches;
  readonly access: AccessRules;
}

export interface PreparedOperation {
  /** Whether it has fields that not everybody may see; Apollo's executor would show them. */
  readonly isGuarded: boolean;
  /** Whether it asks for the schema itself, which not everybody may. */
  readonly asksSchema: boolean;
  /** What it is estimated to cost by the client's variables. */
  readonly cost: OperationCost;
  /** The plan as text, for these variables and this viewer; empty where no subgraph is asked. */
  explain(variables: Readonly<Data>, viewer: Viewer | undefined): string;
  readonly kind: OperationTypeNode;
  /** What it has been planned for, the latest first. */
  planned(): readonly PlannedFor[];
  /** Plans it before it is asked. @throws UnknownPlan for what Apollo's own executor has to take */
  planLike(planned: readonly PlannedFor[]): void;
  /**
   * The client's variables as the schema reads them, ready to execute, or what is wrong with them.
   * @throws UnknownPlan for what Apollo's own executor has to take
   */
  withVariables(
    variables: Readonly<Data>,
    viewer: Viewer | undefined,
  ): ReadyOperation | { readonly faults: readonly GraphQLError[] };
}

export interface ReadyOperation {
  execute(client: ClientRequest): Promise<Executed>;
}

export interface ExecutionOptions {
  readonly limits: OperationLimits;
  /** The codes of subgraphs whose messages were written for clients; absent codes are redacted. */
  readonly told: ReadonlySet<string>;
  /** How long one execution may wait for subgraphs. */
  readonly waiting: Pick<SubgraphSettings, 'deadlineMs'>;
}

/** `@skip` and `@include` by variable make an operation another one; of one with many only so many are kept. */
const MOST_VARIANTS = 16;

/** An operation is planned for the values of its conditions, and for what its viewer may see. */
export interface PlannedFor {
  readonly conditions: Readonly<Data>;
  readonly viewer: Viewer | undefined;
}

/** The operation for some values of its conditions. */
interface Variant {
  readonly planned: PlannedFor;
  readonly compiled: CompiledPlans;
  /** Set for a plan that may not be executed; it is kept, so that it is not made again. */
  readonly breach: Breach | undefined;
  readonly shaped: ShapedOperation;
  readonly shape: ResponseShape;
}

export function prepareOperation(
  document: DocumentNode,
  operationName: string | undefined,
  planner: Planner,
  names: SupergraphNames,
  clients: ReadonlyMap<string, SharedSubgraph>,
  { limits, told, waiting }: ExecutionOptions,
  cost: OperationCost,
): PreparedOperation {
  const { schema } = planner;
  const keyed = withPlanKeys(document, names);
  const { clientNames } = keyed;
  const { operation, fragments } = partsOf(keyed.document, operationName);
  const conditionNames = conditionVariables(keyed.document);
  const variants = new LRUCache<string, Variant>({ max: MOST_VARIANTS });
  const schemaQuestion = introspectionOf(operation, keyed.document);
  const requirements = requirementsIn(keyed.document, schema, names.access);

  function variantFor(values: Readonly<Data>, viewer: Viewer | undefined): Variant {
    const isMet = requirements.map((requirement) => mayFulfil(requirement, viewer));
    const isWithheld = isMet.includes(false) ? withheldFrom(viewer, names.access) : NOTHING_WITHHELD;
    const decisions = [...conditionNames.map((name) => values[name] === true), ...isMet];
    const key = decisions.map((decision) => (decision ? '1' : '0')).join('');
    const known = variants.get(key);
    if (known !== undefined) return known;
    const conditions = Object.fromEntries(conditionNames.map((name) => [name, values[name]]));
    const shaped = { schema, operation, fragments, clientNames, conditions, isWithheld };
    const asked = askedOfSubgraphs(shaped);
    const parts = partsOf(asked, operationName);
    const fetches = names.countFetches(parts.operation, parts.fragments, limits.planFetches);
    const early = fetchesBreach(fetches, limits);
    const plans = early === undefined ? plansOf(asked, operationName, planner, names) : [];
    const breach = early ?? planBreach(plans, limits);
    const compiled = breach === undefined ? compilePlans(plans, planner, names, shaped) : NO_PLANS;
    const variant = {
      planned: { conditions, viewer },
      compiled,
      breach,
      shaped,
      shape: responseShape(shaped),
    };
    variants.set(key, variant);
    return variant;
  }

  function askedOfSubgraphs({ conditions, isWithheld }: ShapedOperation): DocumentNode {
    const seen = withoutWithheld(keyed.document, schema, isWithheld);
    return withoutIntrospection(decided(seen, conditions));
  }

  async function introspected(variables: Readonly<Data>): Promise<Readonly<Data>> {
    if (schemaQuestion === undefined) return {};
    const { data } = await execute({ schema, document: schemaQuestion, variableValues: variables });
    return data ?? {};
  }

  async function run(
    { compiled, shaped, shape }: Variant,
    input: Omit<RunInput, 'deadline' | 'releases'>,
  ): Promise<Executed> {
    if (compiled.steps.length === 0 && shape.asksSubgraphs) return refused(UNREACHABLE, input.client);
    const deadline = new Deadline(waiting.deadlineMs);
    const execute = (client: ClientRequest, releases: Releases) =>
      runPlans(compiled, { ...input, client, releases, deadline });
    // What a mutation has changed may be another release; it is carried out once.
    const executed =
      operation.operation === OperationTypeNode.QUERY
        ? executedInOneRelease(input.client, execute)
        : execute(input.client, new Releases());
    const result = await executed.finally(() => {
      deadline.end();
    });
    if (result instanceof ReleaseConflict) return refused(figuresChanged(result.system), input.client);
    const { data, errors } = result;
    const misfits: ExecutionError[] = [];
    const introspection = await introspected(input.variables);
    // From here to the copy nothing is waited for: what is written is this answer's alone.
    out.at = 0;
    out.raw(DATA);
    shape.write(data, introspection, misfits, out);
    const isFaultless = errors.length === 0 && misfits.length === 0;
    if (!isFaultless) {
      const requestId = requestIdOf(input.client);
      const { fetches } = compiled;
      const told = toldToClient({ errors, misfits, data, fetches }, shaped, names.all);
      logMisfits(told.misfits, requestId);
      writeErrors([...told.errors, ...told.misfits], requestId);
    }
    out.raw(END);
    return { json: out.copy(), isFaultless };
  }

  return {
    cost,
    isGuarded: requirements.length > 0,
    asksSchema: schemaQuestion !== undefined,
    kind: operation.operation,
    explain(variables, viewer) {
      const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
      const { shaped, breach } = variantFor(coerced, viewer);
      if (breach !== undefined) return '';
      const plans = plansOf(askedOfSubgraphs(shaped), operationName, planner, names);
      return plans.map((plan) => prettyFormatQueryPlan(plan)).join('\n');
    },
    planned: () => [...variants.values()].map(({ planned }) => planned),
    planLike(others) {
      for (const { conditions, viewer } of others) variantFor(conditions, viewer);
    },
    withVariables(variables, viewer) {
      const { variableDefinitions = [] } = operation;
      const { coerced, errors } = getVariableValues(schema, variableDefinitions, variables);
      if (errors !== undefined) return { faults: errors };
      const variant = variantFor(coerced, viewer);
      if (variant.breach !== undefined) return { faults: [refusal(variant.breach)] };
      return { execute: (client) => run(variant, { clients, client, told, variables, coerced }) };
    },
  };
}

function refused(error: ExecutionError, client: ClientRequest): Executed {
  const errors = [formatted(error, requestIdOf(client))];
  return { json: Buffer.from(JSON.stringify({ errors, data: null })), isFaultless: false };
}

/** Every answer is written here. */
const out = new JsonBytes();
const DATA = Buffer.from('{"data":');
const ERRORS = Buffer.from(',"errors":');
const END = Buffer.from('}\n');

function writeErrors(errors: readonly ExecutionError[], requestId: string): void {
  if (errors.length === 0) return;
  out.raw(ERRORS);
  out.json(errors.map((error) => formatted(error, requestId)));
}

/** One stands for all: a list of objects may have the same fault a thousand times. */
function logMisfits([first, ...others]: readonly ExecutionError[], requestId: string): void {
  if (first === undefined) return;
  const more = others.length === 0 ? '' : `, and ${others.length} more like this`;
  console.error(`request ${requestId}: at ${JSON.stringify(first.path)}: ${first.message}${more}`);
}

const UNREACHABLE: ExecutionError = {
  message: 'No system gives what the operation asks for, although the schema has it.',
  code: 'SUPERGRAPH_INVALID' satisfies ErrorCode,
};
