/** Mutations run one after the other in the client's order, which Apollo's planner loses where they stand in fragments. */
import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { collectFields } from 'graphql/execution/collectFields';

/** A mutation with its root fields side by side, each response name where it first stood; any other operation as it is. */
export function inClientOrder(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
): DocumentNode {
  const root = schema.getMutationType();
  if (operation.operation !== OperationTypeNode.MUTATION || root == null) return document;
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const byName = Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
  const fields = collectFields(schema, byName, {}, root, operation.selectionSet);
  const selections = [...fields.values()].flat();
  const ordered = { ...operation, selectionSet: { kind: Kind.SELECTION_SET as const, selections } };
  return { kind: Kind.DOCUMENT, definitions: [ordered, ...fragments] };
}
