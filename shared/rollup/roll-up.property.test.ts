/** Whatever is imported, changed and deleted, in whatever order: the cells are what the records add up to. */
import fc from 'fast-check';
import { tickets as arbitraryTickets } from '../../test/arbitrary-tickets';
import { NAIVE_KPIS, naiveFeedback } from '../../test/naive-feedback';
import { type Figure, openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import type { Ticket } from '../../test/tiny-records';
import { subgraph as feedback } from '../../subgraphs/feedback';
import { feedback as declaration } from '../../subgraphs/feedback/kpis';
import { tickets } from '../../subgraphs/feedback/records';
import { rowsOf } from '../database/rows';
import { deleteRecords } from '../import/delete-records';
import { rebuildAll } from './maintain';

/** Later than every record. */
const asOf = new Date('2026-06-30T23:59:59+07:00');
const KEYS = 40;

let system: SystemDatabase;
beforeAll(async () => {
  system = await openSystemDatabase(feedback);
});
afterAll(() => system.close());

/** One import: rows that are new or come again changed; or a deletion of some keys. */
type Step = { readonly rows: readonly Ticket[] } | { readonly gone: readonly number[] };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      rows: fc.uniqueArray(arbitraryTickets(KEYS), {
        ...{ minLength: 1, maxLength: 30, selector: ({ ticket_code }) => ticket_code },
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      gone: fc.uniqueArray(fc.integer({ min: 1, max: KEYS }), { minLength: 1, maxLength: 20 }),
    }),
  },
);

test('on every level and grain, on both maps', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
      await clear();
      const held = new Map<string, Ticket>();
      for (const next of steps) {
        await take(next, held);
        expect(await cells()).toEqual(sorted(naiveFeedback([...held.values()])));
      }
      const incremental = await system.cells();
      await rebuildAll(system.dataSource, system.plan);
      expect(await system.cells()).toEqual(incremental);
    }),
    { numRuns: 40 },
  );
});

async function take(next: Step, held: Map<string, Ticket>): Promise<void> {
  if ('rows' in next) {
    const { rejected } = await system.importRows(tickets, next.rows, { asOf });
    expect(rejected).toBe(0);
    for (const row of next.rows) held.set(row.ticket_code ?? '', row);
    return;
  }
  const keys = next.gone.map((key) => `T${key}`);
  const known = keys.filter((key) => held.delete(key)).length;
  const deletion = await deleteRecords(system.dataSource, [['ticket_code', ...keys, ''].join('\n')], system);
  expect(deletion).toEqual({
    ...{ records: 'ticket', deleted: known, unknown: keys.length - known, rejected: 0 },
  });
}

async function clear(): Promise<void> {
  await system.dataSource.query('TRUNCATE ticket, import_log');
  await rebuildAll(system.dataSource, system.plan);
}

/** Of the KPIs that the naive computation knows; of tiers, those that the KPI is told apart by. */
async function cells(): Promise<[string, Figure][]> {
  const rows = await rowsOf<{ key: string; kpi: string; tier: string; n: number; d: number | null }>(
    system.dataSource,
    `SELECT unit || ' ' || period || ' ' || kpi || ' ' || tier AS key, kpi, tier, numerator::float8 AS n, denominator::float8 AS d
     FROM kpi_cell WHERE kpi = ANY ($1)`,
    [NAIVE_KPIS],
  );
  const told = rows.filter(
    ({ kpi, tier }) =>
      tier === '' || declaration.kpis.find(({ code }) => code === kpi)?.tiers.some((known) => known === tier),
  );
  return sorted(new Map(told.map(({ key, n, d }) => [key, [n, d]])));
}

function sorted(figures: ReadonlyMap<string, Figure>): [string, Figure][] {
  return [...figures].sort(([a], [b]) => (a < b ? -1 : 1));
}
