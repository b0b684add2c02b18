/** Errors of Apollo Server as clients get them; what the log tells of one stands under the number of its request. */
import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { errorFormatter } from '../shared/format-error';
import { requestIdOf } from './client-request';
import { ExecutedError } from './execution/compiled-gateway';
import { clientOf } from './execution/subgraph-client';

export interface FormatErrors {
  readonly plugin: ApolloServerPlugin;
  readonly formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
}

export function formatErrors(): FormatErrors {
  const requests = new WeakMap<object, string>();
  return {
    plugin: {
      requestDidStart: ({ contextValue }) =>
        Promise.resolve({
          didEncounterErrors({ errors }) {
            for (const error of errors) requests.set(error, requestIdOf(clientOf(contextValue)));
            return Promise.resolve();
          },
        }),
    },
    formatError(formatted, error) {
      if (error instanceof ExecutedError) return formatted;
      const request = typeof error === 'object' && error !== null ? requests.get(error) : undefined;
      const format = errorFormatter((message) => {
        console.error(`request ${request ?? 'without a number'}: ${message}`);
      });
      return format(formatted, error);
    },
  };
}
