import { composeServices } from '@apollo/composition';
import { prettyFormatQueryPlan } from '@apollo/query-planner';
import { parse } from 'graphql';
import { apolloGateway, plannerOf } from './planner';
import { resolvableKeysFirst } from './resolvable-keys-first';

const compose = (subgraphs: Readonly<Record<string, string>>) => {
  const { supergraphSdl = '' } = composeServices(
    Object.entries(subgraphs).map(([name, types]) => ({
      ...{ name, url: `http://${name}.test` },
      typeDefs: parse(`extend schema
        @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"]) ${types}`),
    })),
  );
  return supergraphSdl;
};
const CATALOG = `type Query { product: Product }
  type Product @key(fields: "id") @key(fields: "sku") { id: ID! sku: ID! name: String }`;
const shop = (keys: string) => `type Query { offer: Product }
  type Product ${keys} { id: ID! sku: ID! name: String @external label: String @requires(fields: "name") }`;
const supergraph = compose({
  catalog: CATALOG,
  shop: shop('@key(fields: "id", resolvable: false) @key(fields: "sku")'),
});

/** The keys of the type as they stand in the supergraph. */
const keysOf = (type: string, sdl: string) =>
  [...(new RegExp(`${type}\\b([^{]*)`).exec(sdl)?.[1] ?? '').matchAll(/graph: (\w+), key: "(\w+)"/g)].map(
    ([, graph, key]) => `${graph ?? ''} ${key ?? ''}`,
  );

it('puts a key by which a subgraph can be asked before one by which it cannot, and keeps the order otherwise', () => {
  expect(keysOf('type Product', supergraph)).toEqual(['CATALOG id', 'CATALOG sku', 'SHOP id', 'SHOP sku']);
  expect(keysOf('type Product', resolvableKeysFirst(supergraph))).toEqual([
    ...['CATALOG id', 'CATALOG sku', 'SHOP sku'],
    'SHOP id',
  ]);
});

it('does so for interfaces as well', () => {
  const sdl = `
    interface Media @join__type(graph: A, key: "id", resolvable: false) @join__type(graph: A, key: "isbn") { id: ID! }`;
  expect(keysOf('interface Media', resolvableKeysFirst(sdl))).toEqual(['A isbn', 'A id']);
});

it('gives a supergraph back whose keys can all be resolved', () => {
  const resolvable = compose({ catalog: CATALOG, shop: shop('@key(fields: "id") @key(fields: "sku")') });
  expect(resolvableKeysFirst(resolvable)).toBe(resolvable);
});

it('makes the planner come back to a subgraph, after @requires, by the key that it answers to', async () => {
  const gateway = apolloGateway(supergraph, new Map());
  await gateway.load();
  const plan = prettyFormatQueryPlan(plannerOf(gateway).plan(parse('{ offer { label } }'), undefined));
  await gateway.stop();
  const back = /\{([^{}]*)\}\s*\} =>\s*\{\s*\.\.\. on Product \{\s*label/
    .exec(plan)?.[1]
    ?.trim()
    .split(/\s+/);
  expect(back).toEqual(['__typename', 'name', 'sku']);
});
