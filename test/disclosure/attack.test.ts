/**
 * No figure about too few persons comes out of a year of monthly releases, for one who keeps all that was ever shown.
 * `DISCLOSURE_RUNS` years are tried (default 3), the first with the seed `DISCLOSURE_SEED` (default 1), each up to the month
 * `DISCLOSURE_UNTIL` (default 2024-08).
 */
import { rowsOf } from '../../shared/database/rows';
import { seeded } from '../../shared/demonstration/random';
import { deleteRecords } from '../../shared/import/delete-records';
import { breakdownOf } from '../../shared/kpi/kpi';
import { parsePeriod } from '../../shared/period/period';
import { PublishedFigures } from '../../shared/published/published-figures';
import { createCellLoader } from '../../shared/rollup/load-cells';
import { rebuildAll } from '../../shared/rollup/maintain';
import { RequestReader } from '../../shared/rollup/request-reader';
import { readingFrom } from '../../shared/subgraph/kpi-source';
import { parseUnitId } from '../../shared/subgraph/kpi-view';
import type { Tier } from '../../shared/units/unit';
import { subgraph as welfare } from '../../subgraphs/welfare';
import { welfare as declaration } from '../../subgraphs/welfare/kpis';
import { beneficiaries, payments } from '../../subgraphs/welfare/records';
import { openSystemDatabase, type SystemDatabase } from '../system-database';
import { inferred, type ReleasedCell } from './attacker';
import { yearOfReleases } from './year-of-releases';

const RUNS = Number(process.env.DISCLOSURE_RUNS ?? 3);
const SEED = Number(process.env.DISCLOSURE_SEED ?? 1);
const UNTIL = process.env.DISCLOSURE_UNTIL ?? '2024-08';

let system: SystemDatabase;
beforeEach(async () => {
  system = await openSystemDatabase(welfare);
});
afterEach(() => system.close());

test.each(Array.from({ length: RUNS }, (_, i) => SEED + i))('seed %i', async (seed) => {
  const releases: ReleasedCell[][] = [];
  for (const release of yearOfReleases(seeded(seed)).filter(({ month }) => month <= UNTIL)) {
    const { asOf } = release;
    for (const [kind, rows] of [
      [beneficiaries, release.beneficiaries],
      [payments, release.payments],
    ] as const) {
      const { rejected } = await system.importRows(kind, rows, { asOf });
      expect(rejected).toBe(0);
      releases.push(await cells());
    }
    for (const [key, codes] of [
      ['payment_id', release.deletedPayments],
      ['beneficiary_code', release.deletedBeneficiaries],
    ] as const) {
      if (codes.length === 0) continue;
      await deleteRecords(system.dataSource, [[key, ...codes, ''].join('\n')], system);
      releases.push(await cells());
    }
  }
  await rebuildAll(system.dataSource, system.plan);
  releases.push(await cells());
  const all = releases.flat();
  const sensitive = all.filter((cell) => cell.numeratorSensitive || cell.denominatorSensitive);
  const shown = all.filter((cell) => !cell.suppressed);
  if (process.env.DISCLOSURE_TABLE !== undefined)
    console.log(
      `seed ${seed}: ${releases.length} releases, ${all.length} figures, ${shown.length} shown, ${sensitive.length} sensitive`,
    );
  expect(sensitive.filter((cell) => !cell.suppressed)).toEqual([]);
  expect(inferred(releases)).toEqual([]);
});

/** Without published figures, which would stand in for what is withheld. */
const figures = new PublishedFigures([]);

type Row = Omit<ReleasedCell, 'suppressed'>;

/** What the tables hold, and whether one who asks is shown it. */
async function cells(): Promise<ReleasedCell[]> {
  const rows = await rowsOf<Row>(
    system.dataSource,
    `SELECT unit, period, kpi, tier, numerator::float8 AS numerator, denominator::float8 AS denominator,
       numerator_sensitive AS "numeratorSensitive", denominator_sensitive AS "denominatorSensitive"
     FROM kpi_cell WHERE numerator <> 0 OR denominator <> 0`,
  );
  const loader = createCellLoader(new RequestReader(system.dataSource));
  const kpis = new Map(
    declaration.kpis.flatMap((kpi) => [kpi, ...breakdownOf(kpi)]).map((kpi) => [kpi.code as string, kpi]),
  );
  return Promise.all(
    rows.map(async (row) => {
      const key = { unit: parseUnitId(row.unit), period: parsePeriod(row.period) };
      const kpi = kpis.get(row.kpi);
      if (kpi === undefined) throw new Error(`There is no KPI ${row.kpi}.`);
      const tier = row.tier === '' ? undefined : (row.tier as Tier);
      const reading = readingFrom(await loader.load(key), kpi, key, { figures }, tier);
      return { ...row, suppressed: reading.numerator === null && reading.denominator === null };
    }),
  );
}
