/** An operation name that the document does not have is the client's mistake; the gateway alone would answer 500. */
import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, GraphQLError, Kind } from 'graphql';

export const knownOperation: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ operation, operationName, request, document }) {
        if (operation != null) return Promise.resolve();
        const wanted = operationName ?? request.operationName;
        throw new GraphQLError(
          wanted == null
            ? `The document holds ${namesIn(document).length} operations. Say which to run as operationName: ${namesIn(document).join(', ')}.`
            : `There is no operation "${wanted}" in the document. Expected operationName to be ${namesIn(document).join(', ') || 'absent'}.`,
          { extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } } },
        );
      },
    }),
};

function namesIn(document: DocumentNode): string[] {
  return document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? (node.name?.value ?? []) : [],
  );
}
