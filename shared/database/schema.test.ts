/** What the entities say of a system's tables is what its migrations make. */
import { openSystemDatabase } from '../../test/system-database';
import { subgraph as documents } from '../../subgraphs/documents';
import { registry } from '../../subgraphs/registry';
import type { SystemDatabase } from '../../test/system-database';

const systems = ['documents', 'public-services', 'feedback', 'welfare', 'signatures'];

test('these are the systems that keep records', async () => {
  const kept = await Promise.all(
    Object.entries(registry).map(async ([name, { load }]) => ({ name, records: (await load()).records })),
  );
  expect(kept.flatMap(({ name, records }) => (records === undefined ? [] : name))).toEqual(systems);
});

test.each(systems)(
  '%s: records and cells have the columns, types and keys of their entities',
  async (name) => {
    const subgraph = await registry[name]?.load();
    if (subgraph?.records === undefined) throw new Error(`${name} keeps no records.`);
    const system = await openSystemDatabase(subgraph);
    try {
      const tables = ['kpi_cell', ...subgraph.records.kinds.map((kind) => kind.name)];
      expect(await differences(system, tables)).toEqual([]);
    } finally {
      await system.close();
    }
  },
);

test('a difference is found: a column less, or one of another type', async () => {
  const system = await openSystemDatabase(documents);
  try {
    await system.dataSource.query('ALTER TABLE document DROP COLUMN subject');
    await system.dataSource.query('ALTER TABLE work_file ALTER COLUMN doc_total TYPE bigint');
    expect((await differences(system, ['document', 'work_file'])).join('\n')).toMatch(
      /"subject"[^]*"doc_total"/,
    );
  } finally {
    await system.close();
  }
});

/** What TypeORM would change to make the tables fit the entities; indexes are the migrations' own affair. */
async function differences({ dataSource }: SystemDatabase, tables: readonly string[]): Promise<string[]> {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  return upQueries
    .map(({ query }) => query)
    .filter(
      (query) => !query.startsWith('DROP INDEX') && tables.some((table) => query.includes(`"${table}"`)),
    );
}
