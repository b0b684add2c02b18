import { ApolloServer } from '@apollo/server';
import { buildSchema, parse } from 'graphql';
import { costLimit, costsBy } from './cost-limit';
import { costModel } from './cost-model';

interface Caller {
  readonly budget: number;
}

const typeDefs = `
  type Query { books(first: Int = 10): [Book!]! }
  type Book { id: ID parts: [Book!]! }
`;
/** As in a supergraph; clients see the types alone. */
const supergraph = buildSchema(`
  schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@listSize"]) { query: Query }
  directive @link(url: String, import: [String]) repeatable on SCHEMA
  directive @listSize(slicingArguments: [String!]) on FIELD_DEFINITION
  ${typeDefs.replace('[Book!]!', '[Book!]! @listSize(slicingArguments: ["first"])')}
`);
const costs = costsBy(costModel(supergraph, 10));
let executed = 0;
const server = new ApolloServer<Caller>({
  typeDefs,
  resolvers: {
    Query: { books: () => (executed++, [{ id: '1' }]) },
    Book: { parts: () => [] },
  },
  plugins: [
    costLimit(
      () => costs,
      ({ budget }) => budget,
    ),
  ],
});
afterAll(() => server.stop());
beforeEach(() => {
  executed = 0;
});

async function ask(query: string, budget: number, rest: Readonly<Record<string, unknown>> = {}) {
  const { body, http } = await server.executeOperation({ query, ...rest }, { contextValue: { budget } });
  if (body.kind !== 'single') throw new Error('Nothing here is sent in parts.');
  return { ...body.singleResult, status: http.status };
}

it('answers what its caller may spend, to the last', async () => {
  expect(await ask('{ books { id } }', 10)).toMatchObject({ data: { books: [{ id: '1' }] } });
});

it('refuses what costs more before anything is executed, and says how much', async () => {
  const { errors, status } = await ask('{ books { parts { id } } }', 109);
  expect(errors).toMatchObject([
    {
      message: expect.stringContaining(
        'estimated to cost 110. Expected at most 109: ask for fewer units',
      ) as unknown,
      extensions: { code: 'COST_TOO_HIGH', cost: 110, limit: 109 },
    },
  ]);
  expect([status, executed]).toEqual([400, 0]);
});

it('judges the same operation by its variables each time', async () => {
  const query = 'query ($n: Int) { books(first: $n) { id } }';
  const codes = [];
  for (const n of [5, 6, 5, 600, 0]) {
    const { errors } = await ask(query, 5, { variables: { n } });
    codes.push(errors?.[0]?.extensions?.code);
  }
  expect(codes).toEqual([undefined, 'COST_TOO_HIGH', undefined, 'COST_TOO_HIGH', undefined]);
});

it('judges the operation that is named', async () => {
  const query = 'query Few { books(first: 1) { id } } query Many { books(first: 9) { id } }';
  const named = async (operationName: string) =>
    (await ask(query, 5, { operationName })).errors?.[0]?.extensions?.code;
  expect([await named('Few'), await named('Many'), await named('Few')]).toEqual([
    undefined,
    'COST_TOO_HIGH',
    undefined,
  ]);
});

it('tells the estimate to who asks for it', async () => {
  const { extensions, data } = await ask('{ books { id } }', 50, { extensions: { cost: true } });
  expect({ extensions, data }).toEqual({
    extensions: { cost: { estimated: 10, budget: 50 } },
    data: { books: [{ id: '1' }] },
  });
});

it('tells it of an operation that it refuses too', async () => {
  const { extensions } = await ask('{ books { id } }', 5, { extensions: { cost: true } });
  expect(extensions).toEqual({ cost: { estimated: 10, budget: 5 } });
});

it.each([
  ['does not ask', '{ books { id } }', {}],
  ['asks otherwise', '{ books { id } }', { extensions: { cost: 'yes' } }],
  ['asks of what cannot be executed', '{ nothing }', { extensions: { cost: true } }],
])('tells nothing to who %s', async (_, query, rest) => {
  expect((await ask(query, 50, rest)).extensions).toBeUndefined();
});

it('compiles an operation once', () => {
  const costOf = costsBy(costModel(supergraph, 10));
  const document = parse('query A { books { id } } query B { books { id } }');
  expect(costOf(document, 'A')).toBe(costOf(document, 'A'));
  expect(costOf(document, 'A')).not.toBe(costOf(document, 'B'));
});
