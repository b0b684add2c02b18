/** What is counted of an operation, worked out once when it is prepared. */
import { type DocumentNode, type GraphQLSchema, Kind, separateOperations } from 'graphql';
import { sha256 } from '../operations/normal-form';
import { fieldsSelected } from '../operations/selected-fields';

export interface OperationUsage {
  /** As its client named it, or UNNAMED. */
  readonly name: string;
  /** Of the document that it stands in: SHA-256 in hexadecimal digits. */
  readonly hash: string;
  /** Name and hash: the same for the same operation. */
  readonly key: string;
  /** Such as `Query.indicators`, each once, by the type that the document selects it on; none of introspection. */
  readonly fields: readonly string[];
}

/** No name in GraphQL has parentheses. */
export const UNNAMED = '(unnamed)';

const MOST_NAME_CHARACTERS = 100;

export function operationUsage(
  source: string,
  document: DocumentNode,
  operationName: string | undefined,
  schema: GraphQLSchema,
): OperationUsage {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const own = operations.length > 1 ? separateOperations(document)[operationName ?? ''] : undefined;
  const name = (operationName ?? operations[0]?.name?.value ?? UNNAMED).slice(0, MOST_NAME_CHARACTERS);
  const hash = sha256(source);
  return { name, hash, key: `${name} ${hash}`, fields: coordinatesIn(own ?? document, schema) };
}

/** Each once for all operations: a gateway knows thousands of operations, of few fields. */
const coordinates = new WeakMap<GraphQLSchema, Map<string, string>>();

function coordinatesIn(document: DocumentNode, schema: GraphQLSchema): string[] {
  const known = coordinates.get(schema) ?? new Map<string, string>();
  coordinates.set(schema, known);
  return fieldsSelected(document, schema).flatMap(([type, field]) => {
    if (type.startsWith('__') || field.startsWith('__')) return [];
    const coordinate = `${type}.${field}`;
    const same = known.get(coordinate);
    if (same === undefined) known.set(coordinate, coordinate);
    return [same ?? coordinate];
  });
}
