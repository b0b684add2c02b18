import { buildSchema, parse } from 'graphql';
import { limitSettings } from '../guard/limit-settings';
import { brokenOperations } from './broken-operations';
import { checkedGraph, type Graph } from './check-operation';
import { operationFrom } from './operation';

function graphOf(sdl: string): Graph {
  const schema = buildSchema(sdl);
  return checkedGraph(schema, schema, limitSettings({}, []), { budget: 1000, listSize: 10 });
}
const SDL = `
  schema @link(url: "https://kpi-federation.example/access/v1.0", import: ["@requiresScopes"]) { query: Query }
  directive @link(url: String, import: [String]) repeatable on SCHEMA
  directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION
  type Query { units(first: Int, filter: Filter, level: Level): [Unit!]! other: Int }
  type Unit { id: ID! name: String! level: Level old: Int }
  input Filter { codes: [ID!] level: Level within: Within }
  input Within { day: String }
  enum Level { HIGH LOW }
`;

/** Why an operation breaks by a change of the schema. */
async function reasons(
  text: string,
  from: string,
  to: string,
  costBudget?: number,
  scopes: readonly string[] = [],
): Promise<readonly string[]> {
  expect(SDL).toContain(from);
  const operation = operationFrom({ client: 'portal', file: 'a', document: parse(text), body: text });
  if (typeof operation === 'string') throw new Error(operation);
  const [before, after] = [graphOf(SDL), graphOf(SDL.replace(from, to))];
  const broken = await brokenOperations([operation], before, after, () => ({ costBudget, scopes }));
  return broken.flatMap((one) => one.reasons);
}

const NAMES = 'query A { units { name } }';
const FILTERED = 'query A($filter: Filter) { units(filter: $filter) { id } }';

it.each([
  ['a field that goes', NAMES, 'name: String!', '', /Cannot query field "name"/],
  ['an argument that goes', 'query A { units(first: 1) { id } }', 'first: Int, ', '', /Unknown argument/],
  [
    'an argument that must now be given',
    ...[NAMES, 'first: Int', 'first: Int!', /argument "first" of type "Int!" is required/],
  ] as const,
  [
    'a value of an enum that goes, as a literal',
    ...['query A { units(level: LOW) { id } }', 'HIGH LOW', 'HIGH', /Value "LOW" does not exist/],
  ] as const,
  ['a field that may now be null', NAMES, 'name: String!', 'name: String', /'String!' to 'String'/],
  ['a field of another type', NAMES, 'name: String!', 'name: Int!', /'String!' to 'Int!'/],
  ['an input field that goes', FILTERED, 'codes: [ID!] ', '', /'codes' was removed from input/],
  [
    'an input field within that must now be given',
    ...[FILTERED, 'day: String', 'day: String!', /'Within.day' changed type/],
  ] as const,
  ['a value that a variable may have had', FILTERED, 'HIGH LOW', 'HIGH', /Enum value 'LOW' was removed/],
])('breaks by %s', async (_, text, from, to, reason) => {
  expect(await reasons(text, from, to)).toEqual([expect.stringMatching(reason)]);
});

it.each([
  ['what it does not select', NAMES, 'old: Int', ''],
  ['another type of what it does not select', NAMES, 'level: Level old', 'level: Level! old'],
  ['a field that is null no longer', 'query A { units { old } }', 'old: Int', 'old: Int!'],
  ['a new field', NAMES, 'old: Int', 'old: Int new: Int'],
  ['a value of an enum that it only reads', 'query A { units { level } }', 'HIGH LOW', 'HIGH'],
  ['an input that it has no variable of', NAMES, 'codes: [ID!] ', ''],
  ['an argument that may be more', 'query A { units(first: 1) { id } }', 'first: Int', 'first: Float'],
])('does not break by %s', async (_, text, from, to) => {
  expect(await reasons(text, from, to)).toEqual([]);
});

it('breaks by a cost beyond the budget of its client', async () => {
  expect(await reasons(NAMES, 'old: Int', 'old: Int', 9)).toEqual([expect.stringContaining('at most 9')]);
});

describe('access that a client loses', () => {
  const [from, to] = ['name: String!', 'name: String! @requiresScopes(scopes: [["names:read"]])'];
  it('breaks what selects it', async () => {
    expect(await reasons(NAMES, from, to)).toEqual([
      'The client may no longer see Unit.name: it lacks a scope or a policy.',
    ]);
    expect(await reasons('query A { units { old } }', from, to)).toEqual([]);
  });

  it('does not break where the client has the scope', async () => {
    expect(await reasons(NAMES, from, to, undefined, ['names:read'])).toEqual([]);
  });
});
