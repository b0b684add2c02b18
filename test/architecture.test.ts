/** Who may import whom. A failure names the file and the import at fault. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { preProcessFile } from 'typescript';
import { projectFile, projectRoot } from '../shared/project-root';

interface Import {
  readonly from: string;
  /** A path from the project's root, or the name of a package. */
  readonly to: string;
}

const files = ['gateway', 'subgraphs', 'shared'].flatMap((folder) =>
  readdirSync(projectFile(folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(folder, file)),
);

const imports: Import[] = files.flatMap((from) =>
  preProcessFile(readFileSync(projectFile(from), 'utf8'), true, true).importedFiles.map(({ fileName }) => ({
    from,
    to: fileName.startsWith('.')
      ? relative(projectRoot, projectFile(dirname(from), fileName)).replace(/\.js$/, '')
      : fileName,
  })),
);

function offending(breaks: (entry: Import) => boolean): string[] {
  return imports.filter(breaks).map(({ from, to }) => `${from} imports ${to}`);
}

const inside = (path: string, ...folders: string[]) =>
  folders.some((folder) => path.startsWith(`${folder}/`));
const VOCABULARY = ['shared/units', 'shared/period', 'shared/kpi'];

it('finds the imports it judges', () => {
  expect(imports).toContainEqual({ from: 'gateway/main.ts', to: 'subgraphs/registry' });
  expect(imports).toContainEqual({ from: 'subgraphs/registry.ts', to: 'subgraphs/feedback/index' });
});

it('keeps the vocabulary pure: it imports nothing but itself', () => {
  expect(offending(({ from, to }) => inside(from, ...VOCABULARY) && !inside(to, ...VOCABULARY))).toEqual([]);
});

it('lets a subgraph import shared/ and itself, never a sibling', () => {
  const own = (path: string) => path.split('/').slice(0, 2).join('/');
  const isSubgraph = (path: string) => path.split('/').length > 2;
  const breaks = ({ from, to }: Import) =>
    inside(from, 'subgraphs') &&
    isSubgraph(from) &&
    !inside(to, 'shared', own(from)) &&
    inside(to, 'subgraphs', 'gateway', 'test');
  expect(offending(breaks)).toEqual([]);
});

it('keeps shared/ below the parts that use it', () => {
  expect(offending(({ from, to }) => inside(from, 'shared') && inside(to, 'subgraphs', 'gateway'))).toEqual(
    [],
  );
});

it('keeps databases, but for the one that usage is counted into, and the inside of subgraphs out of the gateway', () => {
  const isInside = (path: string) => inside(path, 'subgraphs') && path.split('/').length > 2;
  const breaks = ({ from, to }: Import) =>
    inside(from, 'gateway') &&
    (to === 'typeorm' ||
      (to === 'pg' && !inside(from, 'gateway/usage')) ||
      isInside(to) ||
      inside(to, 'shared/rollup', 'shared/import'));
  expect(offending(breaks)).toEqual([]);
});

it('imports nothing of the tests', () => {
  expect(offending(({ to }) => inside(to, 'test'))).toEqual([]);
});

it('has no circular imports', () => {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) {
    const name = from.replace(/\.ts$/, '');
    targets.set(name, [
      ...(targets.get(name) ?? []),
      ...[to, `${to}/index`].filter((path) => files.includes(`${path}.ts`)),
    ]);
  }
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
    else if (!done.has(file)) {
      for (const target of targets.get(file) ?? []) visit(target, [...trail, file]);
      done.add(file);
    }
  };
  for (const file of targets.keys()) visit(file, []);
  expect(cycles).toEqual([]);
});
