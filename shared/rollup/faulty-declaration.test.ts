/** A condition that is not SQL is reported as the fault of the KPI it stands in, not as a statement of a hundred lines. */
import { openDatabases } from '../database/databases';
import { importRecords } from '../import/import-records';
import { dropDatabases, testDatabases } from '../../test/test-databases';
import { csvText, ticket } from '../../test/tiny-records';
import { feedback } from '../../subgraphs/feedback/kpis';
import { Tickets1700000001000 } from '../../subgraphs/feedback/migrations';
import { accounts, tickets } from '../../subgraphs/feedback/records';
import { systemSubgraph } from '../subgraph/system-subgraph';

test('the KPI and what PostgreSQL says of it are named, and nothing is imported', async () => {
  const counts = { records: 'ticket', on: 'received_at', numerator: 'r.nonsense' };
  const kpis = feedback.kpis.map((kpi) => (kpi.field === 'received' ? { ...kpi, counts } : kpi));
  const { records } = systemSubgraph({
    declaration: { ...feedback, kpis },
    kinds: [tickets, accounts],
    migrations: [Tickets1700000001000],
  });
  if (records === undefined) throw new Error('The system takes records.');
  const settings = testDatabases();
  const databases = openDatabases(settings);
  const dataSource = await records.open(databases);
  const options = { ...records, asOf: new Date() };
  await expect(importRecords(dataSource, [csvText(tickets, [ticket('T1')])], options)).rejects.toMatchObject({
    code: 'REFERENCE_INVALID',
    message: expect.stringMatching(/FBK-01.*column r\.nonsense does not exist/) as unknown,
  });
  expect(await dataSource.query('SELECT FROM ticket')).toEqual([]);
  await databases.close();
  await dropDatabases(settings);
});
