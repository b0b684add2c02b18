import fc from 'fast-check';
import { getIntrospectionQuery } from 'graphql';
import { documentBreach, MOST_INTROSPECTIONS, MOST_OVERLAPS } from './limit-document';
import { limitSettings } from './limit-settings';

const limits = limitSettings({}, []);
const breachOf = (text: string) => documentBreach(text, limits);
const repeat = (count: number, item: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => item(i)).join(' ');
const EVERYTHING = {
  ...{ specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true },
  ...{ inputValueDeprecation: true, oneOf: true },
};
const nested = (depth: number, field = 'a'): string => `{ ${field} `.repeat(depth) + '}'.repeat(depth);

const sameField = (count: number) => repeat(count, (i) => `fragment f${i} on T { id }`);
const levelsThroughFragments = (count: number) =>
  `{ ...f0 } ${repeat(count, (i) => `fragment f${i} on T { a { ...f${i + 1} } }`)} fragment f${count} on T { a }`;
const doubling = (depth: number): string =>
  depth === 0 ? 'a' : repeat(2, () => `a { ${doubling(depth - 1)} }`);

describe('lets through', () => {
  it.each([
    ['12 levels', nested(12)],
    ['60 aliases', `{ a { ${repeat(60, (i) => `a${i}: b`)} } }`],
    ['30 root fields', `{ ${repeat(30, (i) => `a${i}`)} }`],
    ['15 KB of an ordinary document', `{ a { ${repeat(750, (i) => `longFieldName${1_000 + i}\n`)} } }`],
    [
      '2,000 fields through fragments',
      `{ ${repeat(20, (i) => `a${i} { ...f }`)} } fragment f on T { ${repeat(99, (i) => `f${i}`)} }`,
    ],
    ['the same field of 100 fragments', `{ a { ${repeat(100, (i) => `...f${i}`)} } } ${sameField(100)}`],
    ['introspection', getIntrospectionQuery()],
    ['introspection with all there is', getIntrospectionQuery(EVERYTHING)],
    ['introspection that unwraps types 12 times', getIntrospectionQuery({ ...EVERYTHING, typeDepth: 12 })],
    ['a syntax error, which is the parser’s', '{ a(b: "'],
    ['type definitions, which are validation’s', 'type A { b: Int }'],
    [
      'a fragment within itself, which is validation’s',
      '{ ...f } fragment f on Q { a ...g } fragment g on Q { ...f }',
    ],
    ['an unknown fragment', '{ ...f }'],
  ])('%s', (_, text) => {
    expect(breachOf(text)).toBeUndefined();
  });
});

describe('refuses', () => {
  it.each([
    ['a long document', `{ a } #${'x'.repeat(40_000)}`, 'LIMIT_DOCUMENT', 40_007],
    ['one that is long in bytes alone', `{ a } #${'ế'.repeat(15_000)}`, 'LIMIT_DOCUMENT', 45_007],
    ['many tokens', `{ ${repeat(4_001, () => 'a')} }`, 'LIMIT_TOKENS', 4_003],
    ['many tokens before a syntax error', `{ ${repeat(4_001, () => 'a')} "`, 'LIMIT_TOKENS', 4_002],
    ['17 levels', nested(17), 'LIMIT_DEPTH', 17],
    ['levels in inline fragments', nested(500, '...'), 'LIMIT_DEPTH', 500],
    ['levels through fragments', levelsThroughFragments(17), 'LIMIT_DEPTH', 18],
    ['101 aliases', `{ a { ${repeat(101, (i) => `a${i}: b`)} } }`, 'LIMIT_ALIASES', 101],
    ['41 root fields', `{ ${repeat(41, (i) => `a${i}`)} }`, 'LIMIT_ROOT_FIELDS', 41],
    [
      '42 root fields through fragments',
      `{ ...f ... { ...f } } fragment f on Q { ${repeat(21, (i) => `a${i}`)} }`,
      'LIMIT_ROOT_FIELDS',
      42,
    ],
    ['101 directives', `{ a ${repeat(101, () => '@b')} }`, 'LIMIT_DIRECTIVES', 101],
    [
      '4,002 fields of two operations',
      `query A { a { ...f } } query B { b { ...f } } fragment f on T { ...g ...g } fragment g on T { ${repeat(1_000, (i) => `f${i}`)} }`,
      'LIMIT_FIELDS',
      4_002,
    ],
  ])('%s', (_, text, code, got) => {
    expect(breachOf(text)).toMatchObject({ code, got });
  });

  it('a fragment bomb, whose fields nobody can count', () => {
    const bomb = repeat(60, (i) => `fragment f${i} on T { ...f${i + 1} ...f${i + 1} }`);
    expect(breachOf(`{ a { ...f0 } } ${bomb} fragment f60 on T { b }`)).toMatchObject({
      ...{ code: 'LIMIT_FIELDS', limit: limits.fields, got: 1_000_000_000 },
    });
  });

  it('the schema asked for again and again, whatever it is called and wherever', () => {
    const asked = { code: 'LIMIT_ROOT_FIELDS', limit: MOST_INTROSPECTIONS };
    expect(breachOf(`{ ${repeat(30, (i) => `a${i}: __schema { types { name } }`)} }`)).toMatchObject(asked);
    expect(
      breachOf(`{ __schema { types { ${repeat(9, (i) => `a${i}: fields { name }`)} } } }`),
    ).toMatchObject(asked);
    const fragment = `fragment f on __Type { ${repeat(9, (i) => `a${i}: fields { name }`)} }`;
    expect(breachOf(`{ __schema { types { ...f } } } ${fragment}`)).toMatchObject(asked);
  });

  it.each([
    ['a field with a selection', `{ a { ${repeat(700, () => 'b { c }')} } }`],
    ['in doubling levels', `{ ${doubling(9)} }`],
    ['fragments', `{ a { ${repeat(320, (i) => `...f${i}`)} } } ${sameField(320)}`],
  ])('the same over and over, which validation compares pair by pair: %s', (_, text) => {
    const loose = { ...limits, depth: 100 };
    expect(documentBreach(text, loose)).toMatchObject({ code: 'LIMIT_FIELDS', limit: MOST_OVERLAPS });
  });

  it('fragments within each other in so many ways that going through them would not end', () => {
    const cycles = (i: number) => `fragment f${i} on T { ${repeat(20, (j) => `a${j} { ...f${j} }`)} }`;
    expect(breachOf(`{ ...f0 } ${repeat(20, cycles)}`)).toMatchObject({ code: 'LIMIT_DEPTH' });
    expect(documentBreach(`{ ...f0 } ${repeat(20, cycles)}`, { ...limits, depth: 100 })).toMatchObject({
      code: 'LIMIT_FIELDS',
    });
  });

  it.each([
    ['lists', `{ a(b: ${'['.repeat(3_000)}`],
    ['objects', `{ a(b: ${'{ a: '.repeat(1_300)}`],
    ['types', `query ($a: ${'['.repeat(3_000)}`],
    ['selections', '{ a'.repeat(1_900)],
    ['fragments', repeat(450, (i) => `fragment f${i} on T { ...f${i + 1} }`)],
    ['fragments, last first', repeat(450, (i) => `fragment f${450 - i} on T { ...f${451 - i} }`)],
  ])('what would not fit the stack of a parser: %s', (_, text) => {
    for (const tokens of [limits.tokens, 10_000]) {
      expect(documentBreach(text, { ...limits, tokens })).toMatchObject({ code: 'LIMIT_DEPTH' });
    }
  });
});

it('says what was got, what was expected and what to do', () => {
  expect(breachOf(nested(17))?.message).toBe(
    'The operation selects 17 levels deep. Expected at most 16: select less deeply, or ask in several requests.',
  );
});

it('judges any text without a fault of its own', () => {
  const words = [
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '...',
    'on',
    'fragment',
    'a',
    'b',
    ':',
    '$',
    '@',
    '"',
    '"""',
    '1e9',
    '#',
    '\u0000',
    '\ud800',
  ];
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string())), (texts) => {
      const breach = breachOf(texts.join(' '));
      expect(breach === undefined || breach.got > breach.limit).toBe(true);
    }),
    { numRuns: 500 },
  );
});
