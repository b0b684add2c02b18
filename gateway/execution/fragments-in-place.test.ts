import { getOperationAST, parse, print } from 'graphql';
import { withFragmentsInPlace } from './fragments-in-place';

const inPlace = (query: string, name?: string) => {
  const document = parse(query);
  const operation = getOperationAST(document, name);
  if (operation == null) throw new TypeError('The document does not have the operation.');
  return print(withFragmentsInPlace(document, operation)).replace(/\s+/g, ' ');
};

it.each([
  ['a fragment', '{ a { ...F } } fragment F on A { x }', '{ a { ... on A { x } } }'],
  [
    'one fragment wherever it is used',
    '{ a { ...F } b { a { ...F y } } } fragment F on A { x }',
    '{ a { ... on A { x } } b { a { ... on A { x } y } } }',
  ],
  [
    'fragments within fragments, named or not',
    '{ a { ...F } } fragment F on A { ... on B { ...G } } fragment G on B { b { ...H } } fragment H on C { z }',
    '{ a { ... on A { ... on B { ... on B { b { ... on C { z } } } } } } }',
  ],
  [
    'a fragment with the conditions of its use',
    'query ($v: Boolean!) { a { ...F @include(if: $v) } b { ...F @skip(if: $v) } } fragment F on A { x @skip(if: $v) }',
    'query ($v: Boolean!) { a { ... on A @include(if: $v) { x @skip(if: $v) } } b { ... on A @skip(if: $v) { x @skip(if: $v) } } }',
  ],
  [
    'a fragment with aliases and arguments',
    'query Q ($n: Int) @log { ...F } fragment F on Query { one: a(first: $n) { x } }',
    'query Q($n: Int) @log { ... on Query { one: a(first: $n) { x } } }',
  ],
  ['nothing where there is no fragment by name', '{ a { ... on A { x } } }', '{ a { ... on A { x } } }'],
])('writes out %s', (_, query, expected) => {
  expect(inPlace(query)).toBe(expected);
});

it('writes out the operation that it is given, of several', () => {
  const query = 'query One { ...F } query Two { b ...F } fragment F on Query { a }';
  expect(inPlace(query, 'Two')).toBe('query Two { b ... on Query { a } }');
});

it('leaves the document itself as it is, which others read as well', () => {
  const document = parse('{ a { ...F } } fragment F on A { x }');
  const before = print(document);
  const operation = getOperationAST(document);
  if (operation == null) throw new TypeError('The document has one operation.');
  withFragmentsInPlace(document, operation);
  expect(print(document)).toBe(before);
});

it('names a fragment that is not there', () => {
  expect(() => inPlace('{ ...Nowhere }')).toThrow(new TypeError('There is no fragment Nowhere.'));
});
