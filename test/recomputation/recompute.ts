/**
 * The test of each system: whatever is imported and deleted, in whatever order, every figure is what its definition says.
 *
 * RECOMPUTATION_RUNS sets how many lists of steps are tried for each system, 8 unless it is set:
 *   RECOMPUTATION_RUNS=500 npx jest test/recomputation
 * A failure prints the seed, the path to the smallest steps found, and the figures that differ; RECOMPUTATION_SEED and
 * RECOMPUTATION_PATH bring them back.
 */
import fc from 'fast-check';
import type { SystemDeclaration } from '../../shared/kpi/kpi';
import { rebuildAll } from '../../shared/rollup/maintain';
import type { Subgraph } from '../../shared/subgraph/subgraph';
import { ALL_PERIODS, COARSE_PERIODS, ComparedSystem, type OtherCounts } from './compare';
import type { Step } from './import-steps';
import type { NaiveSystem } from './naive-systems';

const RUNS = Number(process.env.RECOMPUTATION_RUNS ?? 8);
const { RECOMPUTATION_SEED: SEED, RECOMPUTATION_PATH: PATH } = process.env;
const SECONDS_A_RUN = 60;
/** As many as a reader needs in order to see what is wrong. */
const SHOWN = 8;

export function recompute(
  subgraph: Subgraph,
  declaration: SystemDeclaration,
  naive: NaiveSystem,
  steps: fc.Arbitrary<Step[]>,
  others?: OtherCounts,
): void {
  let system: ComparedSystem;
  beforeAll(async () => {
    system = await ComparedSystem.open(subgraph, declaration, naive, others);
  });
  afterAll(() => system.close());

  test(
    `every figure of ${declaration.name} is what its definition says`,
    async () => {
      let compared = 0;
      const property = fc.asyncProperty(steps, async (list) => {
        await system.clear();
        for (const [index, step] of list.entries()) {
          await system.take(step);
          // Months are many: they are compared in the end.
          const found = await system.differences(index === list.length - 1 ? ALL_PERIODS : COARSE_PERIODS);
          expect(found.lines.slice(0, SHOWN)).toEqual([]);
          compared += found.compared;
        }
        const incremental = await system.cells();
        await rebuildAll(system.rollup.dataSource, system.rollup.plan);
        expect(await system.cells()).toEqual(incremental);
      });
      await fc.assert(property, {
        numRuns: RUNS,
        ...(SEED === undefined ? {} : { seed: Number(SEED) }),
        ...(PATH === undefined ? {} : { path: PATH }),
      });
      expect(compared).toBeGreaterThan(RUNS * 10_000);
    },
    (RUNS + 2) * SECONDS_A_RUN * 1000,
  );
}
