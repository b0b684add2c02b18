/** A fetch of entities that another subgraph told of: which objects it is for, what it sends, what it brings back. */
import type { FetchNode } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
} from 'graphql';
import type { AnswerScanner } from './answer-scanner';
import type { AskedFields } from './asked-fields';
import { type Data, isData, reader } from './data';
import { pathRewriter, rewriteOutput } from './output-rewrite';
import { type RepresentationWriter, representationWriter } from './representation';
import type { SubgraphOperation } from './subgraph-client';
import { isInterface, isOfType } from './type-condition';

export interface EntityFetch extends AskedFields {
  readonly operation: SubgraphOperation;
  readonly write: RepresentationWriter;
  /** The same for fetches that send the same representations. */
  readonly question: string;
  /** The client's variables that it uses. */
  readonly variables: readonly string[];
  /** Fetches with equal text ask the same of their entities. */
  readonly selection: string;
  readonly document: OperationDefinitionNode;
  /** Whether `rewrite` changes names or values. */
  readonly isRewritten: boolean;
  /** For answers that go into the client's as they are; set when the whole plan is known. */
  scan?: AnswerScanner | undefined;
  /** Undoes in an entity what the planner changed. */
  rewrite(entity: unknown): void;
  /** The names that a subgraph without an answer leaves null; a key that is not known stays so. */
  nullNames(type: unknown): readonly string[];
}

export function entityFetch(
  node: FetchNode,
  path: readonly string[],
  schema: GraphQLSchema,
  keys: ReadonlySet<string>,
): EntityFetch | undefined {
  const document = operationOf(parse(node.operation, { noLocation: true }));
  const entities = document?.selectionSet.selections.find(
    (selection): selection is FieldNode =>
      selection.kind === Kind.FIELD && selection.name.value === '_entities',
  );
  if (document === undefined || entities?.selectionSet === undefined) return undefined;
  const { selectionSet } = entities;
  const outputs = node.outputRewrites ?? [];
  const nullNames = new Map<unknown, string[]>();
  return {
    service: node.serviceName,
    path,
    operation: { text: node.operation, kind: node.operationKind },
    question: JSON.stringify([path, node.requires, node.inputRewrites]),
    write: representationWriter(node.requires ?? [], node.inputRewrites ?? [], schema, keys),
    variables: node.variableUsages ?? [],
    selection: [...(document.variableDefinitions ?? []), selectionSet].map(print).join(),
    document,
    selections: selectionSet.selections,
    isRewritten: outputs.length > 0,
    rewrite(entity) {
      if (outputs.length > 0) rewriteOutput(outputs, schema, entity);
      // A subgraph with an interface object knows less of the type than whoever told of the entity.
      if (isData(entity) && isInterface(schema, entity.__typename)) delete entity.__typename;
    },
    rewritePath: pathRewriter(outputs),
    nullNames(type) {
      let names = nullNames.get(type);
      if (names === undefined) {
        names = responseNames(selectionSet.selections, type, schema).filter((name) => !keys.has(name));
        nullNames.set(type, names);
      }
      return names;
    },
  };
}

/** Undefined where the document is more than one operation: plans have no fragments by name. */
export function operationOf({ definitions }: DocumentNode): OperationDefinitionNode | undefined {
  const [only] = definitions;
  return definitions.length === 1 && only?.kind === Kind.OPERATION_DEFINITION ? only : undefined;
}

/** The names that selections give an object of a type. */
export function responseNames(
  selections: readonly SelectionNode[],
  type: unknown,
  schema: GraphQLSchema,
): string[] {
  return selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [(node.alias ?? node.name).value];
    if (node.kind === Kind.FRAGMENT_SPREAD) return [];
    const { typeCondition, selectionSet } = node;
    const applies = typeCondition === undefined || isOfType(schema, type, typeCondition.name.value);
    return applies ? responseNames(selectionSet.selections, type, schema) : [];
  });
}

/** As if the subgraph had answered null to each field: known to be missing, so that what is computed from it can say so. */
export function nullify(fetch: EntityFetch, target: Data): void {
  for (const name of fetch.nullNames(target.__typename)) {
    if (reader(name)(target) === undefined) target[name] = null;
  }
}
