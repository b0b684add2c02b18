/** What is made of the schema, once for each that is served. */
import type { GraphQLSchema } from 'graphql';

export function perSchema<T>(schema: () => GraphQLSchema, make: (schema: GraphQLSchema) => T): () => T {
  let made: { readonly of: GraphQLSchema; readonly value: T } | undefined;
  return () => {
    const of = schema();
    if (made?.of !== of) made = { of, value: make(of) };
    return made.value;
  };
}
