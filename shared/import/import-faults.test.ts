/** A file that cannot be trusted as a whole leaves everything as it was. */
import { mkdtempSync, readdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import { account, csvText, inChunks, ticket } from '../../test/tiny-records';
import { subgraph as feedback } from '../../subgraphs/feedback';
import { accounts, tickets } from '../../subgraphs/feedback/records';
import type { CsvChunks } from './csv-rows';

const manyGood = csvText(
  tickets,
  Array.from({ length: 20_000 }, (_, i) => ticket(`NEW-${String(i)}`)),
);
const bytes = (...parts: (string | Buffer)[]) =>
  inChunks(Buffer.concat(parts.map((part) => Buffer.from(part))));

let system: SystemDatabase;
let folder: string;

beforeEach(async () => {
  system = await openSystemDatabase(feedback);
  folder = mkdtempSync(join(tmpdir(), 'faults-test-'));
  await system.importRows(tickets, [ticket('T1', { rating: '3' })]);
});
afterEach(async () => {
  await system.close();
  await rm(folder, { recursive: true });
});

const everything = () =>
  Promise.all(['ticket', 'feedback_account', 'kpi_cell', 'import_log'].map((name) => system.table(name)));

async function expectNothingDone(csv: CsvChunks, code: string): Promise<void> {
  const rejectsPath = join(folder, 'rejects.csv');
  await writeFile(rejectsPath, 'of an earlier import');
  const before = await everything();
  await expect(system.importFile(csv, { rejectsPath })).rejects.toMatchObject({ code });
  expect(await everything()).toEqual(before);
  expect(await readFile(rejectsPath, 'utf8')).toBe('of an earlier import');
  expect(readdirSync(folder)).toEqual(['rejects.csv']);
}

test('a wrong header stops the import', () =>
  expectNothingDone(['ticket_code,kind\nT9,field\n'], 'IMPORT_HEADER'));

test('an empty file stops the import', () => expectNothingDone(bytes(''), 'IMPORT_HEADER'));

test('a file that is not UTF-8 stops the import, though the fault comes after many good rows', () =>
  expectNothingDone(bytes(manyGood, Buffer.from('Võ', 'latin1')), 'IMPORT_ENCODING'));

test('a quote that stays open to the end stops the import after many good rows', () =>
  expectNothingDone([manyGood, '"T9,field\n'], 'IMPORT_TRUNCATED'));

test('a last row cut off in the middle stops the import after many good rows and a rejected one', () => {
  const rejected = csvText(tickets, [ticket('T8', { rating: '9' })]).split('\n')[1] ?? '';
  const cutOff = rejected.slice(0, rejected.length / 2);
  return expectNothingDone([manyGood, `${rejected}\n`, cutOff], 'IMPORT_TRUNCATED');
});

test('a last cell cut off in the middle stops the import', () =>
  expectNothingDone(
    [
      csvText(tickets, [ticket('T8'), ticket('T9')])
        .trimEnd()
        .slice(0, -1),
    ],
    'IMPORT_TRUNCATED',
  ));

test('a whole last row is taken though no line break follows it', async () => {
  const csv = csvText(tickets, [ticket('T2'), ticket('T3')]).trimEnd();
  expect(await system.importFile([csv])).toMatchObject({ accepted: 2, rejected: 0 });
});

test('the next import works as if the failed one had not been', async () => {
  await expectNothingDone([manyGood, '"T9'], 'IMPORT_TRUNCATED');
  await system.importRows(tickets, [ticket('T2')]);
  expect(await system.figure('vn2004.27', '2023', 'FBK-01')).toEqual([2, null]);
});

test.each([
  ['a character that it cannot keep', { account_code: 'A\u00001' }],
  ['a day of the year 0', { activated_on: '0000-05-01' }],
])('a cell that PostgreSQL would refuse, %s, costs its own row only', async (_, changes) => {
  const rows = [account('A0'), account('A1', changes)];
  expect(await system.importRows(accounts, rows)).toMatchObject({ accepted: 1, rejected: 1 });
});

test('a time whose offset PostgreSQL would refuse costs its own row only', async () => {
  const rows = [ticket('T2'), ticket('T3', { due_at: '2023-04-05T17:00:00+99:00' })];
  expect(await system.importRows(tickets, rows)).toMatchObject({ accepted: 1, rejected: 1 });
});

test('a place that did not exist on the day is no place: the ticket is rejected, not lost from every figure', async () => {
  // Vệ An (09175) became part of 09184 on 2024-12-01.
  const late = { sent_at: '2024-12-02T08:00:00+07:00', received_at: '2024-12-02T09:00:00+07:00' };
  const rows = [ticket('T2'), ticket('T3', { ...late, unit_code: '09175', due_at: '', processed_at: '' })];
  expect(await system.importRows(tickets, rows)).toMatchObject({ accepted: 1, rejected: 1 });
});
