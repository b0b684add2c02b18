import fc from 'fast-check';
import { buildSchema, parse } from 'graphql';
import { compileCost } from './cost-compile';
import { costModel } from './cost-model';

const model = costModel(
  buildSchema(`
    schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@cost", "@listSize"]) { query: Unit }
    directive @link(url: String, import: [Any]) repeatable on SCHEMA
    scalar Any
    directive @cost(weight: Int!) on ARGUMENT_DEFINITION | FIELD_DEFINITION | OBJECT
    directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean) on FIELD_DEFINITION
    interface Place { parent: Place units(first: Int = 3): [Unit] }
    type Unit implements Place {
      name: String
      parent: Place @cost(weight: -3)
      units(first: Int = 3, last: Int @cost(weight: 2)): [Unit] @listSize(slicingArguments: ["first", "last"])
      page(first: Int): Page @listSize(slicingArguments: ["first"], sizedFields: ["nodes"])
    }
    type Site implements Place @cost(weight: 4) { parent: Place units(first: Int = 3): [Unit] }
    type Page { nodes: [Unit] places: [Place] }
  `),
  10,
);

/** Selections of a unit that use the variables $a to $c. */
const { unit } = fc.letrec<{ unit: string; field: string }>((tie) => ({
  unit: fc.array(tie('field'), { minLength: 1, maxLength: 3 }).map((fields) => `{ ${fields.join(' ')} }`),
  field: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('name', 'other: name', '__typename'),
    fc.tuple(variable(), tie('unit')).map(([size, below]) => `units(first: ${size}) ${below}`),
    fc
      .tuple(variable(), variable(), tie('unit'))
      .map(([a, b, below]) => `units(first: ${a}, last: ${b}) ${below}`),
    fc
      .tuple(variable(), tie('unit'))
      .map(([size, below]) => `page(first: ${size}) { nodes ${below} places { ... on Unit ${below} } }`),
    fc
      .tuple(variable(), tie('unit'))
      .map(
        ([size, below]) => `parent { ... on Unit ${below} ... on Site { units(first: ${size}) ${below} } }`,
      ),
    tie('unit').map((below) => `... @include(if: $x) ${below}`),
  ),
}));

function variable() {
  return fc.constantFrom('$a', '$b', '$c', '7');
}

const size = fc.oneof(
  fc.integer({ min: 0, max: 50 }),
  fc.integer(),
  fc.constantFrom(0, -1, 2 ** 31, 1e300, Infinity),
);
const sizes = fc.record({ a: size, b: size, c: size });

function costOf(selections: string) {
  return compileCost(
    parse(`query ($a: Int, $b: Int, $c: Int, $x: Boolean!) ${selections}`),
    undefined,
    model,
  );
}

it('is a whole number from 0, whatever the variables hold', () => {
  const anything = fc.oneof(size, fc.anything());
  fc.assert(
    fc.property(
      unit,
      fc.record({ a: anything, b: anything, c: anything, x: fc.anything() }),
      (selections, variables) => {
        const cost = costOf(selections)(variables);
        expect(Number.isSafeInteger(cost) && cost >= 0).toBe(true);
      },
    ),
  );
});

it('grows, or stays, with each length that is asked for', () => {
  fc.assert(
    fc.property(
      unit,
      sizes,
      fc.constantFrom('a', 'b', 'c'),
      size,
      fc.boolean(),
      (selections, variables, name, other, x) => {
        const cost = costOf(selections);
        const [less, more] = [Math.min(variables[name], other), Math.max(variables[name], other)];
        expect(cost({ ...variables, x, [name]: less })).toBeLessThanOrEqual(
          cost({ ...variables, x, [name]: more }),
        );
      },
    ),
  );
});

it('grows, or stays, with what is included', () => {
  fc.assert(
    fc.property(unit, sizes, (selections, variables) => {
      const cost = costOf(selections);
      expect(cost({ ...variables, x: false })).toBeLessThanOrEqual(cost({ ...variables, x: true }));
    }),
  );
});

it('is the same by variables as by literals', () => {
  const small = fc.record({ a: fc.nat(99), b: fc.nat(99), c: fc.nat(99) });
  fc.assert(
    fc.property(unit, small, fc.boolean(), (selections, variables, x) => {
      const values: Readonly<Record<string, unknown>> = { ...variables, x };
      const spelledOut = selections.replace(/\$([abcx])/g, (_, name: string) => String(values[name]));
      expect(costOf(spelledOut)({})).toBe(costOf(selections)(values));
    }),
  );
});
