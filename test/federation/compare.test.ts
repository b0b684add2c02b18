/** The comparison itself tells equal answers from others. */
import { type Compared, sameAnswer } from './compare';

function at(...path: (string | number)[]) {
  return { message: 'fails', path };
}

const differences: readonly (readonly [string, Compared, Compared])[] = [
  ['data', { data: { a: 1 } }, { data: { a: 2 } }],
  ['the order of keys', { data: { a: 1, b: 2 } }, { data: { b: 2, a: 1 } }],
  ['a missing null', { data: { a: null } }, { data: {} }],
  ['an error more', { data: { a: null } }, { data: { a: null }, errors: [at('a')] }],
  [
    'an error told twice',
    { data: { a: null }, errors: [at('a'), at('a')] },
    { data: { a: null }, errors: [at('a')] },
  ],
  [
    'an error elsewhere',
    { data: { a: null, b: null }, errors: [at('a')] },
    { data: { a: null, b: null }, errors: [at('b')] },
  ],
  ['an error nowhere', { data: { a: null }, errors: [{}] }, { data: { a: null }, errors: [at('a')] }],
  [
    'an error at the null instead of within',
    { data: { a: null }, errors: [at('a')] },
    { data: { a: null }, errors: [at('a', 'b')] },
  ],
  ['no error within a null', { data: { a: null } }, { data: { a: null }, errors: [at('a', 'b')] }],
];

describe('two answers', () => {
  it('are the same when data and error paths are, whatever the messages', () => {
    const errors = [at('a'), { ...at('b', 0), message: 'otherwise' }];
    expect(
      sameAnswer(
        { data: { a: null, b: [null] }, errors },
        { data: { a: null, b: [null] }, errors: [at('b', 0), at('a')] },
      ),
    ).toBe(true);
  });

  it.each(differences)('differ by %s', (_, one, other) => {
    expect(sameAnswer(one, other)).toBe(false);
  });

  it('are the same when they tell different errors within the same null', () => {
    expect(
      sameAnswer(
        { data: { a: null }, errors: [at('a', 'b')] },
        { data: { a: null }, errors: [at('a', 'c'), at('a', 'd')] },
      ),
    ).toBe(true);
  });
});
