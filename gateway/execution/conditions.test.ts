import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, print } from 'graphql';
import { openGateway } from '../../test/federation/gateway';
import { conditionVariables, decided } from './conditions';

const text = (query: string, values: Record<string, unknown> = {}) =>
  print(decided(parse(query), values)).replace(/\s+/g, ' ');

it('names the variables of conditions alone, each once, in the order of the document', () => {
  const query = `query ($b: Boolean!, $a: Boolean!, $n: Int, $x: Boolean) {
    one @include(if: $b) { x(first: $n) ...F @skip(if: $a) } two @skip(if: $b) three @log(if: $x) @skip(if: true) }
    fragment F on One { y @include(if: $c) }`;
  expect(conditionVariables(parse(query))).toEqual(['b', 'a', 'c']);
});

it.each([
  ['{ a @skip(if: true) b }', '{ b }'],
  ['{ a @skip(if: false) b @include(if: true) }', '{ a b }'],
  ['{ a @include(if: false) b }', '{ b }'],
  ['{ a @include(if: true) @skip(if: true) b @include(if: false) @skip(if: false) c }', '{ c }'],
  [
    '{ ...F @skip(if: true) ... @include(if: true) { b } } fragment F on Query { a }',
    /^\{ \.\.\. \{ b \} \}/,
  ],
  ['{ a { b @skip(if: true) { c } } }', '{ a { __typename } }'],
  ['{ a @log(if: false) @skip(if: false) }', '{ a @log(if: false) }'],
])('decides %s as %s', (query, expected) => {
  if (typeof expected === 'string') expect(text(query)).toBe(expected);
  else expect(text(query)).toMatch(expected);
});

it('decides by the values of variables, also in fragments, and leaves what it has no value for', () => {
  const query =
    'query ($v: Boolean!) { a @skip(if: $v) b @include(if: $v) ...F } fragment F on Q { c @skip(if: $v) d }';
  const rest = (of: string) => of.replace(/^query \(\$v: Boolean!\) /, '');
  expect(rest(text(query, { v: true }))).toBe('{ b ...F } fragment F on Q { d }');
  expect(rest(text(query, { v: false }))).toBe('{ a ...F } fragment F on Q { c d }');
  expect(text(query)).toBe(query);
  expect(text('{ a @skip(if: $v) @include(if: true) }')).toBe('{ a @skip(if: $v) }');
  expect(text('{ a @skip(if: $v) @include(if: false) b }')).toBe('{ b }');
});

it('gives a document without conditions back', () => {
  const document = parse('{ a @log(if: false) { b } }');
  expect(decided(document, {})).toBe(document);
});

it('lets a field be computed that requires less than one that is skipped', async () => {
  const LINK =
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])';
  const catalog = parse(`${LINK} type Query { product: Product }
    type Product @key(fields: "id") { id: ID! weight: Int size: Int }`);
  const pricing =
    parse(`${LINK} type Product @key(fields: "id") { id: ID! weight: Int @external size: Int @external
    byWeight: Int @requires(fields: "weight") bySize: Int @requires(fields: "size") }`);
  const { supergraphSdl = '' } = composeServices([
    { name: 'catalog', url: 'http://catalog.test', typeDefs: catalog },
    { name: 'pricing', url: 'http://pricing.test', typeDefs: pricing },
  ]);
  const schema = buildSubgraphSchema(catalog);
  let asked: unknown;
  const gateway = await openGateway(supergraphSdl, (subgraph, source, variables) => {
    const rootValue = { product: { id: 'p1', weight: 2, size: 3 } };
    if (subgraph === 'catalog') return graphql({ schema, source, rootValue, variableValues: variables });
    asked = variables.representations;
    return Promise.resolve({ data: { _entities: [{ byWeight: 20, bySize: 30 }] } });
  });
  const answers = async (query: string, variables = {}) => (await gateway.execute(query, variables)).data;
  try {
    expect(await answers('{ product { byWeight bySize @skip(if: true) } }')).toEqual({
      product: { byWeight: 20 },
    });
    expect(asked).toEqual([{ __typename: 'Product', id: 'p1', weight: 2 }]);
    // One operation, planned for each value of its variable.
    const query = 'query ($v: Boolean!) { product { byWeight @skip(if: $v) bySize @include(if: $v) } }';
    expect(await answers(query, { v: true })).toEqual({ product: { bySize: 30 } });
    expect(await answers(query, { v: false })).toEqual({ product: { byWeight: 20 } });
    expect(await answers(query, { v: true })).toEqual({ product: { bySize: 30 } });
    expect(asked).toEqual([{ __typename: 'Product', id: 'p1', size: 3 }]);
  } finally {
    await gateway.close();
  }
});
