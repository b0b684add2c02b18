/** The operation of a document that is executed, and the fragments beside it. */
import { type DocumentNode, type FragmentDefinitionNode, getOperationAST, Kind } from 'graphql';

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
