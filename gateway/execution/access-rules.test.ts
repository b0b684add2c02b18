import { buildSchema } from 'graphql';
import { accessRules, mayFulfil, type Viewer } from './access-rules';

const LINK = 'https://kpi-federation.example/access/v1.0';
const DEFINITIONS = `
  directive @link(url: String, as: String, import: [Any]) repeatable on SCHEMA
  scalar Any
  directive @authenticated on OBJECT | INTERFACE | FIELD_DEFINITION | SCALAR | ENUM
  directive @requiresScopes(scopes: [[String!]!]!) on OBJECT | INTERFACE | FIELD_DEFINITION | SCALAR | ENUM
  directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION
  directive @needs(scopes: [[String!]!]!) on FIELD_DEFINITION
  directive @access__authenticated on FIELD_DEFINITION
`;
const rulesOf = (link: string, types: string) =>
  accessRules(buildSchema(`schema ${link} { query: Query } ${DEFINITIONS} ${types}`));
const IMPORTED = `@link(url: "${LINK}", import: ["@authenticated", "@requiresScopes", "@policy"])`;
const withScopes = (...scopes: string[]): Viewer => ({ name: 'v', scopes: new Set(scopes) });

it('reads who may see a field, and leaves public what says nothing', () => {
  const rules = rulesOf(
    IMPORTED,
    'type Query { open: Int known: Int @authenticated some: Int @requiresScopes(scopes: [["a", "b"], ["c"]]) }',
  );
  expect(rules.requirementOf('Query', 'open')).toBeUndefined();
  const known = rules.requirementOf('Query', 'known');
  const some = rules.requirementOf('Query', 'some');
  if (known === undefined || some === undefined) throw new Error('Both have a requirement.');
  expect([mayFulfil(known, undefined), mayFulfil(known, withScopes())]).toEqual([false, true]);
  const cases = [undefined, withScopes(), withScopes('a'), withScopes('a', 'b'), withScopes('c')];
  expect(cases.map((viewer) => mayFulfil(some, viewer))).toEqual([false, false, false, true, true]);
});

it('takes a policy for what it is, also beside scopes of the same name', () => {
  const rules = rulesOf(
    IMPORTED,
    'type Query { some: Int @policy(policies: [["a", "b"], ["c"]]) both: Int @policy(policies: [["a"]]) @requiresScopes(scopes: [["a"]]) }',
  );
  const [some, both] = ['some', 'both'].map((field) => rules.requirementOf('Query', field));
  if (some === undefined || both === undefined) throw new Error('Both have a requirement.');
  const under = (policies: string[], ...scopes: string[]): Viewer => ({
    ...withScopes(...scopes),
    policies: new Set(policies),
  });
  const cases = [undefined, withScopes('a', 'b', 'c'), under(['a']), under(['a', 'b']), under(['c'])];
  expect(cases.map((viewer) => mayFulfil(some, viewer))).toEqual([false, false, false, true, true]);
  expect([withScopes('a'), under(['a']), under(['a'], 'a')].map((viewer) => mayFulfil(both, viewer))).toEqual(
    [false, false, true],
  );
});

it('means a type wherever it is given, and every field of it', () => {
  const rules = rulesOf(
    IMPORTED,
    'type Query { secret: [Secret!] level: Level } type Secret @authenticated { id: ID } enum Level @authenticated { HIGH }',
  );
  expect(rules.requirementOf('Query', 'secret')).toBeDefined();
  expect(rules.requirementOf('Query', 'level')).toBeDefined();
  expect(rules.requirementOf('Secret', 'id')).toBeDefined();
});

it('takes for an interface’s field what any type takes for it, and all must be met', () => {
  const rules = rulesOf(
    IMPORTED,
    `type Query { n: Node } interface Node { x: Int @authenticated y: Int }
     type A implements Node { x: Int @requiresScopes(scopes: [["a"]]) y: Int }
     type B implements Node { x: Int y: Int @requiresScopes(scopes: [["b"]]) }`,
  );
  for (const type of ['Node', 'A', 'B']) {
    const [x, y] = ['x', 'y'].map((field) => rules.requirementOf(type, field));
    if (x === undefined || y === undefined) throw new Error('Both have a requirement.');
    expect([mayFulfil(x, withScopes('b')), mayFulfil(x, withScopes('a'))]).toEqual([false, true]);
    expect([mayFulfil(y, withScopes('a')), mayFulfil(y, withScopes('b'))]).toEqual([false, true]);
  }
});

it.each([
  [
    'an imported name of its own',
    `@link(url: "${LINK}", import: [{ name: "@requiresScopes", as: "@needs" }])`,
    '@needs(scopes: [["a"]])',
    true,
  ],
  ['the full name', `@link(url: "${LINK}")`, '@access__authenticated', true],
  [
    'the same name of another specification',
    '@link(url: "https://other.example/access/v1.0", import: ["@authenticated"])',
    '@authenticated',
    false,
  ],
  ['no link', '', '@authenticated', false],
])('knows the directive by %s', (_, link, directive, isGuarded) => {
  const rules = rulesOf(link, `type Query { x: Int ${directive} }`);
  expect(rules.requirementOf('Query', 'x') !== undefined).toBe(isGuarded);
});
