import { buildSchema, parse, Source } from 'graphql';
import { costSettings } from '../guard/cost-settings';
import { limitSettings } from '../guard/limit-settings';
import { checkedGraph, checkOperation, costOfOperation, notesOn } from './check-operation';
import { type Operation, operationFrom } from './operation';

const schema = buildSchema(`
  schema
    @link(url: "https://kpi-federation.example/access/v1.0", import: ["@requiresScopes"])
    @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@listSize"]) { query: Query mutation: Mutation }
  directive @link(url: String, import: [Any]) repeatable on SCHEMA
  directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION
  directive @listSize(slicingArguments: [String!]) on FIELD_DEFINITION
  scalar Any
  type Query {
    units(first: Int = 10): [Unit!] @listSize(slicingArguments: ["first"])
    old: Int @deprecated(reason: "Use units.")
  }
  type Mutation { rename(id: ID!): Unit }
  type Unit { id: ID! children: [Unit!] agencies: Int @requiresScopes(scopes: [["agencies:read"]]) }
`);
const graphWith = (env: Readonly<Record<string, string>>) =>
  checkedGraph(schema, schema, limitSettings(env, []), costSettings(env, []));
const graph = graphWith({});

function operation(text: string): Operation {
  const document = parse(new Source(text, 'a.graphql'));
  const read = operationFrom({ client: 'portal', file: 'a.graphql', document, body: text });
  if (typeof read === 'string') throw new Error(read);
  return read;
}
const check = (text: string, on = graph, budget?: number) => checkOperation(operation(text), on, budget);

it('has nothing against an operation that fits', () => {
  expect(check('query A($first: Int) { units(first: $first) { id } }')).toEqual([]);
  expect(check('mutation A { rename(id: 1) { id } }')).toEqual([]);
});

it.each([
  ['a field that is not there', 'query A { unit }', 'Cannot query field "unit" on type "Query".'],
  ['a subscription', 'subscription A { x }', 'The graph has no subscriptions. Expected a query.'],
  ['a type of its own', 'query A { old } type X { y: Int }', 'not executable'],
  [
    'an example that does not fit',
    '# Example: first=x&second=1\nquery A($first: Int) { units(first: $first) { id } }',
    'Its example does not fit: The parameter "second" is unknown. Expected first. The parameter "first" is "x".',
  ],
])('refuses %s', (_, text, reason) => {
  expect(check(text)).toEqual([expect.stringContaining(reason)]);
});

it('refuses what goes beyond the limits, before it is validated', () => {
  const deep = 'query A { units { children { children { nothing } } } }';
  expect(check(deep, graphWith({ LIMIT_DEPTH: '3' }))).toEqual([
    expect.stringContaining('The operation selects 4 levels deep. Expected at most 3'),
  ]);
});

it('says where in the file an operation does not fit', () => {
  expect(check('query A {\n  units {\n    name\n  }\n}')).toEqual([
    expect.stringMatching(/^3:5: Cannot query field "name" on type "Unit"\./),
  ]);
});

it('estimates the cost with the values of the example, else with the defaults', () => {
  const text = 'query A($first: Int = 7) { units(first: $first) { id } }';
  const costs = [text, `# Example: first=2\n${text}`, `# Example:\n${text}`].map((one) =>
    costOfOperation(operation(one), graph),
  );
  expect(costs).toEqual([7, 2, 7]);
});

it('refuses what costs more than the client, or else everybody, may spend', () => {
  const text = 'query A { units(first: 50) { id } }';
  expect(check(text, graph, 50)).toEqual([]);
  expect(check(text, graph, 49)).toEqual([
    expect.stringContaining('It is estimated to cost 50. Expected at most 49'),
  ]);
  const poor = graphWith({ COST_BUDGET: '5' });
  expect([check(text, poor).length, check(text, poor, 50)]).toEqual([1, []]);
});

it('notes what changes something, what is deprecated, and what the client may not see', () => {
  const notes = (text: string, ...scopes: string[]) => notesOn(operation(text), graph, { scopes });
  expect(notes('mutation A { rename(id: 1) { id } }')).toEqual([
    'It is a mutation: it may change what is kept.',
  ]);
  expect(notes('query A { old }')).toEqual([expect.stringContaining('Query.old is deprecated. Use units.')]);
  const agencies = 'query A { units { ...f } } fragment f on Unit { agencies }';
  expect(notes(agencies)).toEqual([
    'The client may not see Unit.agencies, which stays null: it lacks a scope or a policy.',
  ]);
  expect(notes(agencies, 'agencies:read')).toEqual([]);
});
