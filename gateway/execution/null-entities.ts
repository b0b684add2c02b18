/**
 * An answer of nulls in place of a subgraph that gives none. A field that is null is known to be missing, while without an
 * answer it is not known at all, and then Apollo's executor drops what another subgraph computes from it (@requires).
 */
import { type FieldNode, Kind, parse, type SelectionNode, type SelectionSetNode } from 'graphql';

type Fields = Record<string, unknown>;

/** For a query of entities one object for each representation, with every field asked for null; otherwise undefined. */
export function nullEntities(query: string, variables: Readonly<Fields>): Fields | undefined {
  const { representations } = variables;
  if (!Array.isArray(representations)) return undefined;
  const entities = entitiesField(query);
  if (entities?.selectionSet === undefined) return undefined;
  const { selectionSet } = entities;
  return { _entities: representations.map((known: unknown) => nulls(selectionSet, fieldsOf(known))) };
}

function entitiesField(query: string): FieldNode | undefined {
  const selections = parse(query).definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? node.selectionSet.selections : [],
  );
  return selections.find(
    (node): node is FieldNode => node.kind === Kind.FIELD && node.name.value === '_entities',
  );
}

/** What the representation tells stays: it is known from elsewhere. */
function nulls({ selections }: SelectionSetNode, known: Fields): Fields {
  const names = selections.flatMap((node) => responseNames(node, known.__typename));
  return Object.fromEntries(names.filter((name) => !Object.hasOwn(known, name)).map((name) => [name, null]));
}

/** The gateway is set up to write a fragment for each type, and none by name. */
function responseNames(node: SelectionNode, type: unknown): string[] {
  if (node.kind === Kind.FIELD) return [node.alias?.value ?? node.name.value];
  if (node.kind === Kind.FRAGMENT_SPREAD) return [];
  const { typeCondition, selectionSet } = node;
  if (typeCondition !== undefined && typeCondition.name.value !== type) return [];
  return selectionSet.selections.flatMap((inner) => responseNames(inner, type));
}

function fieldsOf(representation: unknown): Fields {
  return typeof representation === 'object' && representation !== null ? { ...representation } : {};
}
