/** What an operation asks of the schema itself: graphql-js answers that, and no subgraph is asked. */
import {
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { TYPE_NAME } from './conditions';

/** What the operation asks of the schema itself, alone; the rest of the operation has been planned. */
export function introspectionOf(
  operation: OperationDefinitionNode,
  document: DocumentNode,
): DocumentNode | undefined {
  const kept: FieldNode[] = [];
  const keep = (node: FieldNode): FieldNode | null | false => {
    if (!asksSchema(node)) return null;
    kept.push(node);
    return false;
  };
  const definitions = [
    operation,
    ...document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION),
  ].map((node) => (isOfSchema(node) ? node : visit(node, { Field: keep })));
  return kept.length > 0 ? { kind: Kind.DOCUMENT, definitions } : undefined;
}

/** A fragment that only what is kept can spread. */
function isOfSchema(node: DefinitionNode): boolean {
  return node.kind === Kind.FRAGMENT_DEFINITION && node.typeCondition.name.value.startsWith('__');
}

/** The planner knows an older introspection than graphql-js, which answers it; what it would plan of it is nothing. */
export function withoutIntrospection(document: DocumentNode): DocumentNode {
  const definitions = document.definitions.filter((node) => !isOfSchema(node));
  return visit({ ...document, definitions }, { Field: (node) => (asksSchema(node) ? TYPE_NAME : undefined) });
}

function asksSchema({ name: { value: name } }: FieldNode): boolean {
  return name === '__schema' || name === '__type';
}
