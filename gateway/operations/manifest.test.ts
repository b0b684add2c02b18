import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { operationsVersion, readOperations } from './manifest';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'manifest-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(files: Readonly<Record<string, string | object>>): void {
  for (const [file, content] of Object.entries(files)) {
    const path = join(folder, 'portal', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
}

function read(files: Readonly<Record<string, string | object>>) {
  write(files);
  const { operations, faults } = readOperations(folder, 'portal');
  return { operations, faults: faults.map((fault) => fault.replace(join(folder, 'portal/'), '')) };
}

const apollo = (...operations: object[]) => ({
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations,
});
const A = { id: 'a', name: 'A', type: 'query', body: 'query A { x }' };

it('reads a file of one operation, with its description, its example and the fragments that it uses', () => {
  const { operations, faults } = read({
    'a.graphql': `# (c) the portal

# How many there are.
# In all.
#
# Example: first=5&after=x
query A($first: Int) { x(first: $first) { ...own } }
fragment own on X { ...one }`,
    'fragments/one.graphql': 'fragment one on X { y ...two }\nfragment unused on X { z }',
    'fragments/two.graphql': '"said of it" fragment two on X { z }',
  });
  expect(faults).toEqual([]);
  expect(operations).toMatchObject([
    {
      ...{ client: 'portal', name: 'A', kind: 'query', example: 'first=5&after=x' },
      description: 'How many there are.\nIn all.',
      body: `query A($first: Int) {
  x(first: $first) {
    ...own
  }
}

fragment own on X {
  ...one
}

fragment one on X {
  y
  ...two
}

fragment two on X {
  z
}`,
    },
  ]);
  const [operation] = operations;
  expect(operation?.id).toBe(
    createHash('sha256')
      .update(operation?.body ?? '')
      .digest('hex'),
  );
});

it('gives an operation the same id when only its comments and white space change', () => {
  const [before] = read({ 'a.graphql': '# old\nquery A { x }' }).operations;
  const [after] = read({ 'a.graphql': '"new" query A {\n\n x }\n' }).operations;
  expect([before?.id, after?.description]).toEqual([after?.id, 'new']);
});

it('reads the manifests of Apollo, Relay and graphql-codegen, told apart by what they hold', () => {
  const { operations, faults } = read({
    'one.json': apollo(A, { id: 'b', name: 'B', type: 'mutation', body: 'mutation B { y }' }),
    'two.json': { 'client:C': 'query C { x ...f } fragment f on Query { y }' },
    'keys.json': [{ id: 'no manifest' }],
    'persisted-operations.json': apollo({ ...A, id: 'published' }),
    '.hidden.graphql': 'query Hidden { x }',
    'README.md': 'query No { x }',
  });
  expect(faults).toEqual([]);
  expect(operations.map(({ id, name, kind, body }) => [id, name, kind, body])).toEqual([
    ['a', 'A', 'query', 'query A { x }'],
    ['b', 'B', 'mutation', 'mutation B { y }'],
    ['client:C', 'C', 'query', 'query C { x ...f } fragment f on Query { y }'],
  ]);
});

it.each<[string, Readonly<Record<string, string | object>>, string]>([
  ['no GraphQL', { 'a.graphql': 'query A {\n  x(\n}' }, 'a.graphql:3:1: Syntax Error'],
  [
    'no operation',
    { 'a.graphql': 'fragment f on X { x }' },
    'a.graphql: It holds 0 operations. Expected one.',
  ],
  ['two operations', { 'a.graphql': 'query A { x } query B { x }' }, 'a.graphql: It holds 2 operations.'],
  ['no name', { 'a.graphql': '{ x }' }, 'a.graphql: Its operation has no name.'],
  ['an empty file', { 'a.graphql': '' }, 'a.graphql:1:1: Syntax Error'],
  ['a deep one', { 'a.graphql': '{x'.repeat(100_000) }, 'a.graphql: It nests too deep to be read.'],
  ['an operation among fragments', { 'fragments/f.graphql': '{ x }' }, 'fragments/f.graphql: It holds more'],
  [
    'a fragment twice',
    { 'fragments/f.graphql': 'fragment f on X { x }', 'fragments/g.graphql': 'fragment f on X { y }' },
    'fragments/g.graphql: The fragment f is in another file already.',
  ],
  ['no JSON', { 'm.json': '{' }, 'm.json: It is not JSON:'],
  ['a list', { 'm.json': '[]' }, 'm.json: It is no object. Expected a manifest of Apollo'],
  ['another format', { 'm.json': { format: 'x', version: 1 } }, 'm.json: Its format is "x", its version 1.'],
  [
    'another version',
    { 'm.json': { ...apollo(), version: 2 } },
    'its version 2. Expected a manifest of Apollo',
  ],
  ['no body', { 'm.json': apollo({ ...A, body: undefined }) }, 'm.json: Its operation 1 is {"id":"a"'],
  [
    'something else',
    { 'm.json': { dependencies: { x: '1' } } },
    'm.json: dependencies is {"x":"1"}. Expected',
  ],
  ['an id that no URL can hold', { 'm.json': { 'a b': A.body } }, 'm.json: The id "a b" is no id.'],
  ['a body that is no GraphQL', { 'm.json': { a: '{' } }, 'm.json, operation a:1:2: Syntax Error'],
  [
    'another name',
    { 'm.json': apollo({ ...A, name: 'B' }) },
    "m.json, operation B: The body's operation is A. Expected the same name.",
  ],
  [
    'another type',
    { 'm.json': apollo({ ...A, type: 'mutation' }) },
    "m.json, operation A: Its type is mutation, the body's operation is a query.",
  ],
])('says of %s what is wrong and where', (_, files, fault) => {
  const { operations, faults } = read(files);
  expect([operations, faults]).toEqual([[], [expect.stringContaining(fault)]]);
});

it('takes the same operation from several files, and refuses others with its id or its name', () => {
  const same = { 'a.json': apollo(A), 'b.json': { a: A.body } };
  expect(read(same)).toMatchObject({ operations: [{ id: 'a' }], faults: [] });
  const { operations, faults } = read({
    ...same,
    'c.json': { a: 'query C { x }', c: 'query A { y }', d: 'query D { x }' },
  });
  expect(operations.map(({ name }) => name)).toEqual(['A', 'D']);
  expect(faults).toEqual([
    `c.json: The id a is that of another operation, in ${join(folder, 'portal', 'a.json')}. Expected a new one.`,
    `c.json: The name A is that of another operation, in ${join(folder, 'portal', 'a.json')}. Expected a new one.`,
  ]);
});

it('takes no id for anything but an id', () => {
  const { operations, faults } = read({ 'm.json': '{"__proto__": "query A { x }"}' });
  expect([operations.map(({ id }) => id), faults]).toEqual([['__proto__'], []]);
});

it('has another version when a file changes, comes or goes, shared fragments included', () => {
  const versions = new Set([operationsVersion(folder, 'portal')]);
  for (const files of [
    ...[{ 'a.graphql': 'query A { x }' }, { 'a.graphql': 'query A { x y }' }, { 'm.json': {} }],
    { 'fragments/f.graphql': 'fragment f on X { x }' },
  ]) {
    write(files);
    versions.add(operationsVersion(folder, 'portal'));
  }
  rmSync(join(folder, 'portal', 'm.json'));
  versions.add(operationsVersion(folder, 'portal'));
  expect(versions.size).toBe(6);
  write({ 'README.md': 'published' });
  expect(versions).toContain(operationsVersion(folder, 'portal'));
});

it('has no operations where there is no folder', () => {
  expect(readOperations(folder, 'nobody')).toEqual({ operations: [], faults: [] });
});
