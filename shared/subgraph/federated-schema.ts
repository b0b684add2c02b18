/** From type-graphql classes to a federation subgraph schema. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type GraphQLSchema, parse } from 'graphql';
import { buildSchema, createResolversMap, Resolver } from 'type-graphql';
import { ACCESS_DEFINITIONS } from './access-spec';

/** Finds an entity by the key fields that another subgraph knows. */
export type ReferenceResolver = (reference: Readonly<Record<string, string>>, context: never) => unknown;

export interface SchemaParts {
  /** Resolver classes, if the subgraph has fields that need them. */
  readonly resolvers: readonly (new () => object)[];
  /** Classes of types that no resolver returns, such as entities and implementations. */
  readonly types: readonly unknown[];
  readonly references: Readonly<Record<string, ReferenceResolver>>;
}

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@requires", "@external", "@composeDirective", "@cost", "@listSize"])';

/** type-graphql asks for at least one resolver class; a subgraph of plain entities has none. */
@Resolver()
class NoFields {}

export async function federatedSchema({ resolvers, types, references }: SchemaParts): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [NoFields, ...resolvers],
    orphanedTypes: types as (new () => object)[],
    validate: false,
    // A subgraph may answer entities only; what it lacks as a schema of its own, federation adds.
    skipCheck: true,
  });
  const map: Record<string, unknown> = createResolversMap(schema);
  for (const [type, resolve] of Object.entries(references)) {
    map[type] = { ...(map[type] ?? {}), __resolveReference: resolve };
  }
  return buildSubgraphSchema({
    typeDefs: parse(`${LINK}\n${ACCESS_DEFINITIONS}\n${printSchemaWithDirectives(schema)}`, {
      noLocation: true,
    }),
    // The map is type-graphql's own, with reference resolvers put beside its field resolvers.
    resolvers: map as GraphQLResolverMap<unknown>,
  });
}
