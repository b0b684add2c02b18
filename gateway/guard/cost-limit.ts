/** Refuses an operation that is estimated to cost more than its caller may spend, before it is planned, and tells the estimate to who asks. */
import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, GraphQLError, type GraphQLSchema } from 'graphql';
import type { ErrorCode } from '../../shared/errors';
import { compileCost, type OperationCost } from './cost-compile';
import type { Values } from './cost-formula';
import type { ClientRequest } from '../execution/subgraph-client';
import type { CostModel } from './cost-model';
import type { CostSettings } from './cost-settings';

export type CostOf = (document: DocumentNode, operationName: string | null | undefined) => OperationCost;

/** Remembers what it has compiled as long as the document is kept. */
export function costsBy(model: CostModel): CostOf {
  const compiled = new WeakMap<DocumentNode, Map<string, OperationCost>>();
  return (document, operationName) => {
    const ofDocument = compiled.get(document) ?? new Map<string, OperationCost>();
    compiled.set(document, ofDocument);
    const key = operationName ?? '';
    let cost = ofDocument.get(key);
    if (cost === undefined) {
      cost = compileCost(document, operationName ?? undefined, model);
      ofDocument.set(key, cost);
    }
    return cost;
  };
}

/** What the caller may spend on one operation. */
export function budgetOf({ viewer }: ClientRequest, { budget }: CostSettings): number {
  return viewer?.client?.costBudget ?? budget;
}

/** The error of a request that was not executed: the client's own, HTTP status 400. */
export function tooCostly(cost: number, limit: number): GraphQLError {
  const message = `The operation is estimated to cost ${cost}. Expected at most ${limit}: ask for fewer units, a smaller \`first\` or fewer lists within lists, or in several requests.`;
  const code: ErrorCode = 'COST_TOO_HIGH';
  return new GraphQLError(message, { extensions: { code, cost, limit, http: { status: 400 } } });
}

/**
 * A request with `extensions: {"cost": true}` is answered with `extensions.cost`: what it is estimated to cost, and its budget.
 * @param costsOn the costs on the schema that a request was validated on
 * @param budgetOf what the caller may spend on one operation
 */
export function costLimit<Context extends object>(
  costsOn: (schema: GraphQLSchema) => CostOf,
  budgetOf: (caller: Context) => number,
): ApolloServerPlugin<Context> {
  return {
    requestDidStart({ contextValue }) {
      const budget = budgetOf(contextValue);
      let estimated: number | undefined;
      return Promise.resolve({
        didResolveOperation({ schema, document, operationName, request }) {
          const variables: Values = request.variables ?? {};
          estimated = costsOn(schema)(document, operationName)(variables);
          if (estimated > budget) throw tooCostly(estimated, budget);
          return Promise.resolve();
        },
        willSendResponse({ request, response: { body } }) {
          if (estimated !== undefined && request.extensions?.cost === true) {
            const result = body.kind === 'single' ? body.singleResult : body.initialResult;
            result.extensions = { ...result.extensions, cost: { estimated, budget } };
          }
          return Promise.resolve();
        },
      });
    },
  };
}
