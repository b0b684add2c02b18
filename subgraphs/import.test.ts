/** The import command as an operator runs it, in a process of its own. */
import { mkdtempSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../test/run-command';
import { asAdministrator, dropDatabases, testDatabases, testServerUrl } from '../test/test-databases';
import { csvText, type Ticket, ticket } from '../test/tiny-records';
import { tickets } from './feedback/records';

const { prefix } = testDatabases();
const folder = mkdtempSync(join(tmpdir(), 'import-command-'));
const file = join(folder, 'tickets.csv');

afterAll(async () => {
  await dropDatabases({ prefix });
  await rm(folder, { recursive: true });
});

const environment = { DATABASE_URL: testServerUrl(), DATABASE_PREFIX: prefix };
const run = (...args: string[]) => runCommand('subgraphs/import.js', args, environment);
const write = (...rows: Ticket[]) => writeFile(file, csvText(tickets, rows));
const inDatabase = async (sql: string) =>
  (await asAdministrator((client) => client.query(sql), `${prefix}feedback`)).rows as object[];

/** One line with the code, so that neither a stack nor a URL with a password reaches the terminal. */
const expectFault = (err: string, code: string) => {
  expect(err).toMatch(new RegExp(`^${code}: `));
  expect(err).not.toMatch(/\n\s+at |postgres:\/\//);
};

test('a good file is imported, and the command says how many records were imported and changed', async () => {
  await write(ticket('T1'), ticket('T2'));
  const { status, out, err } = await run('feedback', file);
  expect([status, err]).toEqual([0, '']);
  expect(out).toContain('2 ticket records imported, 2 of them new or changed');
  expect(await inDatabase('SELECT count(*)::int AS n FROM ticket')).toEqual([{ n: 2 }]);
  await expect(readFile(`${file}.rejects.csv`)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('the same file again changes nothing, and the command says so', async () => {
  await write(ticket('T1'), ticket('T2'));
  await run('feedback', file);
  expect((await run('feedback', file)).out).toContain('2 ticket records imported, 0 of them new or changed');
});

test('rejected rows are told with the file that lists them, and the good rows are in', async () => {
  await write(ticket('T3', { rating: '9' }), ticket('T4'));
  const { status, out } = await run('feedback', file);
  expect(status).toBe(3);
  expect(out).toContain('1 ticket records imported');
  expect(out).toMatch(/1 row was rejected.*tickets\.csv\.rejects\.csv/);
  expect(await readFile(`${file}.rejects.csv`, 'utf8')).toMatch(/^line,column,value,reason\n2,rating,9,/);
});

test('a file of which every row is rejected ends with a status of its own', async () => {
  await write(ticket('T8', { rating: '9' }), ticket('T9', { unit_code: '999' }));
  const { status, out } = await run('feedback', file);
  expect(status).toBe(4);
  expect(out).toMatch(/0 ticket records imported[^]*All 2 rows were rejected/);
  expect(out).not.toContain('complete');
});

test('so does a file of keys to delete', async () => {
  await write(ticket('T10'));
  await run('feedback', file);
  const remove = async (keys: string) => {
    await writeFile(file, `ticket_code\n${keys}`);
    return (await run('feedback', file, '--delete')).status;
  };
  const tooLong = 'x'.repeat(51);
  expect(await remove(`${tooLong}\n`)).toBe(4);
  expect(await remove(`${tooLong}\nT10\n`)).toBe(3);
  expect(await remove('T10\n')).toBe(0);
});

test('a header alone is good: it says that there was nothing', async () => {
  await write();
  const { status, out } = await run('feedback', file, '--as-of', '2024-11-30T23:59:59+07:00');
  expect(status).toBe(0);
  expect(out).toContain('0 ticket records imported');
  expect(out).toMatch(/count as complete from 202\d-\d\d-\d\d until 2024-11-30T23:59:59\+07:00/);
});

test('--covers-from and --as-of are the days on which the records are complete, and the command tells them', async () => {
  await write(ticket('T5'));
  const asOf = '2023-06-30T23:59:59+07:00';
  const { status, out } = await run('feedback', file, '--covers-from', '2022-12-15', '--as-of', asOf);
  expect(status).toBe(0);
  expect(out).toContain(`The ticket records count as complete from 2022-12-15 until ${asOf}.`);
  const [entry] = await inDatabase(
    'SELECT as_of, covers_from::text AS covers_from FROM import_log ORDER BY id DESC LIMIT 1',
  );
  expect(entry).toEqual({ as_of: new Date('2023-06-30T16:59:59Z'), covers_from: '2022-12-15' });
});

test.each([
  ['2023-07-01', /"2023-07-01" is no day .*from 2000-01-01 to 2023-06-30/],
  ['1999-12-31', /"1999-12-31" is no day .*from 2000-01-01/],
  ['2023-02-30', /"2023-02-30" is not a day/],
  ['June', /"June" is not a day/],
])(
  'a --covers-from after the as-of, before there are records, or that is no day is refused: %s',
  async (day, message) => {
    const { status, err } = await run(
      'feedback',
      file,
      '--covers-from',
      day,
      '--as-of',
      '2023-06-30T23:59:59+07:00',
    );
    expect(status).toBe(1);
    expectFault(err, 'CONFIG_INVALID');
    expect(err).toMatch(/--covers-from: /);
    expect(err).toMatch(message);
  },
);

test.each(['yesterday', '2023-06-30', '2023-06-30T23:59:59', '2023-02-30T00:00:00Z'])(
  'an --as-of that is no instant with its offset is refused: %s',
  async (asOf) => {
    const { status, err } = await run('feedback', file, '--as-of', asOf);
    expect(status).toBe(1);
    expectFault(err, 'CONFIG_INVALID');
    expect(err).toContain(asOf);
  },
);

test('an unknown system is answered with the ones that there are', async () => {
  const { status, err } = await run('feedbak', file);
  expect(status).toBe(1);
  expectFault(err, 'CONFIG_INVALID');
  expect(err).toMatch(/"feedbak".*documents, public-services, feedback, welfare, signatures\./);
});

test('a subgraph without records is no system to import into', async () => {
  expect((await run('directory', file)).err).toMatch(/^CONFIG_INVALID: .*"directory"/);
});

test.each([
  [[]],
  [['feedback']],
  [['feedback', 'a.csv', 'b.csv']],
  [['feedback', 'a.csv', '--force']],
  [['feedback', 'a.csv', '--delete', '--covers-from', '2024-01-01']],
])('arguments that do not fit, %j, are answered with the usage', async (args) => {
  const { status, err } = await run(...args);
  expect(status).toBe(1);
  expect(err).toMatch(/^CONFIG_INVALID: [^]*SYSTEM FILE\.csv/);
});

test('a missing file and a folder cannot be read', async () => {
  for (const path of [join(folder, 'missing.csv'), folder]) {
    const { status, err } = await run('feedback', path);
    expect(status).toBe(1);
    expectFault(err, 'IMPORT_UNREADABLE');
    expect(err).toContain(path);
  }
});

test('a wrong header ends the import with the columns that are missing', async () => {
  await writeFile(file, 'ticket_code,kind\nT9,field\n');
  const { status, out, err } = await run('feedback', file);
  expect([status, out]).toEqual([1, '']);
  expectFault(err, 'IMPORT_HEADER');
  expect(err).toMatch(/missing: field_code,.*Nothing was imported/);
});

test('an as-of that lies ahead is refused', async () => {
  const { status, err } = await run('feedback', file, '--as-of', '2099-01-01T00:00:00+07:00');
  expect(status).toBe(1);
  expect(err).toMatch(/^CONFIG_INVALID: --as-of: "2099-01-01T00:00:00\+07:00" lies ahead/);
});

test('a file that is not UTF-8 ends the import', async () => {
  const good = csvText(tickets, [ticket('T9')]);
  await writeFile(file, Buffer.concat([Buffer.from(good), Buffer.from('Võ\n', 'latin1')]));
  const { status, err } = await run('feedback', file);
  expect(status).toBe(1);
  expectFault(err, 'IMPORT_ENCODING');
});

test('a server that does not answer ends the import, with what to check', async () => {
  await write(ticket('T1'));
  const DATABASE_URL = 'postgres://someone:secret@127.0.0.1:1/postgres';
  const { status, err } = await runCommand('subgraphs/import.js', ['feedback', file], { DATABASE_URL });
  expect(status).toBe(1);
  expectFault(err, 'DATABASE_UNAVAILABLE');
  expect(err).toMatch(/ECONNREFUSED.*DATABASE_URL/);
  expect(err).not.toContain('secret');
});

test('settings at fault are all told at once', async () => {
  await write(ticket('T1'));
  const env = { DATABASE_URL: 'mysql://x', DATABASE_PREFIX: 'KPI' };
  const { status, err } = await runCommand('subgraphs/import.js', ['feedback', file], env);
  expect(status).toBe(1);
  expect(err).toMatch(/^CONFIG_INVALID: [^]*DATABASE_/);
  expect(err).toContain('DATABASE_PREFIX');
  expect(err).toContain('DATABASE_URL');
});

test('a rejects file that cannot be written ends the import in order, and nothing is imported', async () => {
  await mkdir(`${file}.rejects.csv.part`);
  try {
    await write(ticket('T6'), ticket('T7', { rating: '9' }));
    const { status, err } = await run('feedback', file);
    expect(status).toBe(1);
    expectFault(err, 'IMPORT_\\w+');
    expect(await inDatabase(`SELECT FROM ticket WHERE ticket_code = 'T6'`)).toEqual([]);
  } finally {
    await rm(`${file}.rejects.csv.part`, { recursive: true });
  }
});
