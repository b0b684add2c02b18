/** A system that is down is one fault, however many of its fields a request asked for: it is reported once. */
import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';

export const oneErrorPerSystem: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response }) {
        if (response.body.kind === 'single' && response.body.singleResult.errors !== undefined) {
          response.body.singleResult.errors = withoutRepeats(response.body.singleResult.errors);
        }
        return Promise.resolve();
      },
    }),
};

function withoutRepeats(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  const told = new Set<unknown>();
  return errors.filter(({ extensions }) => {
    if (extensions?.code !== 'SUBGRAPH_UNAVAILABLE') return true;
    if (told.has(extensions.system)) return false;
    told.add(extensions.system);
    return true;
  });
}
