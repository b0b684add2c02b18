import { buildSchema, parse } from 'graphql';
import { type Operation, operationFrom } from './operation';
import { responseLines, variableLines } from './operation-text';
import { responseTree } from './response-tree';

const schema = buildSchema(`
  type Query {
    "All units. There are many."
    units("How many at most" first: Int, filter: Filter, codes: [ID!]): [Unit!]
    node: Node
    either: Either
  }
  input Filter { "Only below this one" parent: ID level: Level }
  enum Level { HIGH LOW }
  interface Node { "Its identity" id: ID! }
  type Unit implements Node { "Its identity" id: ID! name: String children: [Unit!]! level: Level! }
  type Agency implements Node { "Its identity" id: ID! tier: Int }
  union Either = Unit | Agency
`);

function operation(text: string): Operation {
  const read = operationFrom({ client: 'portal', file: 'a.graphql', document: parse(text), body: text });
  if (typeof read === 'string') throw new Error(read);
  return read;
}
const returned = (text: string, described = false) =>
  responseLines(responseTree(operation(text), schema), { described });

it('spells fragments and aliases out, each place of the answer once', () => {
  const text = `query A { all: units { ...a ...b } }
    fragment a on Unit { id children { id } } fragment b on Node { ... { id } ... on Unit { children { name } } }`;
  expect(returned(text)).toEqual([
    ...['all: [Unit!]', '  id: ID!', '  children: [Unit!]!', '    id: ID!', '    name: String'],
  ]);
});

it('says which type of object alone has a field', () => {
  const text = `query A {
    node { id ... on Agency { tier } ... on Unit { ...n } ...n }
    either { __typename ... on Node { id } ... on Unit { level } }
  } fragment n on Node { id }`;
  expect(returned(text)).toEqual([
    ...['node: Node', '  id: ID!', '  tier: Int (only Agency)', '  id: ID! (only Unit)'],
    ...['either: Either', '  __typename: String!', '  id: ID! (only Node)', '  level: Level! (only Unit)'],
  ]);
});

it('describes a field by its first sentence, and not again', () => {
  expect(returned('query A { units { id children { id } } node { id } }', true)).toEqual([
    ...['units: [Unit!]  # All units.', '  id: ID!  # Its identity'],
    ...['  children: [Unit!]!', '    id: ID!', 'node: Node', '  id: ID!'],
  ]);
});

it('describes a variable by its own description, or that of what it is given to', () => {
  const text = `query A($parent: ID, $first: Int = 20, "which ones" $codes: [ID!], $level: Level, $all: Boolean!) {
    units(first: $first, codes: $codes, filter: { parent: $parent, level: $level }) { id @include(if: $all) }
  }`;
  expect(variableLines(operation(text), schema)).toEqual([
    '$parent: ID  # Only below this one',
    '$first: Int = 20  # How many at most',
    '$codes: [ID!]  # which ones',
    '$level: Level',
    '$all: Boolean!  # Included when true.',
  ]);
});
