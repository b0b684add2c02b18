import { parse, print } from 'graphql';
import { normalForm, withoutDescriptions } from './normal-form';

const form = (text: string) => normalForm(parse(text));

it.each([
  [
    'white space, comments and descriptions',
    'query Q($n: Int) { a(n: $n) ...x } fragment x on T { b }',
    '# what it is\nquery Q ($n: Int,) {\n  a(n: $n)\n  ...x,\n}\nfragment x on T { b }',
    '"What it is" query Q("how many" $n: Int) { a(n: $n) ...x } "x" fragment x on T { b }',
  ],
  [
    'the order of definitions',
    'query Q { ...x ...y } fragment x on T { b } fragment y on T { c }',
    'fragment y on T { c } query Q { ...x ...y } fragment x on T { b }',
  ],
  [
    'the order of fields, at any depth',
    'query Q { a b { c d: e { f g } } }',
    'query Q { b { d: e { g f } c } a }',
  ],
  [
    'the order of fragments, and in them',
    'query Q { a ...x ... on T { b c } ... @include(if: $y) { e } } fragment x on T { f g }',
    'query Q { ... @include(if: $y) { e } ... on T { c b } ...x a } fragment x on T { g f }',
  ],
  ['the order of arguments', 'query Q { a(n: 1, s: "x") }', 'query Q { a(s: "x", n: 1) }'],
  [
    'the order of variables',
    'query Q($n: Int = 1, $s: [String!]! @d) { a(n: $n, s: $s) }',
    'query Q($s: [String!]! @d, $n: Int = 1) { a(n: $n, s: $s) }',
  ],
  [
    'the order of a directive’s arguments',
    'query Q { a @defer(if: true, label: "x") @d(a: 1, b: 2) }',
    'query Q { a @defer(label: "x", if: true) @d(b: 2, a: 1) }',
  ],
  [
    'the order of an input object’s fields',
    'query Q { a(i: { n: [{ x: 1, y: 2 }], m: 2 }) }',
    'query Q { a(i: { m: 2, n: [{ y: 2, x: 1 }] }) }',
  ],
  ['how a text is quoted', 'query Q { a(s: "x") }', 'query Q { a(s: """x""") }'],
  [
    'the order below a mutation’s root fields',
    'mutation M { a { b c } ...x } fragment x on Mutation { d { e f } }',
    'fragment x on Mutation { d { f e } } mutation M { a { c b } ...x }',
  ],
])('is the same whatever %s', (_, ...texts) => {
  expect(new Set(texts.map(form)).size).toBe(1);
});

it('differs by anything else', () => {
  const texts = [
    ...['query Q { a b }', 'query R { a b }', '{ a b }', 'query Q { a b: b }', 'subscription Q { a b }'],
    ...['query Q { a { b } }', 'query Q { a { b } b }', 'query Q { a b b }', 'query Q { a }'],
    ...['query Q @x { a b }', 'query Q { a b @skip(if: true) }', 'query Q { a @skip(if: true) b }'],
    ...['query Q { a b @x @y }', 'query Q { a b @y @x }', 'query Q { a b @x(y: 1) }'],
    ...[
      'query Q { a(s: "x") b }',
      'query Q { a(s: "x ") b }',
      'query Q { a(s: x) b }',
      'query Q { a(x: "s") b }',
    ],
    ...[
      'query Q { a(s: 1) b }',
      'query Q { a(s: 1.0) b }',
      'query Q { a(s: "1") b }',
      'query Q { a(s: $x) b }',
    ],
    ...['query Q { a(s: [1, 2]) b }', 'query Q { a(s: [2, 1]) b }', 'query Q { a(s: [[1], 2]) b }'],
    ...[
      'query Q { a(s: []) b }',
      'query Q { a(s: {}) b }',
      'query Q { a(s: "") b }',
      'query Q { a(s: null) b }',
    ],
    ...['query Q { a(s: { x: 1, y: 2 }) b }', 'query Q { a(s: { x: 2, y: 1 }) b }'],
    ...['query Q($s: String = "x") { a b }', 'query Q($s: String) { a b }', 'query Q($s: String!) { a b }'],
    ...[
      'query Q($s: [String!]) { a b }',
      'query Q($s: [String]!) { a b }',
      'query Q($description: String) { a b }',
    ],
    ...[
      'query Q { ... on T { a b } }',
      'query Q { ... on U { a b } }',
      'query Q { ... { a b } }',
      'query Q { ...T }',
    ],
  ];
  expect(new Set(texts.map(form)).size).toBe(texts.length);
});

it('differs by the order of a mutation’s root fields, wherever they are written', () => {
  const texts = [
    ...['mutation M { a b }', 'mutation M { b a }'],
    ...['mutation M { ... { a b } }', 'mutation M { ... { b a } }', 'mutation M { ... { ... { b a } } }'],
    ...['mutation M { ...x c }', 'mutation M { c ...x }'].flatMap((operation) => [
      `${operation} fragment x on Mutation { a b }`,
      `fragment x on Mutation { b a } ${operation}`,
      `${operation} fragment x on Mutation { ...y } fragment y on Mutation { a b }`,
      `${operation} fragment y on Mutation { b a } fragment x on Mutation { ...y }`,
    ]),
  ];
  expect(new Set(texts.map(form)).size).toBe(texts.length);
});

it('ends on fragments that go round in a circle', () => {
  const text = 'mutation M { ...x } fragment x on T { ...y } fragment y on T { ...x }';
  expect(form(text)).toBe(form(text));
});

it('takes descriptions away, and no other text', () => {
  const text = '"said" query Q("said" $s: String = "default") { a(description: "kept", s: $s) }';
  expect(print(withoutDescriptions(parse(text)))).toBe(
    'query Q($s: String = "default") {\n  a(description: "kept", s: $s)\n}',
  );
});
