/** Files as spreadsheets, other systems and careless hands leave them: what is good in them lands, what is not is told. */
import { mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import { account, beneficiary, csvText, inChunks, ticket } from '../../test/tiny-records';
import { subgraph as feedback } from '../../subgraphs/feedback';
import { accounts, tickets } from '../../subgraphs/feedback/records';
import { subgraph as welfare } from '../../subgraphs/welfare';
import { beneficiaries } from '../../subgraphs/welfare/records';
import { deleteRecords } from './delete-records';
import type { RecordKind, RecordRow } from './record-kind';

const folder = mkdtempSync(join(tmpdir(), 'damaged-test-'));
const rejectsPath = join(folder, 'rejects.csv');
let system: SystemDatabase;

beforeEach(async () => {
  system = await openSystemDatabase(feedback);
});
afterEach(() => system.close());
afterAll(() => rm(folder, { recursive: true }));

const rejects = async () => (await readFile(rejectsPath, 'utf8')).trimEnd().split('\n').slice(1);
const keys = async (table: string, key: string) =>
  (await system.table(table)).map((line) => (JSON.parse(line) as Record<string, string>)[key]).sort();
const rowText = (kind: RecordKind, row: RecordRow) => csvText(kind, [row]).split('\n')[1] ?? '';

test('a stray quote costs its own row', async () => {
  const csv = csvText(tickets, [ticket('T1'), ticket('T2'), ticket('T3')]).replace(
    '\nT2,',
    '\nT2 15" screen,',
  );
  expect(await system.importFile([csv], { rejectsPath })).toMatchObject({ accepted: 2, rejected: 1 });
  expect(await keys('ticket', 'ticket_code')).toEqual(['T1', 'T3']);
  expect(await rejects()).toEqual([
    expect.stringMatching(/^3,ticket_code,,"?expected quotes around a whole cell/),
  ]);
});

test('a quote that stays open to the end refuses the file, and its line is told', async () => {
  const csv = csvText(tickets, [ticket('T1'), ticket('T2'), ticket('T3')]).replace('\nT2,', '\n"T2,');
  await expect(system.importFile([csv])).rejects.toMatchObject({
    code: 'IMPORT_TRUNCATED',
    message: expect.stringContaining('The quote that opens on line 3 is never closed') as unknown,
  });
  expect(await system.table('ticket')).toEqual([]);
});

test('keys that look the same are the same, and keys of another case are not', async () => {
  const codes = ['Ho\u0300a-1', 'Hòa-1', 'Z-1', 'Z-1\u200B', 'Z-1\u00A0', '\uFEFFZ-1', '\u200EZ-1', 'z-1'];
  const csv = csvText(
    accounts,
    codes.map((code) => account(code)),
  );
  expect(await system.importFile(inChunks(Buffer.from(csv)), { rejectsPath })).toMatchObject({
    accepted: 3,
    rejected: 5,
  });
  expect(await keys('feedback_account', 'account_code')).toEqual(['Hòa-1', 'Z-1', 'z-1']);
  expect((await rejects()).map((line) => line.split(',')[0])).toEqual(['3', '5', '6', '7', '8']);
});

test('what a spreadsheet would run as a formula is text in the rejects file', async () => {
  const codes = ['=HYPERLINK("http://x","y")', "=cmd|'/c calc'!A1", '@SUM(1)', '+84912', '-2+3'];
  await system.importRows(
    tickets,
    [...codes.map((unit_code, i) => ticket(`T${i}`, { unit_code })), ticket('=1+1'), ticket('=1+1')],
    { rejectsPath },
  );
  const values = (await rejects()).map((line) => /^\d+,\w+,(.*),expected|^\d+,\w+,(.*),the same/.exec(line));
  expect(values.map((match) => match?.[1] ?? match?.[2])).toEqual([
    `"'=HYPERLINK(""http://x"",""y"")"`,
    "'=cmd|'/c calc'!A1",
    "'@SUM(1)",
    "'+84912",
    "'-2+3",
    "'=1+1",
  ]);
});

test('as Excel saves it: a mark, capitals, columns without a name, TRUE and FALSE, and empty rows at the end', async () => {
  const lines = [
    `\uFEFF${accounts.columnNames.map((name) => `"${name.toUpperCase()}"`).join(',')},,`,
    `${rowText(accounts, account('A1'))},,`,
    ',,,,,',
    '   ',
    '\u001A',
  ];
  expect(await system.importFile([lines.join('\r\n')])).toMatchObject({ accepted: 1, rejected: 0 });
  const row = ticket('T1', { reopened: 'TRUE', is_duplicate: 'FALSE' });
  await system.importRows(tickets, [row]);
  expect(JSON.parse((await system.table('ticket'))[0] ?? '')).toMatchObject({
    reopened: true,
    is_duplicate: false,
  });
});

test('a file of keys to delete is read alike', async () => {
  await system.importRows(accounts, [account('A1'), account('A2'), account('A"3')]);
  const csv = ['\uFEFF"Account_Code",\n"A1\u200B",\nA"2,\nA2,\n"A""3",\n'];
  const deletion = await deleteRecords(system.dataSource, csv, { plan: system.plan, rejectsPath });
  expect(deletion).toMatchObject({ deleted: 3, unknown: 0, rejected: 1 });
  expect(await rejects()).toEqual([expect.stringMatching(/^3,account_code,,/)]);
});

test.each([
  [
    'tickets.csv saved with semicolons',
    csvText(accounts, [account('A1')]).replaceAll(',', ';'),
    'IMPORT_HEADER',
    'semicolons',
  ],
  ['a first line for Excel alone', `sep=,\n${csvText(accounts, [account('A1')])}`, 'IMPORT_HEADER', 'sep=,'],
  ['an empty file', '', 'IMPORT_HEADER', 'The file is empty'],
])('%s is refused with what is wrong', async (_, csv, code, message) => {
  await expect(system.importFile([csv])).rejects.toMatchObject({
    code,
    message: expect.stringContaining(message) as unknown,
  });
});

test('an agency of the demonstration has no real records', async () => {
  const rows = [account('A1'), account('A2', { org_code: 'DEMO-P01' })];
  expect(await system.importRows(accounts, rows, { rejectsPath })).toMatchObject({
    accepted: 1,
    rejected: 1,
  });
  expect(await rejects()).toEqual([
    '3,org_code,DEMO-P01,expected the code of a real agency; DEMO-P01 exists for the demonstration alone',
  ]);
});

test('no key of a person is in the rejects file, whatever is wrong with its row', async () => {
  const own = await openSystemDatabase(welfare);
  try {
    const rows = [
      beneficiary('P-7'),
      beneficiary('P-7'),
      beneficiary('001234567890'),
      beneficiary('P-8', { payee: 'x' }),
    ];
    await own.importRows(beneficiaries, rows, { rejectsPath });
    expect(await rejects()).toEqual([
      expect.stringMatching(/^4,beneficiary_code,\*\*\*,/),
      expect.stringMatching(/^5,payee,x,/),
      '3,beneficiary_code,***,the same key stands on line 2',
    ]);
  } finally {
    await own.close();
  }
});
