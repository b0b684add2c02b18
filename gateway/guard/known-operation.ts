/** An operation that the document or the graph does not have is the client's mistake; the gateway alone would answer 500. */
import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, GraphQLError, Kind, OperationTypeNode } from 'graphql';

export const knownOperation: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ operation, operationName, request, document, schema }) {
        if (operation != null) {
          const { operation: kind } = operation;
          const isKnown = kind !== OperationTypeNode.SUBSCRIPTION && schema.getRootType(kind) != null;
          if (isKnown) return Promise.resolve();
          throw refusal(`The graph has no ${kind}s. Expected a query.`);
        }
        const wanted = operationName ?? request.operationName;
        throw refusal(
          wanted == null
            ? `The document holds ${namesIn(document).length} operations. Say which to run as operationName: ${listed(namesIn(document))}.`
            : `There is no operation "${wanted}" in the document. Expected operationName to be ${listed(namesIn(document)) || 'absent'}.`,
        );
      },
    }),
};

function refusal(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } },
  });
}

const MOST_NAMES = 10;

function namesIn(document: DocumentNode): string[] {
  return document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? (node.name?.value ?? []) : [],
  );
}

function listed(names: readonly string[]): string {
  return names.length <= MOST_NAMES ? names.join(', ') : `${names.slice(0, MOST_NAMES).join(', ')}, …`;
}
