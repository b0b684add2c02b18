/** The roll-ups in SQL against the same figures computed ticket by ticket in TypeScript. */
import { NAIVE_KPIS, naiveFeedback } from '../../test/naive-feedback';
import { randomTicket, randomTickets } from '../../test/random-tickets';
import { type Figure, openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import type { Ticket } from '../../test/tiny-records';
import { subgraph as feedback } from '../../subgraphs/feedback';
import { feedback as declaration } from '../../subgraphs/feedback/kpis';
import { tickets } from '../../subgraphs/feedback/records';
import { rowsOf } from '../database/rows';
import { seeded } from '../demonstration/random';
import { rebuildAll } from './maintain';

let system: SystemDatabase;

beforeEach(async () => {
  system = await openSystemDatabase(feedback);
});
afterEach(() => system.close());

interface CellRow {
  key: string;
  kpi: string;
  tier: string;
  n: number;
  d: number | null;
}

/** The cells of tickets' KPIs, those of tiers that a KPI is not reported by left out. */
async function ticketCells(): Promise<Map<string, Figure>> {
  const rows = await rowsOf<CellRow>(
    system.dataSource,
    `SELECT unit || ' ' || period || ' ' || kpi || ' ' || tier AS key, kpi, tier, numerator::float8 AS n, denominator::float8 AS d
     FROM kpi_cell WHERE kpi = ANY ($1)`,
    [NAIVE_KPIS],
  );
  const reported = ({ kpi, tier }: CellRow) =>
    tier === '' || declaration.kpis.find(({ code }) => code === kpi)?.tiers.some((known) => known === tier);
  return new Map(rows.filter(reported).map(({ key, n, d }) => [key, [n, d]]));
}

const sorted = (figures: ReadonlyMap<string, Figure>) => [...figures].sort(([a], [b]) => (a < b ? -1 : 1));

/** What the tables hold in the end: of every ticket the version that was imported last. */
function lastVersions(files: readonly (readonly Ticket[])[]): Ticket[] {
  return [...new Map(files.flat().map((row) => [row.ticket_code, row])).values()];
}

/** Files in random order; each changes a third of the tickets that came before it at random. */
function filesWithUpdates(seed: number): Ticket[][] {
  const random = seeded(seed);
  const rows = random.shuffled(randomTickets(seed + 1, 400));
  const files: Ticket[][] = [];
  for (let i = 0; i < 5; i += 1) {
    const known = random.shuffled(lastVersions(files));
    const updates = known
      .slice(0, Math.floor(known.length / 3))
      .map(({ ticket_code = '' }) => randomTicket(random, ticket_code));
    files.push(random.shuffled([...rows.slice(i * 80, (i + 1) * 80), ...updates]));
  }
  return files;
}

test.each([1, 2])('one import gives the figures of the definitions (seed %i)', async (seed) => {
  const rows = randomTickets(seed, 400);
  await system.importRows(tickets, rows);
  expect(sorted(await ticketCells())).toEqual(sorted(naiveFeedback(rows)));
});

test.each([3, 4, 5])('imports with updates, one after another, give them too (seed %i)', async (seed) => {
  const files = filesWithUpdates(seed);
  for (const [i, file] of files.entries()) {
    await system.importRows(tickets, file);
    const expected = naiveFeedback(lastVersions(files.slice(0, i + 1)));
    expect(sorted(await ticketCells())).toEqual(sorted(expected));
  }
});

test.each([6, 7])('rebuilding gives the same cells as importing step by step (seed %i)', async (seed) => {
  for (const file of filesWithUpdates(seed)) await system.importRows(tickets, file);
  const cells = await system.cells();
  expect(await rebuildAll(system.dataSource, system.plan)).toBe(cells.length);
  expect(await system.cells()).toEqual(cells);
});
