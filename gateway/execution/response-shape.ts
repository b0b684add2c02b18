/**
 * Writes the answer that an operation asks for, as JSON, from what a run has gathered: each field in the client's order and under
 * the client's name, nulls where GraphQL wants them, an error for a null that the schema does not allow.
 */
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields';
import { type Data, isData, reader } from './data';
import { type ExecutionError, forbidden, misfit } from './execution-error';
import type { JsonBytes } from './json-bytes';
import { Spliced } from './spliced';
import type { Withheld } from './withheld';
import { leafWriter } from './write-leaf';

export interface ShapedOperation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  /** The client's name of each response name that is not its own. */
  readonly clientNames: ReadonlyMap<string, string>;
  /** The values of the variables that `@skip` and `@include` ask for. */
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly isWithheld: Withheld;
}

interface Shaping {
  readonly out: JsonBytes;
  /** Where the writer is, in the plan's names; each depth is set before it is used. */
  readonly path: (string | number)[];
  readonly errors: ExecutionError[];
  readonly introspection: Readonly<Data>;
}

/** False for a null, whose error has been kept if there is to be one; what has been written is not to be then. */
type Writer = (value: unknown, shaping: Shaping) => boolean;

const NULL = Buffer.from('null');
const COMMA = 0x2c;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;

function orNull(write: Writer, value: unknown, shaping: Shaping): void {
  const { out } = shaping;
  const { at } = out;
  if (write(value, shaping)) return;
  out.at = at;
  out.raw(NULL);
}

export interface ResponseShape {
  /** Whether it takes a subgraph to answer: other fields than those on the schema itself. */
  readonly asksSubgraphs: boolean;
  /** Writes the data. Errors are added for what does not fit the schema, at places in the plan's names. */
  write(data: Data, introspection: Readonly<Data>, errors: ExecutionError[], out: JsonBytes): void;
}

type Fields = ReadonlyMap<string, readonly FieldNode[]>;

export function responseShape(shaped: ShapedOperation): ResponseShape {
  const { schema, operation, fragments, conditions } = shaped;
  const root = schema.getRootType(operation.operation);
  if (root == null) throw new TypeError(`The schema has no ${operation.operation} type.`);
  const fields = collectFields(schema, fragments, conditions, root, operation.selectionSet);
  const write = objectWriter(fields, root, 0, shaped);
  return {
    asksSubgraphs: [...fields.values()].some(
      ([node]) =>
        node !== undefined &&
        !node.name.value.startsWith('__') &&
        !shaped.isWithheld(root.name, node.name.value),
    ),
    write(data, introspection, errors, out) {
      orNull(write, data, { path: [], errors, introspection, out });
    },
  };
}

interface WrittenField {
  readonly key: string;
  /** The client's name for it as `"name":`, and the comma before it unless it is the first. */
  readonly label: Buffer;
  readonly read: (data: Data) => unknown;
  readonly write: Writer;
}

function objectWriter(
  fields: Fields,
  type: GraphQLObjectType | GraphQLInterfaceType,
  depth: number,
  shaped: ShapedOperation,
): Writer {
  const written = [...fields].map(([key, nodes], index) =>
    fieldWriter(key, nodes, { type, depth, isFirst: index === 0 }, shaped),
  );
  return (value, shaping) => {
    const data = value as Data;
    const { path, out } = shaping;
    out.byte(OPENING_BRACE);
    for (const { key, label, read, write } of written) {
      path[depth] = key;
      out.raw(label);
      if (!write(read(data), shaping)) return false;
    }
    out.byte(CLOSING_BRACE);
    return true;
  };
}

interface FieldPlace {
  readonly type: GraphQLObjectType | GraphQLInterfaceType;
  readonly depth: number;
  readonly isFirst: boolean;
}

function fieldWriter(
  key: string,
  nodes: readonly FieldNode[],
  { type: parent, depth, isFirst }: FieldPlace,
  shaped: ShapedOperation,
): WrittenField {
  const name = shaped.clientNames.get(key) ?? key;
  const label = Buffer.from(`${isFirst ? '' : ','}${JSON.stringify(name)}:`);
  const fieldName = nodes[0]?.name.value ?? key;
  if (fieldName === '__typename') {
    return { key, label, read: () => undefined, write: typeNameWriter(parent, depth) };
  }
  if (fieldName === '__schema' || fieldName === '__type') {
    const read = reader(key);
    const write: Writer = (_, { introspection, out }) => {
      out.json(read(introspection) ?? null);
      return true;
    };
    return { key, label, read: () => undefined, write };
  }
  const field = parent.getFields()[fieldName];
  if (field === undefined) throw new TypeError(`${parent.name} has no field ${fieldName}.`);
  const place = `${parent.name}.${fieldName}`;
  if (shaped.isWithheld(parent.name, fieldName)) {
    return { key, label, read: () => undefined, write: withheldWriter(field.type, place, depth) };
  }
  const write = valueWriter(field.type, place, nodes, depth + 1, shaped);
  return { key, label, read: reader(key), write };
}

function withheldWriter(type: GraphQLOutputType, place: string, depth: number): Writer {
  return (_, { path, errors, out }) => {
    errors.push(forbidden(place, path.slice(0, depth + 1)));
    if (isNonNullType(type)) return false;
    out.raw(NULL);
    return true;
  };
}

function typeNameWriter(parent: GraphQLObjectType | GraphQLInterfaceType, depth: number): Writer {
  const json = Buffer.from(`"${parent.name}"`);
  return (_, shaping) => {
    if (isInterfaceType(parent)) {
      keep(shaping, depth + 1, `It is not known which ${parent.name} this is.`);
      return false;
    }
    shaping.out.raw(json);
    return true;
  };
}

/** @param depth of the path below the value; the value itself is named by what is above it */
function valueWriter(
  type: GraphQLOutputType,
  place: string,
  nodes: readonly FieldNode[],
  depth: number,
  shaped: ShapedOperation,
): Writer {
  if (!isNonNullType(type)) {
    const write = presentWriter(type, place, nodes, depth, shaped);
    return (value, shaping) => {
      if (value === null || value === undefined) shaping.out.raw(NULL);
      else if (value instanceof Spliced) shaping.out.part(value);
      else orNull(write, value, shaping);
      return true;
    };
  }
  const write = presentWriter(type.ofType, place, nodes, depth, shaped);
  return (value, shaping) => {
    if (value instanceof Spliced) {
      shaping.out.part(value);
      return true;
    }
    if (value !== null && value !== undefined) return write(value, shaping);
    keep(shaping, depth, `Cannot return null for non-nullable field ${place}.`);
    return false;
  };
}

/** Of a value that is not null; what does not fit its type becomes a null, and an error. */
function presentWriter(
  type: Exclude<GraphQLOutputType, { toJSON: never }>,
  place: string,
  nodes: readonly FieldNode[],
  depth: number,
  shaped: ShapedOperation,
): Writer {
  if (isNonNullType(type)) throw new TypeError('A type is non-null once.');
  if (isListType(type))
    return listWriter(valueWriter(type.ofType, place, nodes, depth + 1, shaped), place, depth);
  if (isLeafType(type)) {
    const write = leafWriter(type);
    return (value, shaping) => {
      if (write(value, shaping.out)) return true;
      keep(shaping, depth, `The value of ${place} is no ${type.name}.`);
      return false;
    };
  }
  const ofType = typeWriters(nodes, depth, shaped);
  if (isObjectType(type)) {
    const write = ofType(type);
    return (value, shaping) => {
      if (isData(value)) return write(value, shaping);
      keep(shaping, depth, `The value of ${place} is no object.`);
      return false;
    };
  }
  return (value, shaping) => {
    // An interface's own name is all that a subgraph with `@interfaceObject` knows, and a plan need not ask for it.
    const typeName = isData(value) ? (value.__typename ?? type.name) : undefined;
    const runtimeType = typeof typeName === 'string' ? shaped.schema.getType(typeName) : undefined;
    if (isObjectType(runtimeType) || isInterfaceType(runtimeType)) return ofType(runtimeType)(value, shaping);
    keep(shaping, depth, `The value of ${place} is no ${type.name}.`);
    return false;
  };
}

function listWriter(write: Writer, place: string, depth: number): Writer {
  return (value, shaping) => {
    if (!Array.isArray(value)) {
      keep(shaping, depth, `The value of ${place} is no list.`);
      return false;
    }
    const items: unknown[] = value;
    const { path, out } = shaping;
    out.byte(OPENING_BRACKET);
    for (let index = 0; index < items.length; index++) {
      path[depth] = index;
      if (index > 0) out.byte(COMMA);
      if (!write(items[index], shaping)) return false;
    }
    out.byte(CLOSING_BRACKET);
    return true;
  };
}

/** A writer for each type of object, worked out when one is met. */
function typeWriters(nodes: readonly FieldNode[], depth: number, shaped: ShapedOperation) {
  const writers = new Map<GraphQLObjectType | GraphQLInterfaceType, Writer>();
  return (type: GraphQLObjectType | GraphQLInterfaceType): Writer => {
    let writer = writers.get(type);
    if (writer === undefined) {
      const { schema, fragments, conditions } = shaped;
      // Collecting asks of a type only which conditions hold for it, and those of an interface are known as well.
      const fields = collectSubfields(schema, fragments, conditions, type as GraphQLObjectType, nodes);
      writer = objectWriter(fields, type, depth, shaped);
      writers.set(type, writer);
    }
    return writer;
  };
}

function keep({ path, errors }: Shaping, depth: number, message: string): void {
  errors.push(misfit(message, path.slice(0, depth)));
}
