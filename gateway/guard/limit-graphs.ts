/** Which subgraphs have a field, as the supergraph's `@join__…` directives say. */
import {
  type ConstDirectiveNode,
  type GraphQLObjectType,
  Kind,
  type ObjectTypeDefinitionNode,
} from 'graphql';

/** A set of subgraphs, one bit for each. */
export type Graphs = bigint;

export const NO_GRAPH: Graphs = 0n;

/** For types of one supergraph. Subgraphs that have a field only as a part of a key or of what they provide count too; NO_GRAPH where nothing is said. */
export function graphOwners(): (type: GraphQLObjectType, field: string) => Graphs {
  const bits = new Map<string, Graphs>();
  const bitOf = (graph: string): Graphs => {
    const bit = bits.get(graph) ?? 1n << BigInt(bits.size);
    bits.set(graph, bit);
    return bit;
  };
  const graphsIn = (directives: readonly ConstDirectiveNode[] | undefined, name: string): Graphs =>
    (directives ?? [])
      .filter((directive) => directive.name.value === name)
      .reduce((graphs, directive) => graphs | graphIn(directive, bitOf), NO_GRAPH);

  function fieldsOf(type: GraphQLObjectType): Map<string, Graphs> {
    const nodes: (Pick<ObjectTypeDefinitionNode, 'directives' | 'fields'> | null | undefined)[] = [
      type.astNode,
      ...type.extensionASTNodes,
    ];
    const ofType = nodes.reduce(
      (graphs, node) => graphs | graphsIn(node?.directives, 'join__type'),
      NO_GRAPH,
    );
    const owners = new Map<string, Graphs>();
    for (const { name, directives } of nodes.flatMap((node) => node?.fields ?? [])) {
      owners.set(name.value, graphsIn(directives, 'join__field') || ofType);
    }
    return owners;
  }

  const known = new Map<GraphQLObjectType, Map<string, Graphs>>();
  return (type, field) => {
    let owners = known.get(type);
    if (owners === undefined) known.set(type, (owners = fieldsOf(type)));
    return owners.get(field) ?? NO_GRAPH;
  };
}

function graphIn(directive: ConstDirectiveNode, bitOf: (graph: string) => Graphs): Graphs {
  const graph = directive.arguments?.find(({ name }) => name.value === 'graph')?.value;
  return graph?.kind === Kind.ENUM ? bitOf(graph.value) : NO_GRAPH;
}
