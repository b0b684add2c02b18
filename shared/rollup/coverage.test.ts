/** What imports state of the time that their records are complete for, as the figures rely on it. */
import { openSystemDatabase } from '../../test/system-database';
import { ticket } from '../../test/tiny-records';
import { subgraph as feedback } from '../../subgraphs/feedback';
import { tickets } from '../../subgraphs/feedback/records';
import { refreshRollup } from './maintain';

test('records of a database from before coverage was stated keep their figures', async () => {
  const system = await openSystemDatabase(feedback);
  try {
    await system.importRows(tickets, [ticket('T1'), ticket('T2', { unit_code: '09247' })]);
    const before = [
      await system.table('kpi_coverage'),
      await system.table('import_log'),
      await system.cells(),
    ];
    await system.dataSource.query('UPDATE import_log SET covers_from = NULL, last_event = NULL');
    await system.dataSource.query("UPDATE rollup_state SET fingerprint = ''");
    await system.dataSource.query('DELETE FROM kpi_coverage');
    await refreshRollup(system.dataSource, 'feedback', system.plan);
    expect([
      await system.table('kpi_coverage'),
      await system.table('import_log'),
      await system.cells(),
    ]).toEqual(before);
  } finally {
    await system.close();
  }
});
