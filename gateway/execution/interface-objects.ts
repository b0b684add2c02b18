/**
 * Interfaces of which a subgraph knows no types (`@interfaceObject`). Where an operation asks for such objects by fragments, Apollo's
 * planner mixes what it asks of one type with what it asks of another, or finds no plan. Spelled out by type, it plans them right.
 */
import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { TYPE_NAME } from './conditions';
import { withFragmentsInPlace } from './fragments-in-place';
import { isOfType } from './type-condition';

/** The names of the interfaces that some subgraph has as an object. */
export function interfaceObjects(supergraph: GraphQLSchema): ReadonlySet<string> {
  const types = Object.values(supergraph.getTypeMap()).filter(isInterfaceType);
  const isObject = types.filter(({ astNode }) =>
    (astNode?.directives ?? []).some(
      ({ name, arguments: given = [] }) =>
        name.value === 'join__type' &&
        given.some(
          ({ name: { value: argument }, value }) =>
            argument === 'isInterfaceObject' && value.kind === Kind.BOOLEAN && value.value,
        ),
    ),
  );
  return new Set(isObject.map(({ name }) => name));
}

/** The document, or its operation with the fragments on such objects spelled out by type. */
export function spelledOut(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  interfaces: ReadonlySet<string>,
): DocumentNode {
  if (interfaces.size === 0) return document;
  const types = new TypeInfo(schema);
  const spelled = visit(
    withFragmentsInPlace(document, operation),
    visitWithTypeInfo(types, {
      Field: {
        enter(node): FieldNode | undefined {
          const { selectionSet } = node;
          if (
            selectionSet === undefined ||
            selectionSet.selections.every(({ kind }) => kind === Kind.FIELD)
          ) {
            return undefined;
          }
          const objects = objectsOf(types, schema, interfaces);
          if (objects.length === 0) return undefined;
          const selections = objects.map((type) => onType(type, selectionSet.selections, schema));
          return { ...node, selectionSet: { ...selectionSet, selections } };
        },
      },
    }),
  );
  return { kind: Kind.DOCUMENT, definitions: [spelled] };
}

/** The types that may stand where the field is; none where that is not for this to spell out. */
function objectsOf(
  types: TypeInfo,
  schema: GraphQLSchema,
  interfaces: ReadonlySet<string>,
): readonly GraphQLObjectType[] {
  const type = getNamedType(types.getType());
  if (!isAbstractType(type)) return [];
  const objects = schema.getPossibleTypes(type);
  const concerned = objects.some((object) => object.getInterfaces().some(({ name }) => interfaces.has(name)));
  return concerned ? objects : [];
}

function onType(
  type: GraphQLObjectType,
  selections: readonly SelectionNode[],
  schema: GraphQLSchema,
): SelectionNode {
  const own = selections.flatMap((node) => selectionsOf(node, type, schema));
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type.name } },
    selectionSet: { kind: Kind.SELECTION_SET, selections: own.length === 0 ? [TYPE_NAME] : own },
  };
}

/** What of a selection holds for the type, without the conditions on types that hold. */
function selectionsOf(node: SelectionNode, type: GraphQLObjectType, schema: GraphQLSchema): SelectionNode[] {
  if (node.kind !== Kind.INLINE_FRAGMENT) return [node];
  const { typeCondition, directives = [], selectionSet } = node;
  if (typeCondition !== undefined && !isOfType(schema, type.name, typeCondition.name.value)) return [];
  const selections = selectionSet.selections.flatMap((inner) => selectionsOf(inner, type, schema));
  if (directives.length === 0 || selections.length === 0) return selections;
  return [{ kind: Kind.INLINE_FRAGMENT, directives, selectionSet: { ...selectionSet, selections } }];
}
