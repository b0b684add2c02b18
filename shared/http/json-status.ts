/** The status of a faulty operation for clients that name application/json as what they take. */
import type { ApolloServerPlugin } from '@apollo/server';

const FAULTS_OF_AN_OPERATION: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
]);

/**
 * GraphQL over HTTP: with application/json, a status other than 200 may be a proxy's, and its body no GraphQL; so clients that ask for
 * this type read the errors of an operation with status 200. Those that name no type, and those that take
 * application/graphql-response+json, get 400.
 */
export const jsonStatus: ApolloServerPlugin = {
  requestDidStart() {
    return Promise.resolve({
      willSendResponse({ request, response: { body, http } }) {
        const accept = request.http?.headers.get('accept') ?? '';
        if (http.status === 400 && body.kind === 'single' && /^\s*application\/json\b[^,]*$/i.test(accept)) {
          const { errors = [] } = body.singleResult;
          if (errors.every(({ extensions }) => FAULTS_OF_AN_OPERATION.has(extensions?.code)))
            http.status = 200;
        }
        return Promise.resolve();
      },
    });
  },
};
