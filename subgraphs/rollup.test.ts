/** The roll-up command as an operator runs it, in a process of its own. */
import { runCommand } from '../test/run-command';
import { openSystemDatabase, type SystemDatabase } from '../test/system-database';
import { testServerUrl } from '../test/test-databases';
import { account, beneficiary, ticket } from '../test/tiny-records';
import { subgraph as feedback } from './feedback';
import { accounts, tickets } from './feedback/records';
import { subgraph as welfare } from './welfare';
import { beneficiaries } from './welfare/records';

let system: SystemDatabase;

beforeEach(async () => {
  system = await openSystemDatabase(feedback);
  await system.importRows(tickets, [ticket('T1', { rating: '4' }), ticket('T2', { unit_code: '09247' })]);
  await system.importRows(accounts, [account('A1')]);
});
afterEach(() => system.close());

const run = (...args: string[]) =>
  runCommand('subgraphs/rollup.js', args, {
    DATABASE_URL: testServerUrl(),
    DATABASE_PREFIX: system.prefix,
  });

test('it prints the number of cells, and where they were right changes none', async () => {
  const cells = await system.table('kpi_cell');
  const { status, out, err } = await run('feedback');
  expect([status, err]).toEqual([0, '']);
  expect(out).toContain(`feedback: ${cells.length} cells`);
  expect(await system.table('kpi_cell')).toEqual(cells);
});

test('it restores cells that were lost or falsified, and leaves the records alone', async () => {
  const [cells, records] = [await system.cells(), await system.table('ticket')];
  await system.dataSource.query(`UPDATE kpi_cell SET numerator = 99 WHERE kpi = 'FBK-01'`);
  await system.dataSource.query(`DELETE FROM kpi_cell WHERE kpi = 'FBK-02'`);
  await system.dataSource.query(`INSERT INTO kpi_cell VALUES ('x', '2023', 'FBK-99', '', 1, 1, false)`);
  expect((await run('feedback')).status).toBe(0);
  expect(await system.cells()).toEqual(cells);
  expect(await system.table('ticket')).toEqual(records);
});

test('an unknown system is answered with the ones that there are', async () => {
  const { status, out, err } = await run('feedbak');
  expect([status, out]).toEqual([1, '']);
  expect(err).toMatch(
    /^CONFIG_INVALID: .*"feedbak".*documents, public-services, feedback, welfare, signatures\./,
  );
});

test('without a system, or with more than one, it answers with the usage', async () => {
  for (const args of [[], ['feedback', 'documents']]) {
    const { status, err } = await run(...args);
    expect(status).toBe(1);
    expect(err).toMatch(/^CONFIG_INVALID: usage: .*SYSTEM/);
  }
});

test('--forget-withheld chooses anew what is withheld of persons, and the rebuild alone does not', async () => {
  const people = await openSystemDatabase(welfare);
  try {
    const of = (unit_code: string, count: number) =>
      Array.from({ length: count }, (_, i) => beneficiary(`${unit_code}-${i}`, { unit_code }));
    await people.importRows(beneficiaries, [...of('09202', 3), ...of('09211', 8), ...of('09193', 20)]);
    await people.importRows(beneficiaries, of('09202', 30));
    const withheld = () =>
      people.dataSource.query('SELECT DISTINCT unit FROM kpi_cell WHERE suppressed ORDER BY unit');
    const inWelfare = (...args: string[]) =>
      runCommand('subgraphs/rollup.js', ['welfare', ...args], {
        DATABASE_URL: testServerUrl(),
        DATABASE_PREFIX: people.prefix,
      });
    expect((await inWelfare()).status).toBe(0);
    expect(await withheld()).not.toEqual([]);
    expect((await inWelfare('--forget-withheld')).status).toBe(0);
    expect(await withheld()).toEqual([]);
  } finally {
    await people.close();
  }
});
