/** The command as an operator runs it, on the example in the repository and on the product's own supergraph. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFile } from '../../shared/project-root';
import { runCommand } from '../../test/run-command';
import { supergraphFile } from '../supergraph/file';
import { readOperations } from './manifest';

const folder = mkdtempSync(join(tmpdir(), 'operations-'));
const clients = join(folder, 'clients');
beforeEach(() => {
  cpSync(projectFile('gateway', 'operations', 'clients', 'example'), join(clients, 'example'), {
    recursive: true,
  });
});
afterEach(() => {
  rmSync(clients, { recursive: true });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) =>
  runCommand('gateway/operations/command.js', args, { CLIENTS_DIR: clients });
const inExample = (file: string) => join(clients, 'example', file);

it('checks the example: what each operation costs, what it has of the limits, and what it returns', async () => {
  const { status, out, err } = await run('check', 'example');
  expect([status, err]).toEqual([0, '']);
  expect(out).toMatch(/query ProvinceScorecard in .*province-scorecard\.graphql/);
  expect(out).toMatch(
    /cost \d+ of at most 20000 with province=27&period=2022\n +depth 5 of 16, fields \d+ of/,
  );
  expect(out).toMatch(/administrativeUnit: AdministrativeUnit\n +id: ID!/);
  expect(out).toContain('All fit the graph: 3 operations of 1 client.');
  expect(out).not.toContain('note:');
});

it('publishes a manifest and a page that are tidy, and says when they are no longer true', async () => {
  expect(await run('publish', 'example', '--url', 'https://kpi.example/')).toMatchObject({
    status: 0,
    err: '',
  });
  const manifest = JSON.parse(readFileSync(inExample('persisted-operations.json'), 'utf8')) as unknown;
  const { operations } = readOperations(clients, 'example');
  expect(manifest).toEqual({
    ...{ format: 'apollo-persisted-query-manifest', version: 1 },
    operations: operations.map(({ id, name, body }) => ({ id, name, type: 'query', body })),
  });
  const page = readFileSync(inExample('README.md'), 'utf8');
  expect(page).toContain('## FeedbackRanking\n\nThe units directly below one, ranked by');
  expect(page).toContain('https://kpi.example/v1/example/ProvinceScorecard?province=27&period=2022');
  expect(page).toMatch(/\$parent: ID! {2}# The units below this one/);
  const prettier = projectFile('node_modules', 'prettier', 'bin', 'prettier.cjs');
  execFileSync(process.execPath, [prettier, '--check', inExample('README.md')]);

  writeFileSync(inExample('indicators.graphql'), 'query Indicators { indicators { code } }');
  expect((await run('check')).out).toMatch(/note: .*persisted-operations\.json is not of these operations/);
});

it('writes nothing over a page that somebody else wrote', async () => {
  writeFileSync(inExample('README.md'), '# Mine\n');
  expect(await run('publish', 'example')).toMatchObject({
    status: 1,
    err: expect.stringContaining('Move it') as unknown,
  });
  expect(readFileSync(inExample('README.md'), 'utf8')).toBe('# Mine\n');
});

it('names all that does not fit, and publishes nothing then', async () => {
  writeFileSync(inExample('one.graphql'), 'query One { indicator { code } }');
  writeFileSync(inExample('two.graphql'), 'query Two {');
  for (const command of ['check', 'publish']) {
    const { status, out, err } = await run(command, 'example');
    expect([status, out]).toEqual([1, '']);
    expect(err).toMatch(
      /^CONFIG_INVALID: .*two\.graphql:1:12: Syntax Error.*\nexample, operation One in .*one\.graphql: /,
    );
  }
  expect(() => readFileSync(inExample('persisted-operations.json'))).toThrow('ENOENT');
});

it('tells which operations another supergraph would break, and why', async () => {
  const sdl = readFileSync(supergraphFile, 'utf8');
  const path = join(folder, 'new.graphql');
  writeFileSync(path, sdl);
  expect(await run('diff', path)).toMatchObject({
    status: 0,
    out: expect.stringContaining('breaks nothing: 3 operations of 1 client') as unknown,
  });
  const changed = sdl
    .replace('\n  unit: UnitOfMeasure!', '\n  unit: UnitOfMeasure')
    .replaceAll('signedRate', 'rate');
  writeFileSync(path, changed);
  const { status, out, err } = await run('diff', path);
  expect([status, out]).toEqual([1, '']);
  const [first, ...lines] = err.trim().split('\n');
  expect(first).toContain('breaks operations of clients:');
  expect(lines).toEqual([
    expect.stringMatching(
      /^example, operation Indicators in .*indicators\.graphql: .*'UnitOfMeasure!' to 'UnitOfMeasure'/,
    ),
    expect.stringMatching(
      /^example, operation ProvinceScorecard in .*province-scorecard\.graphql: 14:9: Cannot query field "signedRate"/,
    ),
  ]);
});

it.each([
  [[], 'usage: npm run operations -- check'],
  [['check', '../example'], '"../example" names no client. Expected one of example.'],
  [
    ['publish', 'example', '--url', 'kpi.example'],
    '--url is "kpi.example". Expected such as https://kpi.example.',
  ],
  [['diff', 'none.graphql'], 'none.graphql cannot be read as a supergraph: ENOENT'],
  [['diff', 'package.json'], 'package.json cannot be read as a supergraph: Syntax Error'],
])('says what is wrong with %j', async (args, message) => {
  expect(await run(...args)).toMatchObject({ status: 1, err: expect.stringContaining(message) as unknown });
});
