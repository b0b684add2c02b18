import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { buildSchema, Kind, parse, printType, type VariableDefinitionNode } from 'graphql';
import { projectFile } from '../../shared/project-root';
import { DateScalar, PeriodScalar } from '../../shared/subgraph/scalars';
import { variablesFrom } from './query-parameters';

const schema = buildSchema(`
  scalar Period
  enum Level { PROVINCE DISTRICT COMMUNE }
  input Filter { codes: [ID!] level: Level! nested: Filter }
  type Query { x: Int y: Float }
`);

function definitions(declared: string): readonly VariableDefinitionNode[] {
  const [operation] = parse(declared === '' ? '{ x }' : `query (${declared}) { x }`).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? (operation.variableDefinitions ?? []) : [];
}

const read = (declared: string, query: string) =>
  variablesFrom(new URLSearchParams(query), definitions(declared), schema);

it.each([
  ['$n: Int', 'n=-12', { n: -12 }],
  ['$n: Int!', 'n=2147483647', { n: 2_147_483_647 }],
  ['$n: Float', 'n=12.5e-1', { n: 1.25 }],
  ['$n: Float', 'n=7', { n: 7 }],
  ['$yes: Boolean', 'yes=true', { yes: true }],
  ['$id: ID!', 'id=027', { id: '027' }],
  ['$text: String', 'text=', { text: '' }],
  ['$text: String', 'text=a,b', { text: 'a,b' }],
  ['$level: Level', 'level=DISTRICT', { level: 'DISTRICT' }],
  ['$period: Period!', 'period=2022', { period: '2022' }],
  ['$codes: [ID!]!', 'codes=a,b', { codes: ['a', 'b'] }],
  ['$codes: [ID!]!', 'codes=a&codes=b,c', { codes: ['a', 'b', 'c'] }],
  ['$codes: [ID!]!', 'codes=', { codes: [] }],
  ['$codes: [String!]', 'codes=["a,b",""]', { codes: ['a,b', ''] }],
  ['$numbers: [Int]', 'numbers=1,2', { numbers: [1, 2] }],
  ['$grid: [[Int!]!]', 'grid=[[1],[2,3]]', { grid: [[1], [2, 3]] }],
  ['$grid: [[Int!]!]', 'grid=[1]&grid=[2,3]', { grid: [[1], [2, 3]] }],
  ['$filter: Filter', 'filter={"level":"COMMUNE"}', { filter: { level: 'COMMUNE' } }],
  [
    '$filters: [Filter!]',
    'filters={"level":"COMMUNE","codes":["a"]}&filters={"level":"DISTRICT"}',
    { filters: [{ level: 'COMMUNE', codes: ['a'] }, { level: 'DISTRICT' }] },
  ],
  ['$n: Int = 5, $period: Period', '', {}],
  ['$n: Int! = 5', '', {}],
  ['', '', {}],
])('reads, for %s, ?%s', (declared, query, variables) => {
  expect(read(declared, query)).toEqual({ variables });
});

it.each([
  ['$n: Int', 'n=', 'The parameter "n" is "". Expected a whole number of 32 bits.'],
  ['$n: Int', 'n=12.5', 'is "12.5"'],
  ['$n: Int', 'n=007', 'is "007"'],
  ['$n: Int', 'n=2147483648', 'is "2147483648"'],
  ['$n: Int', 'n=0x10', 'is "0x10"'],
  ['$n: Float', 'n=1e999', 'Expected a number such as 12.5.'],
  ['$n: Float', 'n=NaN', 'is "NaN"'],
  ['$yes: Boolean', 'yes=1', 'The parameter "yes" is "1". Expected true or false.'],
  ['$level: Level', 'level=district', 'is "district". Expected one of PROVINCE, DISTRICT, COMMUNE.'],
  ['$period: Period!', '', 'The parameter "period" is missing. Expected a text that is a Period.'],
  ['$id: ID!', 'id=1&id=2', 'The parameter "id" is given 2 times. Expected it once.'],
  ['$numbers: [Int!]', 'numbers=1,x', 'Expected a whole number'],
  ['$codes: [ID!]', 'codes=a,,b', 'The parameter "codes" has an empty value in its list. Expected a list'],
  ['$codes: [ID!]', 'codes=[1', 'which is not JSON. Expected a list, with commas or by repetition, of text'],
  ['$codes: [ID!]', 'codes=[null]', 'The parameter "codes" at 0 is wrong: Expected non-nullable type "ID!"'],
  ['$filter: Filter', 'filter=DISTRICT', 'Expected Filter as JSON, an object with codes, level, nested.'],
  ['$filter: Filter', 'filter={}', 'The parameter "filter" is wrong: Field "level" of required type'],
  ['$filter: Filter!', 'filter=null', 'The parameter "filter" is wrong'],
  [
    '$filter: Filter',
    'filter={"level":"COMMUNE","nested":{"level":"X"}}',
    'The parameter "filter" at nested.level is wrong: Value "X" does not exist in "Level" enum.',
  ],
  ['$n: Int, $period: Period', 'perod=2022', 'The parameter "perod" is unknown. Expected n, period.'],
  ['', 'x=1', 'The parameter "x" is unknown. Expected none.'],
])('says what is wrong, for %s, with ?%s', (declared, query, message) => {
  const result = read(declared, query);
  if (!('faults' in result)) throw new Error('It is wrong.');
  expect(result.faults.map((fault) => fault.message)).toEqual([expect.stringContaining(message)]);
});

it('names every parameter that is wrong, and quotes little of it', () => {
  const result = read(
    '$n: Int!, $yes: Boolean, $filter: Filter',
    `yes=${'x'.repeat(1000)}&no=1&filter={"level":"${'x'.repeat(1000)}"}`,
  );
  if (!('faults' in result)) throw new Error('It is wrong.');
  expect(result.faults.map(({ parameter }) => parameter)).toEqual(['no', 'n', 'yes', 'filter']);
  expect(result.faults.every(({ message }) => message.length < 250)).toBe(true);
});

describe('the product’s own scalars', () => {
  const own = buildSchema(`
    ${printType(PeriodScalar)}
    ${printType(DateScalar)}
    input Filter { periods: [Period!] on: Date! nested: Filter }
    type Query { x: Int }
  `);
  const readOwn = (declared: string, query: string) =>
    variablesFrom(new URLSearchParams(query), definitions(declared), own);

  it.each([
    ['$period: Period!', 'period=2022-Q3', { period: '2022-Q3' }],
    ['$periods: [Period!]', 'periods=2022,2022-Q3,2022-09', { periods: ['2022', '2022-Q3', '2022-09'] }],
    ['$on: Date', 'on=2024-02-29', { on: '2024-02-29' }],
    ['$filter: Filter', 'filter={"on":"2022-01-31"}', { filter: { on: '2022-01-31' } }],
    [
      '$filter: Filter',
      'filter={"on":"2022-01-31","periods":2022,"nested":null}',
      { filter: { on: '2022-01-31', periods: 2022, nested: null } },
    ],
  ])('are read, for %s, of ?%s', (declared, query, variables) => {
    expect(readOwn(declared, query)).toEqual({ variables });
  });

  it.each([
    [
      '$period: Period!',
      'period=zz',
      'The parameter "period" is wrong: "zz" is not a period. Expected a year such as 2023, a quarter',
    ],
    ['$period: Period', 'period=', 'The parameter "period" is wrong: "" is not a period.'],
    [
      '$periods: [Period!]',
      'periods=2022,2022-13',
      'The parameter "periods" at 1 is wrong: "2022-13" is not',
    ],
    ['$periods: [Period!]', 'periods=["2022",true]', 'at 1 is wrong: "true" is not a period.'],
    ['$periods: [Period!]', 'periods=[["2022"]]', 'at 0 is wrong: "{…}" is not a period.'],
    [
      '$on: Date',
      'on=2023-02-30',
      'The parameter "on" is wrong: "2023-02-30" is not a day. Expected an existing',
    ],
    ['$filter: Filter', 'filter={"on":"x"}', 'The parameter "filter" at on is wrong: "x" is not a day.'],
    [
      '$filter: Filter',
      'filter={"on":"2022-01-31","nested":{"on":"2022-01-31","periods":["x"]}}',
      'The parameter "filter" at nested.periods.0 is wrong: "x" is not a period.',
    ],
    [
      '$period: Period',
      `period=${'x'.repeat(1000)}`,
      `"${'x'.repeat(120)}…" is not a period. Expected a year`,
    ],
  ])('are checked, for %s, with ?%s', (declared, query, message) => {
    const result = readOwn(declared, query);
    if (!('faults' in result)) throw new Error('It is wrong.');
    const [fault, ...others] = result.faults;
    expect([fault?.message, others]).toEqual([expect.stringContaining(message), []]);
  });

  it('are those of the graph that the gateway serves', () => {
    const served = buildSchema(
      readFileSync(projectFile('gateway', 'supergraph', 'supergraph.graphql'), 'utf8'),
      {
        assumeValid: true,
      },
    );
    const result = variablesFrom(
      new URLSearchParams('period=zz&on=zz'),
      definitions('$period: Period!, $on: Date!'),
      served,
    );
    expect(result).toHaveProperty('faults.length', 2);
  });

  it('are no other graph’s of the same name', () => {
    expect(read('$period: Period!', 'period=zz')).toEqual({ variables: { period: 'zz' } });
    const other = buildSchema('"Seconds since 1970." scalar Date type Query { x: Int }');
    const variables = { on: '1700000000' };
    expect(variablesFrom(new URLSearchParams(variables), definitions('$on: Date!'), other)).toEqual({
      variables,
    });
  });
});

it('takes no name for anything but a name', () => {
  expect(read('', '__proto__=1')).toHaveProperty('faults.length', 1);
  const result = read('$__proto__: Int, $constructor: Int', '__proto__=1&constructor=2');
  if (!('variables' in result)) throw new Error('They are declared.');
  expect(Object.entries(result.variables)).toEqual([
    ['__proto__', 1],
    ['constructor', 2],
  ]);
});

const values = fc.record({
  n: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  f: fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  yes: fc.boolean(),
  text: fc.string({ unit: 'grapheme' }),
  level: fc.constantFrom('PROVINCE', 'DISTRICT', 'COMMUNE'),
  codes: fc.array(fc.string({ unit: 'grapheme', minLength: 1 })),
  filter: fc.record({ level: fc.constant('COMMUNE'), codes: fc.array(fc.string()) }),
});
const DECLARED =
  '$n: Int!, $f: Float!, $yes: Boolean!, $text: String!, $level: Level!, $codes: [String!]!, $filter: Filter!';

it('gives back whatever was put into the URL', () => {
  fc.assert(
    fc.property(values, (variables) => {
      const parameters = new URLSearchParams();
      for (const [name, value] of Object.entries(variables)) {
        parameters.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
      }
      expect(read(DECLARED, parameters.toString())).toEqual({ variables });
    }),
  );
});

it('gives a list by repetition and with commas alike', () => {
  const items = fc.array(
    fc.string({ minLength: 1 }).filter((text) => !/[,[]/.test(text)),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(items, (codes) => {
      const commas = new URLSearchParams({ codes: codes.join(',') });
      const repeated = new URLSearchParams(codes.map((code): [string, string] => ['codes', code]));
      for (const query of [commas, repeated])
        expect(read('$codes: [String!]', query.toString())).toEqual({ variables: { codes } });
    }),
  );
});

it('never fails on any text, and names the parameter of each fault', () => {
  const query = fc.array(
    fc.tuple(fc.constantFrom('n', 'f', 'yes', 'level', 'codes', 'filter', 'z'), fc.string()),
  );
  fc.assert(
    fc.property(query, (pairs) => {
      const result = variablesFrom(new URLSearchParams(pairs), definitions(DECLARED), schema);
      if (!('faults' in result)) throw new Error('$text is missing.');
      for (const { parameter, message } of result.faults) expect(message).toContain(`"${parameter}"`);
    }),
  );
});
