/** Apollo's gateway, for what it is used: it loads the supergraph, makes the plans, and executes what is not compiled here. */
import { operationFromDocument, Schema } from '@apollo/federation-internals';
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { GatewayExecutor } from '@apollo/server-gateway-interface';
import { type DocumentNode, GraphQLSchema } from 'graphql';
import { resolvableKeysFirst } from './resolvable-keys-first';
import { clientOf, type SubgraphClient } from './subgraph-client';

export interface Planner {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** What the subgraphs are, with the types that clients do not see. */
  readonly supergraph: GraphQLSchema;
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan;
  /** Plans and executes as Apollo does. */
  readonly execute: GatewayExecutor;
}

export function apolloGateway(
  supergraphSdl: string,
  clients: ReadonlyMap<string, SubgraphClient>,
): ApolloGateway {
  // Read when it is constructed; otherwise it calls its vendor and cloud metadata addresses.
  process.env.APOLLO_TELEMETRY_DISABLED = '1';
  return new ApolloGateway({
    supergraphSdl: resolvableKeysFirst(supergraphSdl),
    // Fragments by name would hide from the compiler which fields a subgraph is asked for.
    // A wide query has thousands of plans that differ little; the first hundred hold one as good.
    queryPlannerConfig: { reuseQueryFragments: false, debug: { maxEvaluatedPlans: 100 } },
    buildService: ({ name }) => dataSource(name, clients),
  });
}

/** The parts of a loaded gateway; its class keeps them to itself. */
export function plannerOf(gateway: ApolloGateway): Planner {
  const apiSchema: unknown = Reflect.get(gateway, 'apiSchema');
  const queryPlanner: unknown = Reflect.get(gateway, 'queryPlanner');
  const supergraph: unknown = Reflect.get(gateway, 'supergraphSchema');
  const { schema } = gateway;
  if (
    schema === undefined ||
    !(apiSchema instanceof Schema) ||
    !(queryPlanner instanceof QueryPlanner) ||
    !(supergraph instanceof GraphQLSchema)
  ) {
    throw new TypeError('This version of @apollo/gateway keeps its planner elsewhere.');
  }
  return {
    schema,
    supergraph,
    plan: (document, operationName) =>
      queryPlanner.buildQueryPlan(
        operationFromDocument(apiSchema, document, operationName === undefined ? {} : { operationName }),
      ),
    execute: gateway.executor,
  };
}

/** The same clients, as Apollo's own executor asks them. */
function dataSource(name: string, clients: ReadonlyMap<string, SubgraphClient>): GraphQLDataSource {
  return {
    process(options) {
      const { query = '', variables = {} } = options.request;
      const client = clients.get(name);
      if (client === undefined) throw new TypeError(`There is no way to ask ${name}.`);
      const kind = /^\s*mutation\b/.test(query) ? 'mutation' : 'query';
      return client.ask({ text: query, kind }, JSON.stringify(variables), clientOf(options.context));
    },
  };
}
