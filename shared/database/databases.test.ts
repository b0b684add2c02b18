import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';
import { asAdministrator, dropDatabases, testDatabases, testServerUrl } from '../../test/test-databases';
import { type Databases, openDatabases } from './databases';
import { startEmbeddedPostgres } from './embedded/embedded-postgres';
import type { DatabaseSettings } from './settings';

class Notes1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE note (id integer PRIMARY KEY)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE note');
  }
}

const note = new EntitySchema({ name: 'note', columns: { id: { type: 'integer', primary: true } } });
const schema = { name: 'note-keeping', entities: [note], migrations: [Notes1700000000000] };

const PASSWORD = 'not-to-be-shown';
let settings: DatabaseSettings;
let role: string;
let opened: Databases[];

beforeEach(async () => {
  settings = testDatabases();
  role = `${settings.prefix}role`;
  opened = [];
  await asAdministrator((client) => client.query(`CREATE ROLE ${role} LOGIN PASSWORD '${PASSWORD}'`));
});
afterEach(async () => {
  await Promise.all(opened.map((databases) => databases.close()));
  await dropDatabases(settings);
  await asAdministrator((client) => client.query(`DROP ROLE ${role}`));
});

const open = (changes: Partial<DatabaseSettings> = {}) => {
  const databases = openDatabases({ ...settings, ...changes });
  opened.push(databases);
  return databases.open(schema);
};
const serverUrl = (changes: Partial<Pick<URL, 'username' | 'password' | 'port'>>) =>
  Object.assign(new URL(testServerUrl()), changes).href;
const asRole = (password = PASSWORD) => ({ serverUrl: serverUrl({ username: role, password }) });
const faultOf = (opening: Promise<unknown>) =>
  opening.then(
    () => ({ code: 'none', message: '' }),
    (cause: unknown) => cause as { code: string; message: string },
  );
const database = () => `${settings.prefix}note_keeping`;
const createDatabase = () => asAdministrator((client) => client.query(`CREATE DATABASE ${database()}`));

test('a system gets a database of its own on the server, made and migrated', async () => {
  const dataSource = await open();
  expect(await dataSource.query('SELECT current_database() AS name')).toEqual([{ name: database() }]);
  expect(await dataSource.getRepository(note).count()).toBe(0);
});

test('opening it again finds what was there', async () => {
  await (await open()).query('INSERT INTO note VALUES (1)');
  expect(await (await open()).getRepository(note).count()).toBe(1);
});

test('many processes that open a new system at once all succeed', async () => {
  const dataSources = await Promise.all(Array.from({ length: 6 }, () => open()));
  for (const dataSource of dataSources) expect(await dataSource.getRepository(note).count()).toBe(0);
});

test('a database named for one system wins over the server', async () => {
  await asAdministrator((client) => client.query(`CREATE DATABASE ${settings.prefix}elsewhere`));
  const elsewhere = new URL(testServerUrl());
  elsewhere.pathname = `/${settings.prefix}elsewhere`;
  const unused = serverUrl({ port: '1' });
  const overrides = new Map([['note-keeping', elsewhere.href]]);
  const dataSource = await open({ serverUrl: unused, overrides });
  expect(await dataSource.query('SELECT current_database() AS name')).toEqual([
    { name: `${settings.prefix}elsewhere` },
  ]);
});

test('a role that may not create databases is told both statements that help', async () => {
  const { code, message } = await faultOf(open(asRole()));
  expect(code).toBe('DATABASE_FORBIDDEN');
  expect(message).toContain(`CREATE DATABASE "${database()}" OWNER "${role}";`);
  expect(message).toContain(`ALTER ROLE "${role}" CREATEDB;`);
  expect(message).not.toContain(PASSWORD);
});

test.each([
  ['CREATE DATABASE', (name: string, owner: string) => `CREATE DATABASE "${name}" OWNER "${owner}"`],
  ['ALTER ROLE', (_: string, owner: string) => `ALTER ROLE "${owner}" CREATEDB`],
])('either statement, %s, indeed helps', async (_, statement) => {
  await faultOf(open(asRole()));
  await asAdministrator((client) => client.query(statement(database(), role)));
  expect(await (await open(asRole())).getRepository(note).count()).toBe(0);
});

test('a role that may not create tables is told the statement that helps, and it does', async () => {
  await createDatabase();
  const { code, message } = await faultOf(open(asRole()));
  expect(code).toBe('DATABASE_FORBIDDEN');
  const grant = `GRANT CREATE, USAGE ON SCHEMA public TO "${role}";`;
  expect(message).toContain(grant);
  expect(message).toContain(`"${database()}"`);
  expect(message).not.toContain(PASSWORD);
  await asAdministrator((client) => client.query(grant), database());
  expect(await (await open(asRole())).getRepository(note).count()).toBe(0);
});

test('a wrong password is reported without the URL or the password', async () => {
  // A server of its own: that of the tests may trust whoever comes.
  const dataFolder = mkdtempSync('/tmp/kpi-password-');
  chmodSync(dataFolder, 0o755); // for the unprivileged user that the server runs as
  const server = await startEmbeddedPostgres({ dataFolder });
  const url = new URL(server.url);
  url.password = 'a-wrong-secret';
  const { code, message } = await faultOf(open({ serverUrl: url.href }));
  await server.stop();
  rmSync(dataFolder, { recursive: true });
  expect(code).toBe('DATABASE_UNAVAILABLE');
  expect(message).toContain('password authentication failed');
  expect(message).not.toMatch(/postgres(ql)?:|a-wrong-secret/);
});

test('a server that does not answer is reported with its address, without the URL or the password', async () => {
  const { code, message } = await faultOf(open({ serverUrl: serverUrl({ port: '1', password: PASSWORD }) }));
  expect(code).toBe('DATABASE_UNAVAILABLE');
  expect(message).toContain('ECONNREFUSED');
  expect(message).not.toMatch(/postgres(ql)?:/);
  expect(message).not.toContain(PASSWORD);
});

test('a database named for one system that does not exist is reported, and not made', async () => {
  const missing = new URL(testServerUrl());
  missing.pathname = `/${settings.prefix}missing`;
  const { code, message } = await faultOf(open({ overrides: new Map([['note-keeping', missing.href]]) }));
  expect(code).toBe('DATABASE_UNAVAILABLE');
  expect(message).toContain('does not exist');
  expect(message).not.toMatch(/postgres(ql)?:/);
});

test('a migration that fails leaves nothing of itself, and the next try starts anew', async () => {
  await createDatabase();
  await asAdministrator((client) => client.query('CREATE TABLE note ()'), database());
  expect(await faultOf(open())).toHaveProperty('message', expect.stringContaining('"note" already exists'));
  await asAdministrator((client) => client.query('DROP TABLE note'), database());
  expect(await (await open()).getRepository(note).count()).toBe(0);
});

test('closing ends every connection to the databases', async () => {
  const databases = openDatabases(settings);
  await databases.open(schema);
  await databases.close();
  const left = await asAdministrator((client) =>
    client.query('SELECT FROM pg_stat_activity WHERE datname = $1', [database()]),
  );
  expect(left.rowCount).toBe(0);
});
