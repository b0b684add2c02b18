import { composeServices } from '@apollo/composition';
import { buildSchema, getOperationAST, parse, print } from 'graphql';
import { openGateway } from '../../test/federation/gateway';
import { inClientOrder } from './mutation-order';

const ENTRY = 'type Entry @shareable { id: ID text: String }';
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@shareable"])';
const schema = buildSchema(`type Query { x: Int } type Entry { id: ID text: String }
  type Mutation { open: Entry close: Entry ship: Entry }`);

const ordered = (query: string) => {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (operation == null) throw new TypeError('The document has one operation.');
  const result = inClientOrder(document, operation, schema);
  return { document, result, text: print(result).replace(/\s+/g, ' ') };
};

it.each([
  [
    'mutation { ... { open { id } } close { id } ... { ship { id } } }',
    'open { id } close { id } ship { id }',
  ],
  [
    'mutation { a: ship { id } ... on Mutation { b: open { id } ... { c: ship { id } } } }',
    'a: ship { id } b: open { id } c: ship { id }',
  ],
  ['mutation { open { id } ship { id } ... { open { text } } }', 'open { id } open { text } ship { id }'],
])('puts the roots of %s side by side', (query, roots) => {
  expect(ordered(query).text).toBe(`mutation { ${roots} }`);
});

it('spells out a fragment of roots, and keeps the fragments of what is below them', () => {
  const { text } = ordered(
    'mutation M { ...Roots close { id } } fragment Roots on Mutation { open { ...E } ship { id } } fragment E on Entry { id }',
  );
  expect(text).toMatch(/^mutation M \{ open \{ \.\.\.E \} ship \{ id \} close \{ id \} \}/);
  expect(text).toContain('fragment E on Entry { id }');
});

it('leaves queries as they are', () => {
  const { document, result } = ordered('{ ... { x } }');
  expect(result).toBe(document);
});

it("sends mutations to subgraphs in the client's order", async () => {
  const { supergraphSdl = '' } = composeServices(
    [
      ['catalog', `type Query { x: Int } type Mutation { open: Entry close: Entry }`] as const,
      ['warehouse', `type Mutation { ship: Entry }`] as const,
    ].map(([name, types]) => ({
      ...{ name, url: `http://${name}.test`, typeDefs: parse(`${LINK} ${types} ${ENTRY}`) },
    })),
  );
  const sent: string[] = [];
  const gateway = await openGateway(supergraphSdl, (_, query) => {
    const roots = [...query.matchAll(/\b(open|close|ship)\b/g)].map(([name]) => name);
    sent.push(...roots);
    return Promise.resolve({ data: Object.fromEntries(roots.map((root) => [root, { id: root }])) });
  });
  try {
    const query = 'mutation { ... { open { id } } close { id } ... { ship { id } } }';
    expect((await gateway.execute(query, {})).data).toEqual({
      open: { id: 'open' },
      close: { id: 'close' },
      ship: { id: 'ship' },
    });
    expect(sent).toEqual(['open', 'close', 'ship']);
  } finally {
    await gateway.close();
  }
});
