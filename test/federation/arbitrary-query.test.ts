/** Random operations reach all of the schema and of the language. */
import fc from 'fast-check';
import { isInterfaceType, isObjectType, parse, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql';
import { operations } from './arbitrary-query';
import { openMonolith } from './graph/monolith';
import { composeTestGraph } from './graph/subgraphs';

const schema = openMonolith(composeTestGraph());
const sample = fc.sample(operations(schema), { numRuns: 400, seed: 1 });

describe('random operations', () => {
  it('are valid', () => {
    expect(sample.flatMap(({ query }) => validate(schema, parse(query)))).toEqual([]);
  });

  it('ask for every field of every type', () => {
    const asked = new Set<string>();
    for (const { query } of sample) {
      const types = new TypeInfo(schema);
      visit(
        parse(query),
        visitWithTypeInfo(types, {
          Field: ({ name }) => void asked.add(`${types.getParentType()?.name ?? ''}.${name.value}`),
        }),
      );
    }
    const fields = Object.values(schema.getTypeMap())
      .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'))
      .flatMap((type) =>
        'getFields' in type ? Object.keys(type.getFields()).map((name) => `${type.name}.${name}`) : [],
      );
    expect(fields.filter((field) => !asked.has(field))).toEqual([]);
  });

  it.each([
    ['mutations', /^mutation/],
    ['an alias that is the name of a key', /\bid: name\b/],
    ['variables with a default', /\$v\d+: \w+!? = /],
    ['variables in a list', /\[\$v\d/],
    ['variables in an input object', /\{\w+: \$v\d/],
    ['a condition by variable on a fragment', /\.\.\. on \w+ @(skip|include)\(if: \$/],
    ['both conditions on a field', /\w @skip\(if: [^)]*\) @include/],
    ['a fragment that is used twice', /\.\.\.(F\d+)\b[^]*\.\.\.\1\b/],
    ['a fragment without a type', /\.\.\. \{/],
    ['null for an argument', /: null\b/],
  ])('have %s', (_, text) => {
    expect(sample.filter(({ query }) => text.test(query)).length).toBeGreaterThan(0);
  });
});
