/** Commands that ask an operation: by its name and by its id. */
import {
  getNamedType,
  getNullableType,
  GraphQLBoolean,
  GraphQLFloat,
  type GraphQLInputType,
  GraphQLInt,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  OperationTypeNode,
  typeFromAST,
} from 'graphql';
import { exampleVariables, type Graph } from './check-operation';
import type { Operation } from './operation';

/** Lines for a shell, which need the client's key as `$KEY`. */
export function sampleCommands(operation: Operation, client: string, graph: Graph, origin: string): string[] {
  const { name, id, kind } = operation;
  const values = sampleVariables(operation, graph);
  const query = operation.example === undefined ? parametersOf(values) : encoded(operation.example);
  const body = {
    operationName: name,
    variables: values,
    extensions: { persistedQuery: { version: 1, sha256Hash: id } },
  };
  const key = `-H "X-API-Key: $KEY"`;
  const get = `curl -s ${key} '${origin}/v1/${client}/${name}${query === '' ? '' : `?${query}`}'`;
  const post = `curl -s ${key} -H 'content-type: application/json' '${origin}/graphql' -d '${JSON.stringify(body).replaceAll("'", String.raw`'\''`)}'`;
  // What changes something must not be asked by GET.
  return kind === OperationTypeNode.QUERY ? [get, post] : [post];
}

/** Its example's, or made-up values of what it takes at least. */
function sampleVariables(operation: Operation, graph: Graph): Readonly<Record<string, unknown>> {
  if (operation.example !== undefined) return exampleVariables(operation, graph);
  return Object.fromEntries(
    operation.variables.flatMap(({ variable, type: declared, defaultValue }) => {
      const type = typeFromAST(graph.schema, declared);
      if (!isInputType(type) || !isNonNullType(type) || defaultValue !== undefined) return [];
      return [[variable.name.value, sample(type, variable.name.value)]];
    }),
  );
}

function sample(type: GraphQLInputType, name: string): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [sample(nullable.ofType, name)];
  const named = getNamedType(nullable);
  if (named === GraphQLInt || named === GraphQLFloat) return 1;
  if (named === GraphQLBoolean) return true;
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (!isInputObjectType(named)) return name.toUpperCase();
  return Object.fromEntries(
    Object.values(named.getFields())
      .filter((field) => isNonNullType(field.type) && field.defaultValue === undefined)
      .map((field) => [field.name, sample(field.type, field.name)]),
  );
}

function parametersOf(values: Readonly<Record<string, unknown>>): string {
  const texts = Object.entries(values).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return new URLSearchParams(texts).toString();
}

/** Leaves commas, which make a list readable; what is encoded already stays so. */
function encoded(query: string): string {
  return encodeURI(query)
    .replaceAll(/%25([0-9a-f]{2})/gi, '%$1')
    .replaceAll("'", '%27');
}
