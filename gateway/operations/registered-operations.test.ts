import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSchema } from 'graphql';
import { limitSettings } from '../guard/limit-settings';
import { checkedGraph } from './check-operation';
import { RegisteredOperations } from './registered-operations';

function graphOf(fields: string) {
  const schema = buildSchema(`type Query { ${fields} }`);
  return checkedGraph(schema, schema, limitSettings({}, []), { budget: 1000, listSize: 10 });
}
const graph = graphOf('x: Int y: Int list: [Query]');

let folder: string;
let now: number;
let messages: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'registered-'));
  now = 0;
  messages = [];
  write('portal/client.yaml', 'name: Portal\ncontact: data team\n');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(file: string, text: string): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  now += 1000;
}
const remove = (file: string) => {
  rmSync(join(folder, file), { recursive: true });
  now += 1000;
};
const open = (on = graph) =>
  new RegisteredOperations(
    ...([folder, on, (message: string) => messages.push(message), () => now] as const),
  );
const names = (registered: RegisteredOperations, client = 'portal') =>
  registered.ofClient(client).map(({ name }) => name);

it('finds an operation by its id, its name and its body, for its own client alone', () => {
  write('portal/a.graphql', 'query A { x, y }');
  write('other/client.yaml', 'name: Other\ncontact: data team\n');
  const registered = open();
  const found = registered.byName('portal', 'A');
  expect(found?.name).toBe('A');
  expect(registered.byId('portal', found?.id ?? '')).toBe(found);
  expect(registered.byBody('portal', '# mine\nquery A {\n x\n y }')).toBe(found);
  expect(registered.byBody('portal', 'query A { y x }')).toBe(found);
  expect(registered.byBody('portal', 'query A { x }')).toBeUndefined();
  for (const client of ['other', 'nobody', '..', '__proto__', '']) {
    expect(registered.byName(client, 'A')).toBeUndefined();
    expect(registered.byBody(client, 'query A { x, y }')).toBeUndefined();
  }
  expect(messages).toEqual([]);
});

it('does not take what nobody can have registered for an operation', () => {
  write('portal/a.graphql', 'query A { x }');
  const registered = open();
  const texts = ['', '{', '{'.repeat(30_000), `query A { x(a: ${'['.repeat(20_000)}) }`, '{x '.repeat(5_000)];
  expect(texts.map((text) => registered.byBody('portal', text))).toEqual(texts.map(() => undefined));
});

it('sees within a second what comes, changes and goes', () => {
  const registered = open();
  expect(names(registered)).toEqual([]);
  write('portal/a.graphql', 'query A { x }');
  expect(names(registered)).toEqual(['A']);
  write('portal/m.json', '{"b": "query B { y }"}');
  expect([names(registered), registered.byId('portal', 'b')?.name]).toEqual([['A', 'B'], 'B']);
  remove('portal/a.graphql');
  expect(names(registered)).toEqual(['B']);
  write('late/client.yaml', 'name: Late\ncontact: data team\n');
  write('late/c.graphql', 'query C { x }');
  expect(names(registered, 'late')).toEqual(['C']);
  remove('late');
  expect(names(registered, 'late')).toEqual([]);
  expect(messages).toEqual([]);
});

it('looks at files at most every half second', () => {
  const registered = open();
  write('portal/a.graphql', 'query A { x }');
  expect(names(registered)).toEqual(['A']);
  const before = now;
  write('portal/b.graphql', 'query B { x }');
  now = before + 499;
  expect(names(registered)).toEqual(['A']);
  now = before + 500;
  expect(names(registered)).toEqual(['A', 'B']);
});

it('keeps serving what was there when a change does not fit, says why once, and takes the repair', () => {
  write('portal/a.graphql', 'query A { x }');
  const registered = open();
  write('portal/a.graphql', 'query A { x y }');
  write('portal/b.graphql', 'query B { z }');
  expect(names(registered)).toEqual(['A']);
  expect(registered.byBody('portal', 'query A { x }')).toBeDefined();
  now += 1000;
  expect(names(registered)).toEqual(['A']);
  expect(messages).toEqual([
    expect.stringMatching(
      /Operations of the client portal cannot be served, what was there before is:\nportal, operation B in .*b\.graphql: .*Cannot query field "z"/,
    ),
  ]);
  write('portal/b.graphql', 'query B { y }');
  expect(names(registered)).toEqual(['A', 'B']);
  expect(registered.byBody('portal', 'query A { x }')).toBeUndefined();
});

it('serves at the start what fits, and names the rest', () => {
  write('portal/a.graphql', 'query A { x }');
  write('portal/b.graphql', 'query B { z }');
  write('portal/c.graphql', 'query C {');
  expect(names(open())).toEqual(['A']);
  expect(messages).toEqual([expect.stringMatching(/the others are:[^]*c\.graphql[^]*operation B in/)]);
});

it('holds operations to the budget of their client', () => {
  write('portal/a.graphql', 'query A { list { list { x } } }');
  const registered = open();
  expect(names(registered)).toEqual(['A']);
  write('portal/client.yaml', 'name: Portal\ncontact: data team\ncostBudget: 20\n');
  write('portal/b.graphql', 'query B { x }');
  expect(names(registered)).toEqual(['A']);
  expect(messages).toEqual([expect.stringContaining('Expected at most 20')]);
});

it('tells what another graph would break, and looks again once it serves on it', async () => {
  write('portal/a.graphql', 'query A { x }');
  write('portal/b.graphql', 'query B { z }');
  const registered = open();
  const next = graphOf('y: Int z: Int');
  expect(await registered.brokenOn(graph)).toEqual([]);
  expect(await registered.brokenOn(graphOf('x: Int! y: Int'))).toEqual([]);
  expect(await registered.brokenOn(graphOf('x: String y: Int'))).toEqual([
    expect.stringMatching(/^portal, operation A in .*a\.graphql: .*changed type from .Int. to .String./),
  ]);
  expect(await registered.brokenOn(next)).toEqual([
    expect.stringMatching(/^portal, operation A in .*a\.graphql: .*Cannot query field "x"/),
  ]);
  remove('portal/a.graphql');
  registered.serveOn(next);
  expect(names(registered)).toEqual(['B']);
});
