import { mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import { account, csvText, ticket } from '../../test/tiny-records';
import { subgraph as feedback } from '../../subgraphs/feedback';
import { accounts, tickets } from '../../subgraphs/feedback/records';

let system: SystemDatabase;
const folder = mkdtempSync(join(tmpdir(), 'import-test-'));
const rejectsPath = join(folder, 'rejects.csv');

beforeEach(async () => {
  system = await openSystemDatabase(feedback);
});
afterEach(() => system.close());
afterAll(() => rm(folder, { recursive: true }));

test('good rows land whole, their codes with leading zeros and their empty cells empty', async () => {
  const result = await system.importRows(tickets, [
    ticket('0001', { rating: '4', lat: '21.18' }),
    ticket('0002'),
  ]);
  expect(result).toMatchObject({ records: 'ticket', accepted: 2, rejected: 0, changed: 2 });
  const landed = (await system.table('ticket')).map((line) => JSON.parse(line) as object);
  expect(landed).toMatchObject([
    { ticket_code: '0001', unit_code: '09163', rating: 4, lat: 21.18, lon: null, demonstration: false },
    { ticket_code: '0002', unit_code: '09163', rating: null, answered_at: null, demonstration: false },
  ]);
});

test('a text with tabs, backslashes, quotes and line breaks lands as it was', async () => {
  const account_code = 'a\tb\\N\\.\n"c",d';
  await system.importRows(accounts, [account(account_code)]);
  const [landed] = await system.table('feedback_account');
  expect(JSON.parse(landed ?? '')).toMatchObject({ account_code });
});

test('the header tells the kind of record, whatever the order of its columns', async () => {
  const csv = 'deactivated_on,org_code,activated_on,account_code\n,SO-TTTT,2023-01-01,A1\n';
  expect(await system.importFile([csv])).toMatchObject({ records: 'feedback_account', accepted: 1 });
});

test('bad rows go to the rejects file with line, column, value and reason; the good ones land', async () => {
  const rows = [
    ticket('T1', { rating: '9' }),
    ticket('T2'),
    ticket('T3', { unit_code: '9163' }),
    ticket('T4', { received_at: '2023-02-30T08:00:00+07:00' }),
  ];
  expect(await system.importRows(tickets, rows, { rejectsPath })).toMatchObject({ accepted: 1, rejected: 3 });
  const [header, ...rejects] = (await readFile(rejectsPath, 'utf8')).trimEnd().split('\n');
  expect(header).toBe('line,column,value,reason');
  expect(rejects).toEqual([
    expect.stringMatching(/^2,rating,9,.*1 to 5/),
    expect.stringMatching(/^4,unit_code,9163,.*register/),
    expect.stringMatching(/^5,received_at,2023-02-30T08:00:00\+07:00,.*2023-02-30/),
  ]);
  expect(await system.figure('vn2004.27', '2023', 'FBK-01')).toEqual([1, null]);
});

test('a rejects file is a CSV file, even where the value holds commas and quotes', async () => {
  await system.importRows(tickets, [ticket('T1', { unit_code: 'Vũ "Ninh", 256' }), ticket('T2')], {
    rejectsPath,
  });
  expect(await readFile(rejectsPath, 'utf8')).toContain('\n2,unit_code,"Vũ ""Ninh"", 256",');
});

test('an import without rejects takes away the rejects file that an earlier one left', async () => {
  await system.importRows(tickets, [ticket('T1', { rating: '9' }), ticket('T2')], { rejectsPath });
  await system.importRows(tickets, [ticket('T1', { rating: '5' }), ticket('T2')], { rejectsPath });
  await expect(readFile(rejectsPath)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('the same file a second time changes nothing', async () => {
  const rows = [ticket('T1', { rating: '4', lat: '21.1' }), ticket('T2', { unit_code: '256' })];
  await system.importRows(tickets, rows);
  const [records, cells] = [await system.table('ticket'), await system.table('kpi_cell')];
  expect(await system.importRows(tickets, rows)).toMatchObject({ accepted: 2, changed: 0 });
  expect(await system.table('ticket')).toEqual(records);
  expect(await system.table('kpi_cell')).toEqual(cells);
});

test('only rows that differ count as changed, a value taken away among them', async () => {
  await system.importRows(tickets, [ticket('T1', { rating: '4' }), ticket('T2'), ticket('T3')]);
  const again = [ticket('T1'), ticket('T2', { rating: '1' }), ticket('T3')];
  expect(await system.importRows(tickets, again)).toMatchObject({ accepted: 3, changed: 2 });
  expect(await system.figure('vn2004.09163', '2023-03', 'FBK-04')).toEqual([1, 1]);
});

test('of rows with the same key in one file the first counts, and the others name its line', async () => {
  const rows = [ticket('T1', { rating: '1' }), ticket('T2'), ticket('T1', { rating: '5' }), ticket('T1')];
  expect(await system.importRows(tickets, rows, { rejectsPath })).toMatchObject({ accepted: 2, rejected: 2 });
  expect((await readFile(rejectsPath, 'utf8')).trimEnd().split('\n').slice(1)).toEqual([
    expect.stringMatching(/^4,ticket_code,T1,.*line 2$/),
    expect.stringMatching(/^5,ticket_code,T1,.*line 2$/),
  ]);
  expect(await system.figure('vn2004.27', '2023', 'FBK-04')).toEqual([1, 1]);
});

test('a repeated key on a last row that no line break follows is rejected too', async () => {
  const csv = csvText(accounts, [account('A1'), account('A1')]).trimEnd();
  expect(await system.importFile([csv])).toMatchObject({ accepted: 1, rejected: 1 });
});

test('every import that took rows leaves its numbers and its as-of instant in the log', async () => {
  const asOf = new Date('2023-06-30T23:59:59+07:00');
  await system.importRows(tickets, [ticket('T1'), ticket('T2', { rating: '9' })], { asOf });
  const [entry] = (await system.table('import_log')).map((line) => JSON.parse(line) as { as_of: string });
  expect(entry).toMatchObject({
    records: 'ticket',
    accepted: 1,
    rejected: 1,
    changed: 1,
    demonstration: false,
  });
  expect(new Date(entry?.as_of ?? '')).toEqual(asOf);
});
