/** Through the gateway, any operation answers as over one schema. */
import fc from 'fast-check';
import { operations } from './arbitrary-query';
import { cases } from './cases';
import { seededFaults } from './graph/faults';
import { openSideBySide, type SideBySide } from './side-by-side';

/** FEDERATION_RUNS and FEDERATION_SEED make it a longer run, or the same again. */
const numRuns = Number(process.env.FEDERATION_RUNS ?? 200);
const seed = process.env.FEDERATION_SEED === undefined ? {} : { seed: Number(process.env.FEDERATION_SEED) };

describe('the executor of the gateway', () => {
  let both: SideBySide;

  beforeAll(async () => {
    // Injected errors are logged, since they are none that clients may read.
    jest.spyOn(console, 'error').mockReturnValue();
    both = await openSideBySide();
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await both.close();
  });

  describe.each(Object.entries(cases))('%s', (_, group) => {
    it.each(group.map((each) => [each.shows, each] as const))(
      '%s',
      async (_shows, { data, errors, ...each }) => {
        const { faults = {} } = each;
        const whole = await both.agree({
          ...each,
          faults: (id, field) => faults[`${id}.${field}`] ?? 'value',
        });
        expect(whole.data).toEqual(data);
        expect((whole.errors ?? []).map(({ path = [] }) => path.join('.')).sort()).toEqual(
          [...(errors ?? [])].sort(),
        );
      },
    );
  });

  it(
    'answers random operations as one schema does, faults included',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          operations(both.schema),
          fc.oneof(fc.constant(0), fc.nat()),
          async (operation, faultSeed) => {
            await both.agree({ ...operation, faults: seededFaults(faultSeed) });
          },
        ),
        { numRuns, ...seed },
      );
    },
    120_000 + numRuns * 1000,
  );

  it("leaves nothing to Apollo's executor", () => {
    expect(both.fallbacks()).toBe(0);
  });
});
