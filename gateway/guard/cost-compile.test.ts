import { buildSchema, parse, validate } from 'graphql';
import { compileCost } from './cost-compile';
import { costModel } from './cost-model';

const schema = buildSchema(`
  schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@cost", "@listSize"]) { query: Query mutation: Mutation }
  directive @link(url: String, import: [Any]) repeatable on SCHEMA
  scalar Any
  directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
  type Query {
    number: Int
    numbers: [Int] @listSize(assumedSize: 7)
    heavyNumber: Int @cost(weight: 4)
    heavyNumbers: [Int] @cost(weight: 4) @listSize(assumedSize: 7)
    colour: Colour
    blob: Blob
    book: Book
    author: Author
    books: [Book!]! @listSize(assumedSize: 20)
    unsized: [Book]
    shelves: [[Book]] @listSize(assumedSize: 3)
    page(first: Int = 5, last: Int): [Book] @listSize(slicingArguments: ["first", "last"], assumedSize: 50)
    some(first: Int): [Book] @listSize(slicingArguments: ["first"], assumedSize: 8)
    connection(first: Int): Connection @listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"])
    search(filter: Filter, filters: [Filter!], word: String @cost(weight: 3), colours: [Colour!]): Book
    cheaper(word: String @cost(weight: -9)): Book @cost(weight: 2)
    cheap: Book @cost(weight: -5)
    node: Node
    nodes: [Node] @listSize(assumedSize: 2)
    found: Found
    empty: Empty
  }
  type Mutation { write: Book }
  enum Colour @cost(weight: 2) { RED }
  scalar Blob @cost(weight: 6)
  input Filter { plain: Int heavy: Int @cost(weight: 5) within: Filter }
  interface Empty { id: ID }
  interface Node { id: ID parts: [Book] @listSize(assumedSize: 4) rated: Book }
  union Found = Book | Author
  type Book implements Node { id: ID title: String parts: [Book] rated: Book author: Author }
  type Author implements Node @cost(weight: 3) { id: ID parts: [Book] rated: Book @cost(weight: 9) books: [Book] @listSize(assumedSize: 10) }
  type Connection { edges: [Edge] nodes: [Book] other: [Book] }
  type Edge { node: Book }
`);
const model = costModel(schema, 10);

function costOf(query: string, variables: Readonly<Record<string, unknown>> = {}): number {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  return compileCost(document, undefined, model)(variables);
}

it.each([
  ['a scalar is free', '{ number __typename }', 0],
  ['a list of scalars too', '{ numbers }', 0],
  ['a scalar under an alias counts as an object', '{ a: number b: number number: number }', 2],
  ['a field has its own weight', '{ heavyNumber }', 4],
  ['each element of a list has it', '{ heavyNumbers }', 28],
  ['an enum has one', '{ colour }', 2],
  ['a scalar has one', '{ blob }', 6],
  ['an object counts 1', '{ book { title } }', 1],
  ['or what it says', '{ author { id } }', 3],
  ['objects within add up', '{ book { author { id } } }', 4],
  ['a mutation counts 10', 'mutation { write { title } }', 11],
  [
    'a question about the schema is little',
    '{ __schema { types { name } } __type(name: "Book") { name } }',
    20,
  ],
])('%s: %s', (_, query, cost) => {
  expect(costOf(query)).toBe(cost);
});

describe('a list multiplies what is selected of it', () => {
  it.each([
    ['by its assumed size', '{ books { author { id } } }', 80],
    ['by the standard size without one', '{ unsized { id } }', 10],
    ['within a list too', '{ shelves { id } }', 30],
    ['by the default of its slicing argument', '{ page { id } }', 5],
    ['by its slicing argument', '{ page(first: 3) { id } }', 3],
    ['by the largest of several', '{ page(first: 3, last: 12) { id } }', 12],
    ['by a default where the argument is null', '{ page(first: null) { id } }', 5],
    ['by the assumed size where no argument says it', '{ some { id } }', 8],
    ['by nothing less than 0', '{ page(first: -4) { id } }', 0],
    [
      'of a connection: its sized fields, and no others',
      '{ connection(first: 3) { edges { node { id } } nodes { id } other { id } } }',
      1 + 6 + 3 + 10,
    ],
    ['of a connection without the argument: by the standard size', '{ connection { nodes { id } } }', 11],
    [
      'of a connection through fragments',
      '{ connection(first: 3) { ...c } } fragment c on Connection { ... { nodes { id } } }',
      4,
    ],
  ])('%s', (_, query, cost) => {
    expect(costOf(query)).toBe(cost);
  });

  it('takes a fragment of two connections for each', () => {
    const fragment = 'fragment c on Connection { nodes { id } }';
    const query =
      'query ($n: Int) { connection(first: 3) { ...c } b: connection(first: 4) { ...c } c: connection(first: $n) { ...c } }';
    expect(costOf(`${query} ${fragment}`, { n: 9 })).toBe(3 + 3 + 4 + 9);
  });

  const query = 'query ($n: Int) { page(first: $n) { author { id } } }';
  it.each([
    [{ n: 3 }, 12],
    [{ n: 0 }, 0],
    [{ n: -1 }, 0],
    [{}, 20],
    [{ n: null }, 20],
    [{ n: 'many' }, 20],
    [{ n: NaN }, 20],
    [{ n: 1e308 }, 1_000_000_000],
    [{ n: Infinity }, 1_000_000_000],
    [{ __proto__: { n: 3 } }, 12],
  ])('by a variable: %j', (variables, cost) => {
    expect(costOf(query, variables)).toBe(cost);
  });

  it('by the default of the variable', () => {
    const withDefault = query.replace('Int', 'Int = 2');
    expect([costOf(withDefault), costOf(withDefault, { n: 3 }), costOf(withDefault, { n: null })]).toEqual([
      8, 12, 20,
    ]);
  });

  it('stops counting before numbers lose their meaning', () => {
    const deep = `{ books { ${'parts { '.repeat(40)} id ${'} '.repeat(40)} } }`;
    expect(costOf(deep)).toBe(1_000_000_000);
  });
});

describe('arguments', () => {
  it.each([
    ['one with a weight', '{ search(word: "a") { id } }', {}, 4],
    ['null costs nothing', '{ search(word: null) { id } }', {}, 1],
    ['a list costs what its items cost', '{ search(colours: [RED, RED]) { id } }', {}, 5],
    ['an object counts 1', '{ search(filter: { plain: 1 }) { id } }', {}, 2],
    ['and its fields what they say', '{ search(filter: { heavy: 1, within: { heavy: 2 } }) { id } }', {}, 13],
    ['by variable', 'query ($f: Filter) { search(filter: $f) { id } }', { f: { heavy: 1 } }, 7],
    ['by a variable within', 'query ($n: Int) { search(filter: { heavy: $n }) { id } }', { n: 1 }, 7],
    ['by a variable that is not given', 'query ($f: Filter) { search(filter: $f) { id } }', {}, 1],
    [
      'a list by variable',
      'query ($f: [Filter!]) { search(filters: $f) { id } }',
      { f: [{}, { heavy: 1 }] },
      8,
    ],
    [
      'keys that are no fields',
      'query ($f: Filter) { search(filter: $f) { id } }',
      { f: JSON.parse('{"__proto__": {"heavy": 1}, "constructor": 1}') as unknown },
      2,
    ],
    ['once for a list', '{ search(filter: {}) { author { books { id } } } }', {}, 1 + 1 + 3 + 10],
    ['never less than nothing', '{ cheaper(word: "a") { id } }', {}, 2],
  ])('%s', (_, query, variables, cost) => {
    expect(costOf(query, variables)).toBe(cost);
  });

  it('a weight below 0 takes off from what is selected, and no more', () => {
    expect([costOf('{ cheap { id } book { id } }'), costOf('{ cheap { author { books { id } } } }')]).toEqual(
      [1, 8],
    );
  });
});

describe('where there may be several types, the dearest counts', () => {
  it.each([
    ['an interface’s own fields', '{ node { parts { id } } }', 3 + 4],
    ['a field that one of them makes dear', '{ node { rated { id } } }', 3 + 9],
    [
      'the larger of two conditions',
      '{ found { ... on Book { author { id } } ... on Author { books { id } } } }',
      3 + 10,
    ],
    [
      'both where both hold',
      '{ node { ... on Node { rated { id } } ... on Author { books { id } } } }',
      3 + 9 + 10,
    ],
    [
      'a condition that never holds',
      '{ node { ... on Node { ... on Found { ... on Book { author { id } } } } } }',
      3 + 3,
    ],
    ['in a list', '{ nodes { ... on Book { author { id } } } }', 12],
    ['nothing of an interface that no type has, but itself', '{ empty { id } }', 1],
  ])('%s', (_, query, cost) => {
    expect(costOf(query)).toBe(cost);
  });
});

describe('what is left out costs nothing', () => {
  it.each([
    ['{ book @skip(if: true) { id } }', {}, 0],
    ['{ book @skip(if: false) { id } }', {}, 1],
    ['{ book @include(if: false) { id } }', {}, 0],
    ['{ ... @include(if: false) { book { id } } }', {}, 0],
    ['query ($x: Boolean!) { book @include(if: $x) { id } }', { x: true }, 1],
    ['query ($x: Boolean!) { book @include(if: $x) { id } }', { x: false }, 0],
    ['query ($x: Boolean!) { book @skip(if: $x) { id } }', { x: true }, 0],
    ['query ($x: Boolean = true) { book @skip(if: $x) { id } }', {}, 0],
    [
      'query ($x: Boolean!, $y: Boolean!) { book @skip(if: $x) @include(if: $y) { id } }',
      { x: false, y: false },
      0,
    ],
    [
      'query ($x: Boolean!) { ...b @skip(if: $x) author { id } } fragment b on Query { book { id } }',
      { x: true },
      3,
    ],
  ])('%s with %j', (query, variables, cost) => {
    expect(costOf(query, variables)).toBe(cost);
  });
});

it('takes the operation that is named, and none for another', () => {
  const document = parse('query A { book { id } } query B { author { id } }');
  const costs = ['A', 'B', 'C'].map((name) => compileCost(document, name, model)({}));
  expect(costs).toEqual([1, 3, 0]);
});

it('ends on fragments within themselves, and on fields that there are not', () => {
  const document = parse(
    '{ ...a nothing { id } } fragment a on Query { book { id } ...b } fragment b on Query { ...a ...none }',
  );
  expect(compileCost(document, undefined, model)({})).toBe(1);
});

it('counts fragments within fragments without spelling them out', () => {
  const names = Array.from({ length: 60 }, (_, i) => `f${i}`);
  const fragments = names.map(
    (name, i) =>
      `fragment ${name} on Query { ${i === 0 ? 'page(first: $n) { id }' : `...f${i - 1} ...f${i - 1}`} }`,
  );
  const document = parse(`query ($n: Int) { ...f59 } ${fragments.join(' ')}`);
  expect(compileCost(document, undefined, model)({ n: 1 })).toBe(1_000_000_000);
});
