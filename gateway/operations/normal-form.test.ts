import { parse, print } from 'graphql';
import { normalForm, withoutDescriptions } from './normal-form';

const form = (text: string) => normalForm(parse(text));

it('is the same whatever the white space, the comments, the descriptions and the order of definitions', () => {
  const texts = [
    'query Q($n: Int) { a(n: $n) ...x ...y } fragment x on T { b } fragment y on T { c }',
    '# what it is\nquery Q ($n: Int,) {\n  a(n: $n)\n  ...x,\n  ...y\n}\nfragment y on T { c }\nfragment x on T { b }',
    '"What it is" query Q("how many" $n: Int) { a(n: $n) ...x ...y } "x" fragment x on T { b } fragment y on T { c }',
  ];
  expect(new Set(texts.map(form)).size).toBe(1);
});

it('differs by anything else', () => {
  const texts = [
    ...['query Q { a b }', 'query Q { b a }', 'query R { a b }', '{ a b }', 'query Q { a b: b }'],
    ...['mutation Q { a b }', 'query Q { a b @skip(if: true) }', 'query Q { a(s: "x") b }'],
    ...['query Q { a(s: "x ") b }', 'query Q($description: String = "x") { a b }'],
  ];
  expect(new Set(texts.map(form)).size).toBe(texts.length);
});

it('takes descriptions away, and no other text', () => {
  const text = '"said" query Q("said" $s: String = "default") { a(description: "kept", s: $s) }';
  expect(print(withoutDescriptions(parse(text)))).toBe(
    'query Q($s: String = "default") {\n  a(description: "kept", s: $s)\n}',
  );
});
