/**
 * Puts the keys of each type by which a subgraph can be asked before those by which it cannot (`resolvable: false`). Apollo's
 * planner comes back to a subgraph, after `@requires`, by the first key that it has there, whether it is resolvable or not.
 */
import { type ConstDirectiveNode, Kind, parse, print, visit } from 'graphql';

export function resolvableKeysFirst(supergraphSdl: string): string {
  if (!/resolvable:\s*false/.test(supergraphSdl)) return supergraphSdl;
  const sorted = <N extends { readonly directives?: readonly ConstDirectiveNode[] }>(node: N): N => ({
    ...node,
    directives: [...(node.directives ?? [])].sort(
      (a, b) => Number(isUnresolvable(a)) - Number(isUnresolvable(b)),
    ),
  });
  return print(
    visit(parse(supergraphSdl, { noLocation: true }), {
      ObjectTypeDefinition: sorted,
      InterfaceTypeDefinition: sorted,
    }),
  );
}

function isUnresolvable({ name, arguments: given = [] }: ConstDirectiveNode): boolean {
  return (
    name.value === 'join__type' &&
    given.some(
      ({ name: { value: argument }, value }) =>
        argument === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
    )
  );
}
