import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { buildSchema, getOperationAST, graphql, parse, print } from 'graphql';
import { openGateway } from '../../test/federation/gateway';
import { interfaceObjects, spelledOut } from './interface-objects';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@interfaceObject"])';
const catalog = parse(`${LINK}
  type Query { media: [Media] found: [Found] owner: Owner }
  interface Media @key(fields: "id") { id: ID! title: String }
  interface Owner { name: String }
  type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
  type Movie implements Media @key(fields: "id") { id: ID! title: String minutes: Int }
  type Shop implements Owner { name: String city: String }
  type Reader implements Owner { name: String age: Int }
  union Found = Book | Shop`);
const reviews = parse(`${LINK}
  type Media @key(fields: "id") @interfaceObject {
    id: ID! title: String @external rating: Int poster: String @requires(fields: "title")
  }`);
const { supergraphSdl = '' } = composeServices([
  { name: 'catalog', url: 'http://catalog.test', typeDefs: catalog },
  { name: 'reviews', url: 'http://reviews.test', typeDefs: reviews },
]);
const interfaces = interfaceObjects(buildSchema(supergraphSdl));
const schema = Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();

const spelled = (query: string, names = interfaces) => {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (operation == null) throw new TypeError('The document has one operation.');
  const result = spelledOut(document, operation, schema, names);
  return { document, result, text: print(result).replace(/\s+/g, ' ') };
};

it('knows the interfaces that a subgraph has as objects, not the others', () => {
  expect(interfaces).toEqual(new Set(['Media']));
});

it.each([
  [
    'for all types and for one',
    '{ media { rating ... on Movie { poster } } }',
    '{ media { ... on Book { rating } ... on Movie { rating poster } } }',
  ],
  [
    'by a named fragment on the interface',
    '{ media { ...F } } fragment F on Media { title ... on Book { pages } }',
    '{ media { ... on Book { title pages } ... on Movie { title } } }',
  ],
  [
    'for one type only',
    '{ media { ... on Movie { minutes } } }',
    '{ media { ... on Book { __typename } ... on Movie { minutes } } }',
  ],
  [
    'under conditions',
    'query ($v: Boolean!) { media { ... on Book @include(if: $v) { pages ... on Movie { minutes } } ... @skip(if: $v) { id } } }',
    'query ($v: Boolean!) { media { ... on Book { ... @include(if: $v) { pages } ... @skip(if: $v) { id } } ... on Movie { ... @skip(if: $v) { id } } } }',
  ],
  [
    'in a union that has such a type',
    '{ found { ... on Media { rating } ... on Shop { city } } }',
    '{ found { ... on Book { rating } ... on Shop { city } } }',
  ],
])('spells out by type what is asked %s', (_, query, expected) => {
  expect(spelled(query).text).toBe(expected);
});

it.each(['{ media { id rating poster } }', '{ owner { name ... on Shop { city } } }'])(
  'leaves %s as it is',
  (query) => {
    expect(spelled(query).text).toBe(query);
  },
);

it('gives the document itself back where no interface is an object anywhere', () => {
  const { document, result } = spelled('{ media { ...F } } fragment F on Media { id }', new Set());
  expect(result).toBe(document);
});

it("tells of every type what the interface's subgraph has, where only one of them requires another field", async () => {
  const catalogSchema = buildSubgraphSchema(catalog);
  const rootValue = {
    media: [
      { __typename: 'Book', id: 'b1', title: 'Trees' },
      { __typename: 'Movie', id: 'm1', title: 'Rain' },
    ],
  };
  const gateway = await openGateway(supergraphSdl, (subgraph, source, { representations }) => {
    if (subgraph === 'catalog') return graphql({ schema: catalogSchema, source, rootValue });
    const given = representations as readonly { readonly id: string; readonly title?: string }[];
    const _entities = given.map(({ id, title = 'untitled' }) => ({
      ...{ __typename: 'Media', rating: id === 'b1' ? 4 : 2, poster: `${title}.png` },
    }));
    return Promise.resolve({ data: { _entities } });
  });
  try {
    expect(await gateway.execute('{ media { ... on Movie { poster } rating } }', {})).toEqual({
      data: { media: [{ rating: 4 }, { poster: 'Rain.png', rating: 2 }] },
    });
  } finally {
    await gateway.close();
  }
});
