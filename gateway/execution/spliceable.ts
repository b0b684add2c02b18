/** Which fetches bring what the client gets exactly as it comes, so that their answers need no parsing. */
import {
  type FieldNode,
  getNamedType,
  type GraphQLObjectType,
  isLeafType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields';
import {
  type AnswerScanner,
  answerScanner,
  literalScanner,
  objectScanner,
  type ScannedField,
  type Scanner,
  valueScanner,
} from './answer-scanner';
import type { EntityFetch } from './entity-fetch';
import type { ShapedOperation } from './response-shape';

type Fields = ReadonlyMap<string, readonly FieldNode[]>;

/** Undefined where anything but the client's answer is made of what the fetch brings, or is made of it otherwise. */
export function spliceScanner(
  fetch: EntityFetch,
  fetches: readonly EntityFetch[],
  shaped: ShapedOperation,
): AnswerScanner | undefined {
  if (fetch.isRewritten) return undefined;
  const place = placeOf(fetch.path, shaped);
  const [fragment, ...others] = fetch.selections;
  if (place === undefined || fragment?.kind !== Kind.INLINE_FRAGMENT || others.length > 0) return undefined;
  if (fragment.typeCondition?.name.value !== place.type.name) return undefined;
  const fields = scannedFields(fragment.selectionSet, place.type, place.fields, shaped, false);
  if (fields === undefined) return undefined;
  const isRead = fields.some(({ name }) =>
    fetches.some((other) => other !== fetch && other.question.includes(JSON.stringify(name))),
  );
  return isRead ? undefined : answerScanner(fields);
}

/** The client's fields where the path leads; undefined where that depends on the type of what stands there. */
function placeOf(
  path: readonly string[],
  { schema, operation, fragments, conditions }: ShapedOperation,
): { readonly type: GraphQLObjectType; readonly fields: Fields } | undefined {
  const root = schema.getRootType(operation.operation);
  if (root == null) return undefined;
  let type: GraphQLObjectType = root;
  let fields: Fields = collectFields(schema, fragments, conditions, root, operation.selectionSet);
  for (const element of path) {
    if (element === '@') continue;
    const nodes: readonly FieldNode[] = fields.get(element) ?? [];
    const field = type.getFields()[nodes[0]?.name.value ?? ''];
    const next = field && getNamedType(field.type);
    if (!isObjectType(next)) return undefined;
    type = next;
    fields = collectSubfields(schema, fragments, conditions, type, nodes);
  }
  return { type, fields };
}

/** The fetched fields, if the client has all of them; below the entity also no others, and in the same order. */
function scannedFields(
  { selections }: SelectionSetNode,
  type: GraphQLObjectType,
  wanted: Fields,
  shaped: ShapedOperation,
  isWhole: boolean,
): ScannedField[] | undefined {
  const names = [...wanted.keys()];
  const scanned: ScannedField[] = [];
  for (const [index, node] of selections.entries()) {
    if (node.kind !== Kind.FIELD || (node.directives?.length ?? 0) > 0) return undefined;
    const name = (node.alias ?? node.name).value;
    const nodes = wanted.get(name);
    if (nodes === undefined || shaped.clientNames.has(name) || (isWhole && names[index] !== name))
      return undefined;
    const scan = fieldScanner(node, type, nodes, shaped);
    if (scan === undefined) return undefined;
    scanned.push({ name, scan });
  }
  return isWhole && names.length !== selections.length ? undefined : scanned;
}

function fieldScanner(
  node: FieldNode,
  parent: GraphQLObjectType,
  nodes: readonly FieldNode[],
  shaped: ShapedOperation,
): Scanner | undefined {
  if (node.name.value === '__typename') return literalScanner(`"${parent.name}"`);
  const field = parent.getFields()[node.name.value];
  if (field === undefined) return undefined;
  const type = getNamedType(field.type);
  if (isLeafType(type)) return valueScanner(field.type, undefined);
  if (!isObjectType(type) || node.selectionSet === undefined) return undefined;
  const { schema, fragments, conditions } = shaped;
  const wanted = collectSubfields(schema, fragments, conditions, type, nodes);
  const fields = scannedFields(node.selectionSet, type, wanted, shaped, true);
  return fields && valueScanner(field.type, objectScanner(fields));
}
