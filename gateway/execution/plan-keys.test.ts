import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { buildSchema, graphql, parse, print } from 'graphql';
import { openGateway, type TestedGateway } from '../../test/federation/gateway';
import { fieldSetNames, withPlanKeys } from './plan-keys';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@provides", "@shareable"])';
const catalog = parse(`${LINK}
  type Query { product: Product }
  type Product @key(fields: "id maker { code }") {
    id: ID! name: String broken: String colour: String @shareable weight(unit: String): Int maker: Maker
  }
  type Maker @shareable { code: ID! }`);
const pricing = parse(`${LINK}
  type Query { offers: [Product] @provides(fields: "colour") }
  type Product @key(fields: "id maker { code }") {
    id: ID! price: Int maker: Maker colour: String @external
    weight(unit: String): Int @external
    shipping: Int @requires(fields: "weight(unit: \\"G\\")")
  }
  type Maker @shareable { code: ID! }`);
const { supergraphSdl = '' } = composeServices([
  { name: 'catalog', url: 'http://catalog.test', typeDefs: catalog },
  { name: 'pricing', url: 'http://pricing.test', typeDefs: pricing },
]);
const names = fieldSetNames(buildSchema(supergraphSdl));
const planned = (query: string) => {
  const { document, clientNames } = withPlanKeys(parse(query), names);
  return [print(document).replace(/\s+/g, ' '), Object.fromEntries(clientNames)];
};

it('knows what keys, @requires and @provides name, at any depth', () => {
  expect([...names.keys].sort()).toEqual(['code', 'id', 'maker']);
  expect([...names.all].sort()).toEqual(['__typename', 'code', 'colour', 'id', 'maker', 'weight']);
  expect([...names.withArguments]).toEqual(['weight']);
});

it.each([
  ['an alias that is the name of a key', '{ product { id: name } }', '{ product { name_1: name } }', 'id'],
  [
    'an alias that is __typename',
    '{ product { __typename: name } }',
    '{ product { name_1: name } }',
    '__typename',
  ],
  [
    'other arguments than the field set has',
    '{ product { weight(unit: "T") } }',
    '{ product { weight_1: weight(unit: "T") } }',
    'weight',
  ],
  [
    'the default of what the field set gives an argument',
    '{ product { weight } }',
    '{ product { weight_1: weight } }',
    'weight',
  ],
])('gives a name of its own to %s', (_, query, document, clientName) => {
  const key = /(\w+_1):/.exec(document)?.[1] ?? '';
  expect(planned(query)).toEqual([document, { [key]: clientName }]);
});

it.each(['{ product { id name key: id } }', '{ product { w: weight(unit: "T") title: name } }'])(
  'leaves %s as it is',
  (query) => {
    const document = parse(query);
    expect(withPlanKeys(document, names)).toEqual({ document, clientNames: new Map() });
    expect(withPlanKeys(document, names).document).toBe(document);
  },
);

it('takes no name that the document has, one for the same field, and one for each other', () => {
  expect(
    planned('{ product { id: name name_1: colour ... { id: name } maker { code: __typename } } }'),
  ).toEqual([
    '{ product { name_1_: name name_1: colour ... { name_1_: name } maker { typename_2: __typename } } }',
    { name_1_: 'id', typename_2: 'code' },
  ]);
});

describe('through the gateway', () => {
  const schema = buildSubgraphSchema(catalog);
  const weight = ({ unit }: { readonly unit?: string }) => (unit === 'G' ? 2000 : 2);
  const broken = () => {
    throw new Error('broken');
  };
  const product = { id: 'p1', name: 'Lamp', colour: 'red', maker: { code: 'm1' }, weight, broken };
  let asked: unknown[];
  let gateway: TestedGateway;

  beforeAll(async () => {
    gateway = await openGateway(supergraphSdl, (subgraph, source, { representations }) => {
      if (subgraph === 'catalog') return graphql({ schema, source, rootValue: { product } });
      asked = representations as unknown[];
      return Promise.resolve({ data: { _entities: [{ price: 5, shipping: 7 }] } });
    });
  });
  afterAll(() => gateway.close());

  it("asks for an entity by its own key, and gives the client's alias of that name", async () => {
    expect(await gateway.execute('{ product { id: name price } }', {})).toEqual({
      data: { product: { id: 'Lamp', price: 5 } },
    });
    expect(asked).toEqual([{ __typename: 'Product', id: 'p1', maker: { code: 'm1' } }]);
  });

  it("tells of an error at the client's alias", async () => {
    jest.spyOn(console, 'error').mockReturnValueOnce();
    const { data, errors } = await gateway.execute('{ product { id: broken name } }', {});
    expect(data).toEqual({ product: { id: null, name: 'Lamp' } });
    expect(errors).toMatchObject([{ path: ['product', 'id'] }]);
  });

  it("requires a field with the field set's arguments, and gives it with the client's", async () => {
    expect(await gateway.execute('{ product { weight shipping } }', {})).toEqual({
      data: { product: { weight: 2, shipping: 7 } },
    });
    expect(asked).toEqual([{ __typename: 'Product', id: 'p1', maker: { code: 'm1' }, weight: 2000 }]);
  });
});
