/** Whether an answer has a place: subgraphs are asked for more than clients ask for, and err there as well. */
import {
  type FieldNode,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isObjectType,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields';
import { type Data, isData, type Path } from './data';
import type { ShapedOperation } from './response-shape';

/** How many elements of the path, in the plan's names, the answer has: all of them, or up to what was not asked for. */
export function selectedLength(path: Path, data: Data, shaped: ShapedOperation): number {
  const { schema, operation, fragments, conditions } = shaped;
  let type: GraphQLObjectType | null | undefined = schema.getRootType(operation.operation);
  if (type == null) return 0;
  let fields = collectFields(schema, fragments, conditions, type, operation.selectionSet);
  let value: unknown = data;
  let nodes: readonly FieldNode[] = [];
  for (const [depth, element] of path.entries()) {
    if (typeof element === 'number') {
      value = Array.isArray(value) ? (value as unknown[])[element] : undefined;
      continue;
    }
    if (nodes.length > 0) {
      const typeName = isData(value) ? value.__typename : undefined;
      const runtimeType: GraphQLNamedType | null | undefined =
        typeof typeName === 'string' ? schema.getType(typeName) : type;
      // Of what is null no more is known than that it was asked for.
      if (!isData(value) || !isObjectType(runtimeType)) return path.length;
      type = runtimeType;
      fields = collectSubfields(schema, fragments, conditions, type, nodes);
    }
    const selected = fields.get(element);
    const field: GraphQLField<unknown, unknown> | undefined =
      type?.getFields()[selected?.[0]?.name.value ?? ''];
    if (selected === undefined || field === undefined) return depth;
    nodes = selected;
    value = isData(value) ? value[element] : undefined;
    type = objectType(field.type);
  }
  return path.length;
}

function objectType(type: GraphQLOutputType): GraphQLObjectType | undefined {
  const named = getNamedType(type);
  return isObjectType(named) ? named : undefined;
}
