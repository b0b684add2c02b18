/** The truth: the API of the test graph as one schema of graphql-js, over the same records and with the same resolvers. */
import { Supergraph } from '@apollo/federation-internals';
import { execute, type ExecutionResult, type GraphQLSchema, parse } from 'graphql';
import { day } from './day';
import { requirement } from './requirements';
import { type Context, fieldResolver, typeResolver } from './resolve';
import { steady } from './subgraphs';
import type { World } from './world';

export function openMonolith(supergraphSdl: string): GraphQLSchema {
  const schema = Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();
  const { serialize, parseValue, parseLiteral } = day;
  Object.assign(schema.getType('Day') ?? {}, { serialize, parseValue, parseLiteral });
  return schema;
}

/** The answer as JSON brings it. */
export async function executeWhole(
  schema: GraphQLSchema,
  world: World,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  operationName?: string,
): Promise<ExecutionResult> {
  const context: Context = {
    ...{ world, steady },
    needs: (resolution) => requirement(resolution, context),
  };
  const answer = await execute({
    ...{ schema, document: parse(query), variableValues: variables, operationName },
    ...{ contextValue: context, fieldResolver, typeResolver },
  });
  return JSON.parse(JSON.stringify(answer)) as ExecutionResult;
}
