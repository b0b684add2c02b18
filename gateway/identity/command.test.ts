/** The command in the test's own process; test/access.test.ts runs it as an operator does. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readClient } from './client';

const folder = mkdtempSync(join(tmpdir(), 'client-command-'));
const out = jest.spyOn(console, 'log').mockReturnValue();
const err = jest.spyOn(console, 'error').mockReturnValue();
const { argv, env } = process;

afterEach(() => {
  process.exitCode = undefined;
});
afterAll(() => {
  Object.assign(process, { argv, env });
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]) {
  jest.clearAllMocks();
  process.exitCode = undefined;
  Object.assign(process, { argv: ['node', 'command', ...args], env: { ...env, CLIENTS_DIR: folder } });
  jest.resetModules();
  await import('./command.js');
  await new Promise(setImmediate);
  const text = (mock: jest.SpyInstance<void, unknown[]>) => mock.mock.calls.flat().map(String).join('\n');
  return { status: process.exitCode, out: text(out), err: text(err) };
}
const create = (id: string, ...more: string[]) =>
  run('create', id, '--name', 'Portal', '--contact', 'data team', ...more);

beforeAll(async () => {
  expect(await create('portal')).toMatchObject({ status: undefined, err: '' });
});

it.each([
  [['rotate', 'nobody'], /^CONFIG_INVALID: .*nobody.client\.yaml cannot be read/],
  [['revoke', 'portal', 'zz'], /^BAD_USER_INPUT: portal has no key "zz"/],
  [['create', 'portal', '--name', 'x', '--contact', 'y'], /^BAD_USER_INPUT: There is a client portal/],
  [['create', 'x', '--name', 'x', '--contact', 'y', '--rate', '0'], /^BAD_USER_INPUT: --rate is "0"/],
  [
    ['create', 'x', '--name', 'x', '--contact', 'y', '--unit', 'vn2004.27', '--unit', 'Bắc Ninh'],
    /^BAD_USER_INPUT: --unit has "Bắc Ninh", which is no unit's id. Expected .*vn2004\.27/,
  ],
  [['list', '--all'], /^CONFIG_INVALID: .*--all/],
])('says what is wrong with %j, without a stack', async (args, message) => {
  const ended = await run(...args);
  expect(ended).toMatchObject({ status: 1, err: expect.stringMatching(message) as unknown });
  expect(ended.err).not.toMatch(/^ +at /m);
});

it('makes no third valid key', async () => {
  expect(await run('rotate', 'portal')).toMatchObject({ status: undefined, err: '' });
  expect(await run('rotate', 'portal')).toMatchObject({
    ...{ status: 1, err: expect.stringMatching(/^BAD_USER_INPUT: portal has 2 valid keys/) as unknown },
  });
});

it('tells how it is used', async () => {
  expect(await run('--help')).toMatchObject({
    ...{ status: undefined, out: expect.stringMatching(/^usage: npm run client -- create/) as unknown },
  });
});

it('writes down how often a new client may ask', async () => {
  await create('often', '--rate', '5000', '--unit', 'vn2004.256');
  expect(readClient(folder, 'portal').rate).toEqual({ requests: 600, perSeconds: 60 });
  expect(readClient(folder, 'often')).toMatchObject({
    ...{ rate: { requests: 5000, perSeconds: 60 }, units: ['vn2004.256'] },
  });
});

it('lists the others beside a client whose files are wrong, and says what is wrong', async () => {
  await create('broken');
  writeFileSync(join(folder, 'broken', 'client.yaml'), 'name: Portal\n');
  const { status, out, err } = await run('list');
  expect(out).toMatch(/^portal: Portal \(data team\)\n {2}scopes none; units all; 600 requests in 60 s/m);
  expect([status, err]).toEqual([1, expect.stringMatching(/^CONFIG_INVALID: .*contact is missing/)]);
});
