import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { installedPackage } from './binaries';
import { attachEmbeddedPostgres, startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres';

const compiled = join(__dirname, '../../../dist/shared/database/embedded/embedded-postgres.js');
const isRoot = process.getuid?.() === 0;

let parentFolder: string;
let dataFolder: string;
const servers: EmbeddedPostgres[] = [];
const owners: ChildProcess[] = [];

beforeEach(() => {
  parentFolder = mkdtempSync('/tmp/embedded-test-');
  chmodSync(parentFolder, 0o755);
  dataFolder = join(parentFolder, 'data');
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  for (const owner of owners.splice(0)) await kill(owner);
  chmodSync(parentFolder, 0o755);
  rmSync(parentFolder, { recursive: true, maxRetries: 20 });
});

test('a started server answers, in UTF-8 and UTC', async () => {
  const { url } = await start();
  expect(new URL(url).hostname).toBe('127.0.0.1');
  expect(
    await ask(url, `select 1 + 1 || lower('Đ') || current_setting('TimeZone') || current_setting('fsync')`),
  ).toBe('2đUTCon');
});

test('a login without the password is refused', async () => {
  const url = new URL((await start()).url);
  url.password = 'wrong';
  await expect(ask(url.href, 'select 1')).rejects.toThrow('password authentication failed');
});

test('data survive a stop and a start, what an unfinished first start left does not', async () => {
  const first = await start();
  await ask(first.url, 'create table kept as select 7 as number');
  await first.stop();
  await first.stop();
  await expect(ask(first.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
  mkdirSync(join(dataFolder, '1.unfinished-aBcDeF', 'data'), { recursive: true });
  expect(await ask((await start()).url, 'select number from kept')).toBe(7);
  expect(unfinished()).toEqual([]);
});

test('instances side by side have slots and ports of their own', async () => {
  const [first, second] = await Promise.all([start(), start()]);
  expect(new URL(first.url).port).not.toBe(new URL(second.url).port);
  const clusters = await Promise.all([first, second].map(({ url }) => clusterFolder(url)));
  expect(clusters.sort()).toEqual([join(dataFolder, '1'), join(dataFolder, '2')]);
});

test("tools attach to another process's instance while it lives", async () => {
  expect(await attachEmbeddedPostgres({ dataFolder })).toBeUndefined();
  const owner = startOwner();
  const url = await urlOf(owner);
  expect(await attachEmbeddedPostgres({ dataFolder })).toEqual({ url, purpose: 'product' });
  await kill(owner);
  expect(await attachEmbeddedPostgres({ dataFolder })).toBeUndefined();
});

test('a killed owner leaves no server, and the next start takes over its slot and data', async () => {
  const owner = startOwner();
  const url = await urlOf(owner);
  await ask(url, 'create table kept as select 7 as number');
  const postmaster = await postmasterId(url);
  await kill(owner);

  const next = await start();
  expect(await clusterFolder(next.url)).toBe(join(dataFolder, '1'));
  expect(await ask(next.url, 'select number from kept')).toBe(7);
  expect(isAlive(postmaster)).toBe(false);
});

test('a killed owner leaves no server when nothing starts afterwards', async () => {
  const owner = startOwner();
  const postmaster = await postmasterId(await urlOf(owner));
  await kill(owner);
  await until(() => !isAlive(postmaster));
});

test('several who start at once after a kill get one slot each', async () => {
  const owner = startOwner();
  await urlOf(owner);
  await kill(owner);
  const clusters = await Promise.all([1, 2, 3].map(async () => clusterFolder((await start()).url)));
  expect(clusters.map((folder) => basename(folder)).sort()).toEqual(['1', '2', '3']);
});

test('a kill in the middle of the first start leaves nothing that harms the next', async () => {
  const owner = startOwner();
  await until(() => unfinished().some((name) => existsSync(join(dataFolder, name, 'data'))));
  await kill(owner);
  expect(existsSync(join(dataFolder, '1'))).toBe(false);
  expect(await ask((await start()).url, 'select 1')).toBe(1);
  expect(unfinished()).toEqual([]);
});

test('a server that dies says so, frees its slot and is recovered by the next start', async () => {
  const first = await start();
  await ask(first.url, 'create table kept as select 7 as number');
  process.kill(await postmasterId(first.url), 'SIGKILL');
  expect(await first.died).toMatchObject({ code: 'DATABASE_EMBEDDED' });
  await first.stop();

  const next = await start();
  expect(await clusterFolder(next.url)).toBe(join(dataFolder, '1'));
  expect(await ask(next.url, 'select number from kept')).toBe(7);
});

test('a server that cannot start is reported with the end of its log', async () => {
  const first = await start();
  const cluster = await clusterFolder(first.url);
  await first.stop();
  rmSync(join(cluster, 'data', 'global'), { recursive: true });
  await expect(start()).rejects.toMatchObject({
    code: 'DATABASE_EMBEDDED',
    message: expect.stringContaining('could not find the database system') as string,
  });
});

test('links that a skipped install script has not made are restored', async () => {
  const packageFolder = copyPackageWithoutLinks(parentFolder);
  const { url } = await start(packageFolder);
  expect(await ask(url, 'select 1')).toBe(1);
  for (const { target } of packageLinks(packageFolder)) {
    expect(statSync(join(packageFolder, target)).isFile()).toBe(true);
  }
});

test('a platform without a package is refused with what to do', () => {
  expect(() => installedPackage('plan9-x64')).toThrow('Set DATABASE_URL');
});

if (isRoot) {
  test('in a folder that only root may enter, data and programs move to where the server may', async () => {
    const packageFolder = copyPackageWithoutLinks(parentFolder);
    chmodSync(parentFolder, 0o700);
    const first = await start(packageFolder);
    await ask(first.url, 'create table kept as select 7 as number');
    const cluster = await clusterFolder(first.url);
    await first.stop();
    const { url } = await start(packageFolder);
    expect(await ask(url, 'select number from kept')).toBe(7);
    expect(await clusterFolder(url)).toBe(cluster);
    expect(cluster.startsWith(parentFolder)).toBe(false);
    expect(await attachEmbeddedPostgres({ dataFolder })).toEqual({ url, purpose: 'product' });

    const moved = statSync(dirname(cluster));
    expect([moved.uid === 0, moved.mode & 0o777]).toEqual([false, 0o700]);
    await servers.pop()?.stop();
    rmSync(dirname(cluster), { recursive: true });
  });
} else {
  test('a folder that may not be written is refused with what to do', async () => {
    chmodSync(parentFolder, 0o500);
    await expect(start()).rejects.toMatchObject({
      code: 'DATABASE_EMBEDDED',
      message: expect.stringContaining('set DATABASE_URL') as string,
    });
  });

  test('links that cannot be restored in place are made in a copy', async () => {
    const packageFolder = copyPackageWithoutLinks(parentFolder);
    const library = join(packageFolder, 'native', 'lib');
    chmodSync(library, 0o500);
    try {
      expect(await ask((await start(packageFolder)).url, 'select 1')).toBe(1);
    } finally {
      chmodSync(library, 0o755);
    }
  });
}

async function start(packageFolder?: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataFolder, ...(packageFolder && { packageFolder }) });
  servers.push(server);
  return server;
}

/** A process that starts an instance, prints its URL and stays. */
function startOwner(): ChildProcess {
  const script = `
    setInterval(() => undefined, 1000);
    require(process.argv[1])
      .startEmbeddedPostgres({ dataFolder: process.argv[2] })
      .then(({ url }) => console.log(url));`;
  const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
  const owner = spawn(process.execPath, ['-e', script, compiled, dataFolder], { stdio });
  owners.push(owner);
  return owner;
}

async function urlOf(owner: ChildProcess): Promise<string> {
  for await (const printed of owner.stdout ?? []) return String(printed).trim();
  throw new Error('the process ended without a URL');
}

async function kill(owner: ChildProcess): Promise<void> {
  if (owner.exitCode !== null || owner.signalCode !== null) return;
  const exit = once(owner, 'exit');
  owner.kill('SIGKILL');
  await exit;
}

/** The first value of the first row. */
async function ask(url: string, query: string): Promise<unknown> {
  const client = new Client(url);
  // The tests end servers under their connections.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<unknown[]>({ text: query, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

async function clusterFolder(url: string): Promise<string> {
  return dirname(String(await ask(url, 'show data_directory')));
}

async function postmasterId(url: string): Promise<number> {
  return parseInt(readFileSync(join(await clusterFolder(url), 'data', 'postmaster.pid'), 'utf8'));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function unfinished(): string[] {
  return existsSync(dataFolder) ? readdirSync(dataFolder).filter((name) => name.includes('unfinished')) : [];
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${condition.toString()}`);
    await delay(10);
  }
}

function copyPackageWithoutLinks(parent: string): string {
  const copy = join(parent, 'package');
  mkdirSync(copy);
  cpSync(installedPackage(), copy, { recursive: true, verbatimSymlinks: true });
  for (const { target } of packageLinks(copy)) rmSync(join(copy, target));
  return copy;
}

function packageLinks(packageFolder: string): { target: string }[] {
  const list = readFileSync(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8');
  // The form of the package's own list.
  return JSON.parse(list) as { target: string }[];
}
