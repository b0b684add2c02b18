/** An operation of a client, worked out once: its plan in steps, and the shape of its answer. */
import {
  type DocumentNode,
  execute,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { getVariableValues } from 'graphql/execution/values';
import type { ErrorCode } from '../../shared/errors';
import { compilePlan, type Step } from './compile-plan';
import { type Data, merge, type Path } from './data';
import { type ExecutionError, formatted } from './execution-error';
import { type FieldSetNames, withPlanKeys } from './plan-keys';
import type { Planner } from './planner';
import { type ResponseShape, responseShape, type ShapedOperation } from './response-shape';
import { type RequiredArguments, withoutConflicts } from './required-arguments';
import { Run, type RunInput } from './run';
import type { ClientRequest, SubgraphClient } from './subgraph-client';

/** What the supergraph's field sets say, read once. */
export interface SupergraphNames extends FieldSetNames {
  readonly required: RequiredArguments;
}

export interface Executed {
  /** The whole answer as JSON. */
  readonly json: string;
  readonly hasErrors: boolean;
}

export interface PreparedOperation {
  /** The client's variables as the schema reads them, or what is wrong with them. */
  coerce(variables: Readonly<Data>): { readonly values: Data } | { readonly faults: readonly GraphQLError[] };
  execute(variables: Readonly<Data>, values: Data, client: ClientRequest): Promise<Executed>;
}

/** Conditions by variables make an answer's shape; of an operation with many only so many are kept. */
const MOST_SHAPES = 64;

/** @throws UnknownPlan for what Apollo's own executor has to take */
export function prepareOperation(
  document: DocumentNode,
  operationName: string | undefined,
  planner: Planner,
  names: SupergraphNames,
  clients: ReadonlyMap<string, SubgraphClient>,
): PreparedOperation {
  const planned = withPlanKeys(document, names);
  const { operation, fragments } = partsOf(planned.document, operationName);
  const { schema, supergraph } = planner;
  const context = { supergraph, keys: names.keys };
  const parts = withoutConflicts(planned.document, operation, names.required);
  const plans = parts.map((part) => planner.plan(part, operationName));
  const steps = plans.map((plan) => compilePlan(plan, context));
  const asksNobody = plans.every(({ node }) => node === undefined);
  const conditionNames = conditionVariables(planned.document);
  const shapes = new Map<string, ResponseShape>();
  const introspection = introspectionOf(operation, planned.document);

  function shapeFor(values: Data): ResponseShape {
    const key = conditionNames.map((name) => (values[name] === true ? '1' : '0')).join('');
    let shape = shapes.get(key);
    if (shape === undefined) {
      const conditions = Object.fromEntries(conditionNames.map((name) => [name, values[name]]));
      const { clientNames } = planned;
      shape = responseShape({
        schema,
        operation,
        fragments,
        clientNames,
        conditions,
      } satisfies ShapedOperation);
      if (shapes.size < MOST_SHAPES) shapes.set(key, shape);
    }
    return shape;
  }

  return {
    coerce(variables) {
      const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
      return errors === undefined ? { values: coerced } : { faults: errors };
    },
    async execute(variables, coerced, client) {
      const input = { clients, client, variables, coerced };
      const shape = shapeFor(coerced);
      if (asksNobody && shape.asksSubgraphs) return failed([UNREACHABLE]);
      const run = await runAll(steps, input);
      const introspected =
        introspection === undefined
          ? {}
          : ((await execute({ schema, document: introspection, variableValues: variables })).data ?? {});
      const misfits: ExecutionError[] = [];
      const data = shape.write(run.data, introspected, misfits);
      const errors = [
        ...run.errors.map((error) => withClientNames(error, planned.clientNames)),
        ...misfits.filter((error) => !isExplained(error, run.errors)),
      ];
      return errors.length === 0 ? { json: `{"data":${data}}\n`, hasErrors: false } : failed(errors, data);
    },
  };
}

const UNREACHABLE: ExecutionError = {
  message: 'No system gives what the operation asks for, although the schema has it.',
  code: 'SUPERGRAPH_INVALID' satisfies ErrorCode,
};

function failed(errors: readonly ExecutionError[], data = 'null'): Executed {
  return { json: `{"errors":${JSON.stringify(errors.map(formatted))},"data":${data}}\n`, hasErrors: true };
}

/** Parts of one operation give parts of one answer. */
async function runAll(steps: readonly Step[], input: RunInput): Promise<Run> {
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

function partsOf(document: DocumentNode, operationName: string | undefined) {
  const fragments: Record<string, FragmentDefinitionNode> = {};
  let operation: OperationDefinitionNode | undefined;
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments[node.name.value] = node;
    else if (
      node.kind === Kind.OPERATION_DEFINITION &&
      (operationName === undefined || node.name?.value === operationName)
    ) {
      operation = node;
    }
  }
  if (operation === undefined) throw new TypeError('The document does not have the operation.');
  return { operation, fragments };
}

/** The variables that `@skip` and `@include` ask for. */
function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** What the operation asks of the schema itself, alone; the rest of the operation has been planned. */
function introspectionOf(
  operation: OperationDefinitionNode,
  document: DocumentNode,
): DocumentNode | undefined {
  const kept: FieldNode[] = [];
  const keep = (node: FieldNode): FieldNode | null | false => {
    if (node.name.value !== '__schema' && node.name.value !== '__type') return null;
    kept.push(node);
    return false;
  };
  const definitions = [
    operation,
    ...document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION),
  ].map((node) => visit(node, { Field: keep }));
  return kept.length > 0 ? { kind: Kind.DOCUMENT, definitions } : undefined;
}

/** A null that the schema does not allow needs no error of its own where another error tells of it. */
function isExplained({ path = [] }: ExecutionError, errors: readonly ExecutionError[]): boolean {
  return errors.some((other) => other.path === undefined || isRelated(other.path, path));
}

function isRelated(one: Path, other: Path): boolean {
  const length = Math.min(one.length, other.length);
  for (let depth = 0; depth < length; depth++) if (one[depth] !== other[depth]) return false;
  return true;
}

function withClientNames(error: ExecutionError, names: ReadonlyMap<string, string>): ExecutionError {
  if (names.size === 0 || error.path === undefined) return error;
  const path = error.path.map((element) =>
    typeof element === 'string' ? (names.get(element) ?? element) : element,
  );
  return { ...error, path };
}
