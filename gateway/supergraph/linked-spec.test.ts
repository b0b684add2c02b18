/** The directives as composition carries them into a supergraph, under whatever names subgraphs use them. */
import { composeServices } from '@apollo/composition';
import { buildSchema, parse } from 'graphql';
import { apolloGateway } from '../execution/planner';
import { compileCost } from '../guard/cost-compile';
import { costModel } from '../guard/cost-model';

const FEDERATION = 'https://specs.apollo.dev/federation/v2.9';
const COST = 'https://specs.apollo.dev/cost/v0.1';

function composed(...subgraphs: readonly (readonly [link: string, types: string])[]): string {
  const services = subgraphs.map(([link, types], index) => ({
    name: `s${index}`,
    url: `http://s${index}.example/`,
    typeDefs: parse(`extend schema ${link} ${types}`),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  expect(errors).toBeUndefined();
  return supergraphSdl ?? '';
}

function costIn(supergraph: string, query: string): number {
  const schema = buildSchema(supergraph, { assumeValid: true });
  return compileCost(parse(query), undefined, costModel(schema, 10))({});
}

describe.each([
  ['imported', `@link(url: "${FEDERATION}", import: ["@cost", "@listSize"])`, '@cost', '@listSize'],
  [
    'imported under other names',
    `@link(url: "${FEDERATION}", import: [{ name: "@cost", as: "@weight" }, { name: "@listSize", as: "@size" }])`,
    ...(['@weight', '@size'] as const),
  ],
  ['not imported', `@link(url: "${FEDERATION}")`, '@federation__cost', '@federation__listSize'],
  [
    'of their own specification',
    `@link(url: "${FEDERATION}") @link(url: "${COST}")`,
    '@cost',
    '@cost__listSize',
  ],
])('%s', (_, link, cost, listSize) => {
  const supergraph = composed([
    link,
    `type Query { books(first: Int = 3): [Book] ${listSize}(slicingArguments: ["first"]) book: Book ${cost}(weight: 7) }
     type Book ${cost}(weight: 2) { id: ID }`,
  ]);

  it('are read', () => {
    expect(costIn(supergraph, '{ book { id } books { id } }')).toBe(7 + 3 * 2);
  });

  it('do not keep the gateway from loading', async () => {
    const gateway = apolloGateway(supergraph, new Map());
    await expect(gateway.load()).resolves.toBeDefined();
    await gateway.stop();
  });
});

it('counts the largest that subgraphs say of what they share', () => {
  const link = `@link(url: "${FEDERATION}", import: ["@cost", "@listSize", "@shareable"])`;
  const types = (weight: number, size: number) =>
    `type Query { books: [Book] @shareable @listSize(assumedSize: ${size}) } type Book @shareable @cost(weight: ${weight}) { id: ID }`;
  expect(costIn(composed([link, types(2, 5)], [link, types(4, 3)]), '{ books { id } }')).toBe(20);
});

it('does not know directives of the same name that are others', () => {
  const definitions = 'directive @cost(weight: Int!) on FIELD_DEFINITION type Book { id: ID }';
  const types = `type Query { book: Book @cost(weight: 7) } ${definitions}`;
  expect(costIn(types, '{ book { id } }')).toBe(1);
});
