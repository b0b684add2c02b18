/** One operation for several questions about a subgraph's entities, each under a name of its own. */
import {
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  print,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import type { EntityFetch } from './entity-fetch';
import type { SubgraphOperation } from './subgraph-client';

/** The first keeps the planner's names. */
export function entitiesName(index: number): string {
  return index === 0 ? '_entities' : `_entities${index}`;
}

export function representationsName(index: number): string {
  return index === 0 ? 'representations' : `representations${index}`;
}

/** Made once for fetches that go together; they belong to a plan, and go with it. */
const operations = new WeakMap<EntityFetch, Map<string, SubgraphOperation>>();

export function together(fetches: readonly EntityFetch[]): SubgraphOperation {
  const [first] = fetches;
  if (first === undefined) throw new TypeError('There is no fetch to send.');
  let known = operations.get(first);
  if (known === undefined) operations.set(first, (known = new Map<string, SubgraphOperation>()));
  const key = fetches.map(({ selection }) => selection).join('\n');
  let operation = known.get(key);
  if (operation === undefined) known.set(key, (operation = compose(first, fetches)));
  return operation;
}

/** `{ _entities(representations: $representations) {…} _entities1: _entities(representations: $representations1) {…} }` */
function compose(first: EntityFetch, fetches: readonly EntityFetch[]): SubgraphOperation {
  const renumbered = fetches.map(({ document }, index) => renumber(document, index));
  const variables = new Map<string, VariableDefinitionNode>();
  for (const { variableDefinitions = [] } of renumbered) {
    for (const definition of variableDefinitions) variables.set(definition.variable.name.value, definition);
  }
  const operation: OperationDefinitionNode = {
    ...first.document,
    variableDefinitions: [...variables.values()],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: renumbered.flatMap(({ selectionSet }) => selectionSet.selections),
    },
  };
  return { text: print(operation), kind: 'query' };
}

function renumber(document: OperationDefinitionNode, index: number): OperationDefinitionNode {
  if (index === 0) return document;
  return visit(document, {
    Field(node): FieldNode | false {
      return node.name.value === '_entities'
        ? { ...visit(node, { Variable: renamed }), alias: { kind: Kind.NAME, value: entitiesName(index) } }
        : false;
    },
    VariableDefinition: (node) => ({ ...node, variable: renamed(node.variable) ?? node.variable }),
  });

  function renamed(node: VariableDefinitionNode['variable']): VariableDefinitionNode['variable'] | undefined {
    if (node.name.value !== 'representations') return undefined;
    return { ...node, name: { kind: Kind.NAME, value: representationsName(index) } };
  }
}
