/** `extensions.queryPlan`: how the gateway would ask the subgraphs, for a request with `"extensions": {"queryPlan": true}`. */
import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Viewer } from '../execution/access-rules';
import type { Data } from '../execution/data';
import { clientOf } from '../execution/subgraph-client';
import { belongsTo, PLANS_SCOPE } from './audience';
import type { Audience } from './explorer-settings';

export interface PlannedRequest {
  /** That it was validated on. */
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Data>;
  readonly viewer: Viewer | undefined;
}

/** The plan as text, for this viewer and these variables; empty where no subgraph is asked. */
export type ExplainRequest = (request: PlannedRequest) => string;

export function queryPlansFor(audience: Audience, explain: ExplainRequest): ApolloServerPlugin {
  return {
    requestDidStart({ request, contextValue }) {
      if (request.extensions?.queryPlan !== true) return Promise.resolve();
      const { viewer } = clientOf(contextValue);
      return Promise.resolve({
        didResolveOperation() {
          if (belongsTo(audience, PLANS_SCOPE, viewer)) return Promise.resolve();
          throw new GraphQLError(
            audience === 'off'
              ? 'This gateway shows no query plans. Leave extensions.queryPlan out.'
              : `Query plans take a credential with the scope ${PLANS_SCOPE}. Send it, or leave extensions.queryPlan out.`,
            { extensions: { code: 'FORBIDDEN', http: { status: 403 } } },
          );
        },
        willSendResponse({ schema, document, operation, response: { body } }) {
          // Data are there only for an operation that was executed, and so has a plan.
          if (document === undefined || operation == null) return Promise.resolve();
          if (body.kind !== 'single' || body.singleResult.data == null) return Promise.resolve();
          const { variables = {} } = request;
          const operationName = request.operationName ?? undefined;
          const text = explain({ schema, document, operationName, variables, viewer });
          body.singleResult.extensions = { ...body.singleResult.extensions, queryPlan: { text } };
          return Promise.resolve();
        },
      });
    },
  };
}
