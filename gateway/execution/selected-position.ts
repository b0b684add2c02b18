/** Whether an answer has a place: subgraphs are asked for more than clients ask for, and err there as well. */
import { type FieldNode, getNamedType, type GraphQLObjectType, isAbstractType, isObjectType } from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields';
import { type Data, isData, type Path } from './data';
import type { ShapedOperation } from './response-shape';

export interface SelectedPosition {
  /** How many elements of the path, in the plan's names, the answer has. */
  readonly length: number;
  /** What comes next is a field of an object that the client has not asked for; otherwise there is nothing that it could be. */
  readonly isUnasked: boolean;
}

type Fields = ReadonlyMap<string, readonly FieldNode[]>;

export function selectedPosition(path: Path, data: Data, shaped: ShapedOperation): SelectedPosition {
  const { schema, operation, fragments, conditions } = shaped;
  const root = schema.getRootType(operation.operation);
  if (root == null) return { length: 0, isUnasked: false };
  let places = [placeOf(root, collectFields(schema, fragments, conditions, root, operation.selectionSet))];
  let value: unknown = data;
  let above: { readonly nodes: readonly FieldNode[]; readonly type: string } | undefined;
  for (const [depth, element] of path.entries()) {
    if (typeof element === 'number') {
      value = Array.isArray(value) ? (value as unknown[])[element] : undefined;
      continue;
    }
    if (above !== undefined) {
      const { nodes, type } = above;
      places = typesOf(typeNameOf(value) ?? type, shaped).map((one) =>
        placeOf(one, collectSubfields(schema, fragments, conditions, one, nodes)),
      );
    }
    const place = places.find(({ fields }) => fields.has(element));
    const nodes = place?.fields.get(element);
    const field = place?.type.getFields()[nodes?.[0]?.name.value ?? ''];
    if (nodes === undefined || field === undefined) return { length: depth, isUnasked: places.length > 0 };
    above = { nodes, type: getNamedType(field.type).name };
    value = isData(value) ? value[element] : undefined;
  }
  return { length: path.length, isUnasked: false };
}

function placeOf(type: GraphQLObjectType, fields: Fields): Place {
  return { type, fields };
}

interface Place {
  readonly type: GraphQLObjectType;
  readonly fields: Fields;
}

/** Of what is null no more is known than what it could have been. */
function typesOf(name: string, { schema }: ShapedOperation): readonly GraphQLObjectType[] {
  const type = schema.getType(name);
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}

function typeNameOf(value: unknown): string | undefined {
  const name = isData(value) ? value.__typename : undefined;
  return typeof name === 'string' ? name : undefined;
}
