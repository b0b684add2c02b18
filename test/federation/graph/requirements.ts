/** What `@requires` names for a field, read from the records: the representation that a right gateway sends. */
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  getArgumentValues,
  getNamedType,
  type GraphQLSchema,
  isLeafType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { fieldSet } from './faults';
import type { Row } from './records';
import { type Context, type Resolution, resolve } from './resolve';
import { typeDefs } from './subgraphs';

type Fields = Readonly<Record<string, unknown>>;

/** By coordinate as the subgraph writes it. */
const requirements: ReadonlyMap<string, SelectionSetNode> = new Map(
  [...typeDefs.values()].flatMap(requirementsOf),
);

/** In the merged schema an interface object's fields are those of the interface's implementations. */
export function requirement({ schema, parentType, fieldName, row }: Resolution, context: Context): Fields {
  const selections = [parentType, ...parentType.getInterfaces()]
    .map(({ name }) => requirements.get(`${name}.${fieldName}`))
    .find((set) => set !== undefined);
  return selections === undefined ? {} : select(schema, row, selections, context);
}

function requirementsOf(document: DocumentNode): [string, SelectionSetNode][] {
  return document.definitions.flatMap((type) =>
    type.kind !== Kind.OBJECT_TYPE_DEFINITION
      ? []
      : (type.fields ?? []).flatMap((field) =>
          (field.directives ?? [])
            .filter(({ name }) => name.value === 'requires')
            .map((directive): [string, SelectionSetNode] => [
              `${type.name.value}.${field.name.value}`,
              selectionsOf(directive),
            ]),
        ),
  );
}

function selectionsOf(directive: ConstDirectiveNode): SelectionSetNode {
  const [operation] = parse(`{ ${fieldSet(directive)} }`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError('no field set');
  return operation.selectionSet;
}

function select(schema: GraphQLSchema, row: Row, { selections }: SelectionSetNode, context: Context): Fields {
  return Object.fromEntries(
    selections.map((node) => {
      if (node.kind !== Kind.FIELD) throw new TypeError('The test graph requires fields alone.');
      return [node.name.value, read(schema, row, node, context)];
    }),
  );
}

/** In the form of a response. */
function read(schema: GraphQLSchema, row: Row, node: FieldNode, context: Context): unknown {
  const parentType = schema.getType(row.__typename);
  const field = isObjectType(parentType) ? parentType.getFields()[node.name.value] : undefined;
  if (!isObjectType(parentType) || field === undefined) {
    throw new TypeError(`no field ${row.__typename}.${node.name.value}`);
  }
  const { name: fieldName, type: returnType } = field;
  const args = getArgumentValues(field, node);
  const named = getNamedType(returnType);
  const complete = (value: unknown): unknown => {
    if (value === null) return null;
    if (Array.isArray(value)) return value.map(complete);
    if (isLeafType(named)) return named.serialize(value);
    if (node.selectionSet === undefined) throw new TypeError(`no fields of ${fieldName} are required`);
    return select(schema, value as Row, node.selectionSet, context);
  };
  return complete(resolve({ schema, parentType, fieldName, returnType, row, args }, context));
}
