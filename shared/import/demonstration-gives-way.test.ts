/** Nothing synthetic stands beside real records: the first real import takes the demonstration's out. */
import { openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import { account, csvText, ticket } from '../../test/tiny-records';
import { subgraph as feedback } from '../../subgraphs/feedback';
import { accounts, tickets } from '../../subgraphs/feedback/records';
import { dropDemonstration, loadDemonstration } from '../demonstration/demonstration';
import { rebuildAll } from '../rollup/maintain';

let system: SystemDatabase;

const demonstration = {
  asOf: new Date('2023-12-31T23:59:59+07:00'),
  files: [
    { kind: tickets, rows: () => [ticket('DEMO-1'), ticket('DEMO-2', { unit_code: '09247' })] },
    { kind: accounts, rows: () => [account('DEMO-A')] },
  ],
};

beforeEach(async () => {
  system = await openSystemDatabase(feedback);
  await loadDemonstration(system.dataSource, system.plan, demonstration);
});
afterEach(() => system.close());

const cellsFlagged = async (demonstration: boolean) =>
  (await system.cells()).filter((cell) => cell.endsWith(demonstration ? ' t' : ' f'));

test('figures of demonstration records say that they are', async () => {
  expect(await system.figure('vn2004.27', '2023', 'FBK-01')).toEqual([2, null]);
  expect(await cellsFlagged(false)).toEqual([]);
});

test('a real import removes all demonstration records of the system, of other kinds too', async () => {
  const result = await system.importRows(tickets, [ticket('T1')]);
  expect(result).toMatchObject({ accepted: 1, demonstrationRemoved: 3 });
  expect(await system.table('ticket')).toEqual([expect.stringContaining('"T1"')]);
  expect(await system.table('feedback_account')).toEqual([]);
});

test('after it every figure is of real records only', async () => {
  await system.importRows(tickets, [ticket('T1')]);
  expect(await cellsFlagged(true)).toEqual([]);
  expect(await system.figure('vn2004.27', '2023', 'FBK-01')).toEqual([1, null]);
  expect(await system.figure('vn2004.259', '2023', 'FBK-01')).toBeUndefined();
  expect(await system.figure('vn2004.27', '2023', 'FBK-07')).toBeUndefined();
  const cells = await system.cells();
  await rebuildAll(system.dataSource, system.plan);
  expect(await system.cells()).toEqual(cells);
});

test('a real record that bears the key of a demonstration record takes its place', async () => {
  await system.importRows(tickets, [ticket('DEMO-1')]);
  expect(await system.table('ticket')).toEqual([expect.stringContaining('"demonstration": false')]);
});

test('an import in which every row is rejected removes none', async () => {
  const before = [await system.table('ticket'), await system.cells()];
  const result = await system.importRows(tickets, [ticket('T1', { rating: '9' })]);
  expect(result).toMatchObject({ accepted: 0, rejected: 1, demonstrationRemoved: 0 });
  expect([await system.table('ticket'), await system.cells()]).toEqual(before);
});

test('a file with a header and no rows says that there was nothing, which is real as well', async () => {
  expect(await system.importRows(tickets, [])).toMatchObject({ accepted: 0, demonstrationRemoved: 3 });
  expect(await system.table('ticket')).toEqual([]);
});

test('an import that fails at its end removes none: the removal is part of it', async () => {
  const before = [await system.table('ticket'), await system.cells()];
  const cutOff = csvText(tickets, [ticket('T1'), ticket('T2')]).slice(0, -8);
  await expect(system.importFile([cutOff])).rejects.toMatchObject({ code: 'IMPORT_TRUNCATED' });
  expect([await system.table('ticket'), await system.cells()]).toEqual(before);
});

test('where real records are no demonstration is loaded', async () => {
  await system.importRows(accounts, [account('A1')]);
  expect(await loadDemonstration(system.dataSource, system.plan, demonstration)).toBe(0);
  expect(await system.table('ticket')).toEqual([]);
});

test('a demonstration that is loaded already is not loaded again', async () => {
  expect(await loadDemonstration(system.dataSource, system.plan, demonstration)).toBe(0);
  expect(await system.table('ticket')).toHaveLength(2);
});

test('dropping the demonstration leaves no record and no figure, and makes room for it again', async () => {
  expect(await dropDemonstration(system.dataSource, system.plan)).toBe(3);
  expect(await system.cells()).toEqual([]);
  expect(await loadDemonstration(system.dataSource, system.plan, demonstration)).toBe(3);
});

test('dropping the demonstration leaves real records alone', async () => {
  await system.importRows(tickets, [ticket('T1')]);
  const cells = await system.table('kpi_cell');
  expect(await dropDemonstration(system.dataSource, system.plan)).toBe(0);
  expect(await system.table('kpi_cell')).toEqual(cells);
});
