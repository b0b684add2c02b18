/** Lets Apollo Server take requests for a schema that something else executes. */
import type {
  GatewayExecutionResult,
  GatewayGraphQLRequestContext,
  GatewayInterface,
} from '@apollo/server-gateway-interface';
import type { GraphQLSchema } from 'graphql';

export function executingGateway(
  schema: GraphQLSchema,
  execute: (request: GatewayGraphQLRequestContext) => Promise<GatewayExecutionResult>,
): GatewayInterface {
  const listeners = new Set<Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0]>();
  return {
    onSchemaLoadOrUpdate(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load() {
      for (const listener of listeners) listener({ apiSchema: schema, coreSupergraphSdl: '' });
      return Promise.resolve({ executor: execute });
    },
    stop: () => Promise.resolve(),
  };
}
