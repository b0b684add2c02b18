/** An operation with each named fragment written out where it is used. */
import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsIn } from './operation-parts';

export function withFragmentsInPlace(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationDefinitionNode {
  const fragments = fragmentsIn(document);
  const inPlace = (node: SelectionNode): SelectionNode => {
    if (node.kind !== Kind.FRAGMENT_SPREAD) {
      return node.selectionSet === undefined ? node : { ...node, selectionSet: inAll(node.selectionSet) };
    }
    const fragment = fragments.get(node.name.value);
    if (fragment === undefined) throw new TypeError(`There is no fragment ${node.name.value}.`);
    const { typeCondition, selectionSet } = fragment;
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition,
      directives: node.directives ?? [],
      selectionSet: inAll(selectionSet),
    };
  };
  const inAll = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.map(inPlace),
  });
  return { ...operation, selectionSet: inAll(operation.selectionSet) };
}
