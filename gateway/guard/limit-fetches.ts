/**
 * Counts the fetches that the plan of an operation will have at least, before it is planned: planning takes a millisecond and more for
 * each. Where the plan could have fewer, fewer are counted; what its keys and requirements take beside is not.
 */
import {
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { graphOwners, type Graphs, NO_GRAPH } from './limit-graphs';

/** Selections at one place of the answer. */
interface Part {
  readonly selectionSet: SelectionSetNode;
  readonly type: GraphQLNamedType;
  /** The subgraphs that may be answering there already. */
  at: Graphs;
}

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;
/** Counting ends soon after `most`. The operation is a valid one. */
export type CountFetches = (operation: OperationDefinitionNode, fragments: Fragments, most: number) => number;

export function fetchCounter(supergraph: GraphQLSchema): CountFetches {
  const ownersOf = graphOwners();
  const possible = (type: GraphQLNamedType): readonly GraphQLObjectType[] =>
    isObjectType(type) ? [type] : isAbstractType(type) ? supergraph.getPossibleTypes(type) : [];

  function applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    const wanted = condition === undefined ? type : supergraph.getType(condition);
    return wanted === type || (isAbstractType(wanted) && supergraph.isSubType(wanted, type));
  }

  return (operation, fragments, most) => {
    let fetches = 0;

    /** The parts have one place in the answer. */
    function visit(parts: readonly Part[]): void {
      if (fetches > most) return;
      const needed: Graphs[] = [];
      const below = new Map<string, Part[]>();
      for (const { selectionSet, type, at } of parts) {
        for (const object of possible(type)) collect(selectionSet, object, at, needed, below, new Set());
      }
      fetches += needed.length;
      for (const same of below.values()) visit(same);
    }

    function collect(
      { selections }: SelectionSetNode,
      type: GraphQLObjectType,
      at: Graphs,
      needed: Graphs[],
      below: Map<string, Part[]>,
      spread: Set<string>,
    ): void {
      for (const node of selections) {
        if (node.kind === Kind.FIELD) {
          const { name, alias, selectionSet } = node;
          const field = type.getFields()[name.value];
          if (field === undefined) continue; // of the schema itself
          const owners = ownersOf(type, name.value);
          const isElsewhere = (at & owners) === NO_GRAPH && owners !== NO_GRAPH;
          if (isElsewhere) fetchFrom(owners, needed);
          if (selectionSet === undefined) continue;
          const key = (alias ?? name).value;
          const same = below.get(key) ?? [];
          below.set(key, same);
          put({ selectionSet, type: getNamedType(field.type), at: isElsewhere ? owners : at & owners }, same);
        } else {
          const name = node.kind === Kind.FRAGMENT_SPREAD ? node.name.value : undefined;
          const fragment = name === undefined ? node : fragments[name];
          if (fragment === undefined || !('selectionSet' in fragment) || spread.has(name ?? '')) continue;
          if (name !== undefined) spread.add(name);
          if (applies(fragment.typeCondition?.name.value, type)) {
            collect(fragment.selectionSet, type, at, needed, below, spread);
          }
        }
      }
    }

    const root = supergraph.getRootType(operation.operation);
    if (root != null) visit([{ selectionSet: operation.selectionSet, type: root, at: NO_GRAPH }]);
    return fetches;
  };
}

/** One fetch gets all that one subgraph has. */
function fetchFrom(owners: Graphs, needed: Graphs[]): void {
  const index = needed.findIndex((graphs) => (graphs & owners) !== NO_GRAPH);
  const graphs = needed[index];
  if (graphs === undefined) needed.push(owners);
  else needed[index] = graphs & owners;
}

function put(part: Part, parts: Part[]): void {
  const same = parts.find(
    ({ selectionSet, type }) => selectionSet === part.selectionSet && type === part.type,
  );
  if (same === undefined) parts.push(part);
  else same.at |= part.at;
}
