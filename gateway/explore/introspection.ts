/** Lets introspect whom the configuration lets; what the schema is told of nowhere else by then. */
import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, GraphQLError, visit } from 'graphql';
import { clientOf } from '../execution/subgraph-client';
import { belongsTo, SCHEMA_SCOPE } from './audience';
import type { Audience } from './explorer-settings';

/** `__typename` tells a client no more than what it asked for. */
const SCHEMA_FIELDS = new Set(['__schema', '__type']);

export function introspectionFor(audience: Audience): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ document, contextValue }) {
          const { viewer } = clientOf(contextValue);
          if (belongsTo(audience, SCHEMA_SCOPE, viewer) || !asksSchema(document)) return Promise.resolve();
          throw new GraphQLError(
            audience === 'off'
              ? 'This gateway does not answer questions about its schema. Ask its operator for the schema.'
              : `Questions about the schema take a credential with the scope ${SCHEMA_SCOPE}. Send it, or leave __schema and __type out.`,
            { extensions: { code: 'FORBIDDEN', http: { status: 403 } } },
          );
        },
      }),
  };
}

/** Anywhere in the document: a fragment may hold it. */
export function asksSchema(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    Field({ name }) {
      asks ||= SCHEMA_FIELDS.has(name.value);
    },
  });
  return asks;
}
