/** Records that a source system no longer has are deleted by their keys. */
import { openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import { account, ticket } from '../../test/tiny-records';
import { subgraph as feedback } from '../../subgraphs/feedback';
import { demonstration } from '../../subgraphs/feedback/demonstration';
import { accounts, tickets } from '../../subgraphs/feedback/records';
import { loadDemonstration } from '../demonstration/demonstration';
import { deleteRecords } from './delete-records';

let system: SystemDatabase;
beforeEach(async () => {
  system = await openSystemDatabase(feedback);
});
afterEach(() => system.close());

const remove = (csv: string) => deleteRecords(system.dataSource, [csv], system);
const received = async () => (await system.figure('vn2004.27', '2023', 'FBK-01'))?.[0];

test('they are gone, and the cells with them', async () => {
  await system.importRows(tickets, [ticket('T1'), ticket('T2'), ticket('T3', { unit_code: '09247' })]);
  expect(await remove('ticket_code\nT2\nT3\n')).toEqual({
    ...{ records: 'ticket', deleted: 2, unknown: 0, rejected: 0 },
  });
  expect(await received()).toBe(1);
  expect(await system.figure('vn2004.09247', '2023', 'FBK-01')).toBeUndefined();
});

test('a stock is made anew as well', async () => {
  await system.importRows(accounts, [account('A1'), account('A2', { org_code: 'UBND-256' })]);
  await remove('account_code\nA2\n');
  expect((await system.figure('vn2004.27', '2023', 'FBK-07'))?.[0]).toBe(1);
});

test('a file whose last line may be cut off deletes nothing', async () => {
  await system.importRows(tickets, [ticket('T-10')]);
  await expect(remove('ticket_code\nT-10')).rejects.toMatchObject({ code: 'IMPORT_TRUNCATED' });
  expect(await received()).toBe(1);
});

test('a key that no record could bear is rejected, and the others count', async () => {
  await system.importRows(tickets, [ticket('T1')]);
  expect(await remove(`ticket_code\n${'x'.repeat(51)}\nT\0\nT1\n`)).toMatchObject({
    deleted: 1,
    rejected: 2,
  });
});

test('unknown keys, and keys named twice, do no harm', async () => {
  await system.importRows(tickets, [ticket('T1')]);
  expect(await remove('ticket_code\nT1\nT1\nT9\n')).toMatchObject({ deleted: 1, unknown: 1 });
});

test('a row without its key is rejected, the others count', async () => {
  await system.importRows(tickets, [ticket('T1')]);
  expect(await remove('ticket_code\n""\nT1,x\nT1\n')).toMatchObject({ deleted: 1, rejected: 2 });
});

test.each(['', 'ticket_code,unit_code\nT1,09163\n', 'nothing\nT1\n'])(
  'a header that is no key deletes nothing: %j',
  async (csv) => {
    await system.importRows(tickets, [ticket('T1')]);
    await expect(remove(csv)).rejects.toMatchObject({
      code: 'IMPORT_HEADER',
      message: expect.stringContaining('ticket_code (ticket) or account_code (feedback_account)') as unknown,
    });
    expect(await received()).toBe(1);
  },
);

test('demonstration records are not a source system’s to delete', async () => {
  await loadDemonstration(system.dataSource, system.plan, {
    ...demonstration,
    files: [{ kind: tickets, rows: () => [ticket('DEMO-1')] }],
  });
  expect(await remove('ticket_code\nDEMO-1\n')).toMatchObject({ deleted: 0, unknown: 1 });
});

test('the log tells of it, and the records are complete from and until when they were', async () => {
  const asOf = new Date('2023-06-30T23:59:59+07:00');
  await system.importRows(tickets, [ticket('T1'), ticket('T2')], { asOf });
  const coverage = await system.table('kpi_coverage');
  await remove('ticket_code\nT1\n');
  expect(await system.table('import_log')).toHaveLength(2);
  expect(await system.table('kpi_coverage')).toEqual(coverage);
});
