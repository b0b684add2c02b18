import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { buildSchema, getOperationAST, graphql, parse, print } from 'graphql';
import { openGateway } from '../../test/federation/gateway';
import { requiredArguments, withoutConflicts } from './required-arguments';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])';
const catalog = parse(`${LINK}
  type Query { product: Product }
  type Mutation { touch: Product }
  type Product @key(fields: "id") { id: ID! name: String weight: Int price(currency: String!): Int like: Product }`);
const pricing = parse(`${LINK}
  type Product @key(fields: "id") {
    id: ID! weight: Int @external price(currency: String!): Int @external
    dong: Int @requires(fields: "price(currency: \\"VND\\")")
    dollars: Int @requires(fields: "price(currency: \\"USD\\") weight")
    duty: Duty @requires(fields: "price(currency: \\"USD\\")")
    postage: Int @requires(fields: "weight")
  }
  type Duty { product: Product rate: Int }`);
const { supergraphSdl = '' } = composeServices([
  { name: 'catalog', url: 'http://catalog.test', typeDefs: catalog },
  { name: 'pricing', url: 'http://pricing.test', typeDefs: pricing },
]);
const required = requiredArguments(buildSchema(supergraphSdl));

const split = (query: string) => {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (operation == null) throw new TypeError('The document has one operation.');
  const parts = withoutConflicts(document, operation, required);
  return { document, parts, texts: parts.map((part) => print(part).replace(/\s+/g, ' ')) };
};

it('knows the fields that require one field with different arguments, and only these', () => {
  expect(required).toEqual(
    new Map([
      ['dong', new Map([['price', 'price(currency: "VND")']])],
      ['dollars', new Map([['price', 'price(currency: "USD")']])],
      ['duty', new Map([['price', 'price(currency: "USD")']])],
    ]),
  );
});

it.each([
  '{ product { name dollars postage duty { rate } } }',
  '{ product { dong } other: product { dong } }',
  'mutation { touch { dong dollars } }',
])('leaves %s whole', (query) => {
  const { document, parts } = split(query);
  expect(parts).toHaveLength(1);
  expect(parts[0]).toBe(document);
});

it.each([
  [
    '{ product { name dong dollars duty { rate } } }',
    ['{ product { name dong } }', '{ product { dollars duty { rate } } }'],
  ],
  [
    'query Q { product { ...F dong } name: product { id } } fragment F on Product { dollars like { name } }',
    [
      'query Q { product { ... on Product { dollars like { name } } } name: product { id } }',
      'query Q { product { dong } }',
    ],
  ],
  [
    '{ product { dong duty { rate product { name } } ... on Product { like { id } } } }',
    ['{ product { dong ... on Product { like { id } } } }', '{ product { duty { rate product { name } } } }'],
  ],
])('plans %s in parts, each field in one of them', (query, expected) => {
  expect(split(query).texts).toEqual(expected);
});

it('requires each field with its own arguments, in one answer', async () => {
  const schema = buildSubgraphSchema(catalog);
  const price = ({ currency }: { readonly currency: string }) => (currency === 'VND' ? 25_000 : 1);
  const rootValue = { product: { id: 'p1', name: 'Lamp', weight: 2, price } };
  const gateway = await openGateway(supergraphSdl, (subgraph, source, { representations }) => {
    if (subgraph === 'catalog') return graphql({ schema, source, rootValue });
    const given = representations as readonly { readonly price: number }[];
    const field = source.includes('dong') ? 'dong' : 'dollars';
    return Promise.resolve({ data: { _entities: given.map(({ price }) => ({ [field]: price })) } });
  });
  try {
    expect(await gateway.execute('{ product { dong name dollars } }', {})).toEqual({
      data: { product: { dong: 25_000, name: 'Lamp', dollars: 1 } },
    });
  } finally {
    await gateway.close();
  }
});
