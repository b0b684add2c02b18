/** What a text holds: its document, the operation of it that is executed, and the fragments beside that. */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getOperationAST,
  GraphQLError,
  Kind,
  parse,
} from 'graphql';

/** Undefined for a text that is no GraphQL. */
export function documentIn(text: string): DocumentNode | undefined {
  try {
    return parse(text, { noLocation: true });
  } catch (cause) {
    if (cause instanceof GraphQLError) return undefined;
    throw cause;
  }
}

/** By their names. */
export function fragmentsIn({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> {
  return new Map(
    definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
}

/** @throws TypeError for an operation that the document does not have, which has been looked at before */
export function partsOf(document: DocumentNode, operationName: string | undefined) {
  const operation = getOperationAST(document, operationName);
  if (operation == null) throw new TypeError('The document does not have the operation.');
  return { operation, fragments: Object.fromEntries(fragmentsIn(document)) };
}
