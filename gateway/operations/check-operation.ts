/** Whether an operation fits the graph: its schema, its limits and its budget of cost. */
import {
  GraphQLError,
  type GraphQLSchema,
  NoDeprecatedCustomRule,
  OperationTypeNode,
  validate,
} from 'graphql';
import { type AccessRules, accessRules, mayFulfil } from '../execution/access-rules';
import { type CostOf, costsBy } from '../guard/cost-limit';
import { costModel } from '../guard/cost-model';
import type { CostSettings } from '../guard/cost-settings';
import { documentBreach } from '../guard/limit-document';
import type { OperationLimits } from '../guard/limit-settings';
import type { Grants } from '../identity/client';
import type { Operation } from './operation';
import { variablesFrom } from './query-parameters';
import { fieldsSelected } from './selected-fields';

/** What operations are checked against. */
export interface Graph {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  readonly access: AccessRules;
  readonly limits: OperationLimits;
  readonly costOf: CostOf;
  /** What one operation may cost at most, of a client without a budget of its own. */
  readonly costBudget: number;
}

/** @param supergraph has the types that clients do not see, and the directives */
export function checkedGraph(
  schema: GraphQLSchema,
  supergraph: GraphQLSchema,
  limits: OperationLimits,
  { budget, listSize }: Pick<CostSettings, 'budget' | 'listSize'>,
): Graph {
  return {
    ...{ schema, limits },
    access: accessRules(supergraph),
    costOf: costsBy(costModel(supergraph, listSize)),
    costBudget: budget,
  };
}

/** A line of a log: names the client, the operation and its file. */
export function lineOf({ client, name, file }: Operation, reason: string): string {
  return `${client}, operation ${name} in ${file}: ${reason}`;
}

/** What keeps the operation from being served; nothing when it fits. */
export function checkOperation(operation: Operation, graph: Graph, costBudget = graph.costBudget): string[] {
  const { kind, body, document } = operation;
  const breach = documentBreach(body, graph.limits);
  if (breach !== undefined) return [breach.message];
  if (kind === OperationTypeNode.SUBSCRIPTION || graph.schema.getRootType(kind) == null)
    return [`The graph has no ${kind}s. Expected a query.`];
  const errors = validate(graph.schema, document);
  if (errors.length > 0) return errors.map((error) => withPlace(error, operation));
  const fault = exampleFault(operation, graph);
  if (fault !== undefined) return [fault];
  const cost = costOfOperation(operation, graph);
  return cost <= costBudget
    ? []
    : [
        `It is estimated to cost ${cost}. Expected at most ${costBudget}: ask for fewer units, a smaller \`first\` or fewer lists within lists.`,
      ];
}

/** With the variables of its example; without one, with its defaults. The operation is valid. */
export function costOfOperation(operation: Operation, graph: Graph): number {
  return graph.costOf(operation.document, operation.name)(exampleVariables(operation, graph));
}

/** Its example's; none where it has none, or a wrong one. */
export function exampleVariables(
  { example = '', variables }: Operation,
  { schema }: Pick<Graph, 'schema'>,
): Readonly<Record<string, unknown>> {
  const read = variablesFrom(new URLSearchParams(example), variables, schema);
  return 'variables' in read ? read.variables : {};
}

function exampleFault({ example, variables }: Operation, { schema }: Graph): string | undefined {
  if (example === undefined) return undefined;
  const read = variablesFrom(new URLSearchParams(example), variables, schema);
  return 'faults' in read
    ? `Its example does not fit: ${read.faults.map(({ message }) => message).join(' ')}`
    : undefined;
}

/** What the client should know of an operation that fits: deprecated fields, and those that it may not see. */
export function notesOn(operation: Operation, graph: Graph, grants: Grants): string[] {
  const { document, kind } = operation;
  return [
    ...(kind === OperationTypeNode.MUTATION ? ['It is a mutation: it may change what is kept.'] : []),
    ...validate(graph.schema, document, [NoDeprecatedCustomRule]).map((error) => withPlace(error, operation)),
    ...withheldFields(operation, graph, grants).map(
      (field) => `The client may not see ${field}, which stays null: it lacks a scope or a policy.`,
    ),
  ];
}

/** What the operation selects and its client may not see, such as `Kpi.byAgency`. */
export function withheldFields(operation: Operation, graph: Graph, { scopes, policies }: Grants): string[] {
  const viewer = { name: operation.client, scopes: new Set(scopes), policies: new Set(policies) };
  return fieldsSelected(operation.document, graph.schema)
    .filter(([type, field]) => {
      const requirement = graph.access.requirementOf(type, field);
      return requirement !== undefined && !mayFulfil(requirement, viewer);
    })
    .map((pair) => pair.join('.'));
}

/** The place is in the operation's own file, or says in which. */
function withPlace({ message, locations, source }: GraphQLError, { file }: Operation): string {
  const [place] = locations ?? [];
  if (place === undefined || source === undefined) return message;
  return `${source.name === file ? '' : `${source.name}:`}${place.line}:${place.column}: ${message}`;
}
