/** The subgraphs of the test graph, each with a schema of its own, and the supergraph that they compose to. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLScalarType,
  type GraphQLSchema,
  Kind,
  parse,
} from 'graphql';
import { day } from './day';
import { steadyFields } from './faults';
import { type Row, rowOf, rowsOf } from './records';
import { type Context, fieldResolver, typeResolver } from './resolve';
import type { World } from './world';

/** @param variables have been through JSON already */
export type Ask = (
  subgraph: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
) => Promise<ExecutionResult>;

export const SUBGRAPHS: readonly string[] = ['catalog', 'people', 'pricing', 'reviews', 'warehouse'];

export const typeDefs: ReadonlyMap<string, DocumentNode> = new Map(
  SUBGRAPHS.map((name) => [name, parse(readFileSync(join(__dirname, `${name}.graphql`), 'utf8'))]),
);

export const steady = steadyFields([...typeDefs.values()]);

const schemas: ReadonlyMap<string, GraphQLSchema> = new Map(
  [...typeDefs].map(([name, document]) => [
    name,
    buildSubgraphSchema({ typeDefs: document, resolvers: { Day: day, ...references(document) } }),
  ]),
);

export function composeTestGraph(): string {
  const { errors, supergraphSdl } = composeServices(
    [...typeDefs].map(([name, document]) => ({ name, url: `http://${name}.test`, typeDefs: document })),
  );
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

/** The subgraphs' answers are as JSON brings them. */
export function askIn(world: World): Ask {
  const context: Context = { world, steady, needs: ({ row }) => representationOf(row) };
  return async (subgraph, query, variables) => {
    const schema = schemas.get(subgraph);
    if (schema === undefined) throw new RangeError(`no subgraph "${subgraph}"`);
    const answer = await execute({
      ...{ schema, document: parse(query), variableValues: variables },
      ...{ contextValue: context, fieldResolver, typeResolver },
    });
    return JSON.parse(JSON.stringify(answer)) as ExecutionResult;
  };
}

function representationOf(row: Row): Readonly<Record<string, unknown>> {
  const { representation } = row;
  return typeof representation === 'object' && representation !== null ? { ...representation } : {};
}

type Resolvers = Record<string, GraphQLScalarType | Record<string, GraphQLFieldResolver<unknown, Context>>>;

/** The signature is the library's, whose types know no reference resolvers: the first argument is the representation. */
function references(document: DocumentNode): Resolvers {
  const __resolveReference = (representation: unknown) => find({ ...(representation as Row) });
  return Object.fromEntries(
    document.definitions.flatMap((node) =>
      (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION) &&
      node.directives?.some(({ name }) => name.value === 'key') === true
        ? [[node.name.value, { __resolveReference }]]
        : [],
    ),
  );
}

const IDENTITY: ReadonlySet<string> = new Set(['id', 'sku', 'country', 'code', 'owner', 'slug', 'email']);

/** The record that a representation's keys name, and the representation with it. */
function find(representation: Row): Row | null {
  const { __typename, ...fields } = representation;
  const identity = Object.fromEntries(Object.entries(fields).filter(([name]) => IDENTITY.has(name)));
  const types = __typename === 'Media' ? ['Book', 'Movie'] : [__typename];
  const row = types.flatMap(rowsOf).find((candidate) => matches(candidate, identity));
  return row === undefined ? null : { ...row, representation };
}

function matches(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return value === wanted;
  const row = typeof value === 'string' ? rowOf(value) : { ...(value as Row) };
  const wantedFields = Object.entries(wanted).filter(([name]) => name !== '__typename');
  return wantedFields.length > 0 && wantedFields.every(([name, inner]) => matches(row[name], inner));
}
