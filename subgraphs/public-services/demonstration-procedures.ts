/**
 * Synthetic procedures whose online services grow as published: 68.5 % of all at the end of 2022, 70.9 % on 2023-10-09,
 * and 1,385 of 1,817 by 2024-10-10, when every eligible one has its full process.
 */
import { type Random, seeded } from '../../shared/demonstration/random';
import type { RecordRow } from '../../shared/import/record-kind';
import { addDays, type Day, parseDay } from '../../shared/period/day';
import { type Tier, tiers } from '../../shared/units/unit';

const FIRST_DAY = parseDay('2022-01-01');
const ALL_FULL_BY = parseDay('2024-09-30');
/** Of 1,850 procedures 33 are repealed in time, which leaves 1,817. */
const OF_TIER = [1437, 278, 135];

/** How many procedures go that way; 1,267 of 1,850 are online by the end of 2022, and 1,297 of 1,830 by 2023-10-09. */
const WAYS = [
  { count: 1100, online: ['2022-01-01', '2022-01-01'] },
  { count: 167, online: ['2022-02-01', '2022-12-15'] },
  { count: 30, online: ['2023-01-15', '2023-09-30'] },
  { count: 88, online: ['2023-11-01', '2024-09-15'] },
  { count: 432 },
  { count: 20, repealed: '2023-07-01' },
  { count: 13, repealed: '2024-04-01' },
] as const;

export interface Procedure {
  readonly code: string;
  readonly tier: Tier;
  readonly eligible: boolean;
  /** The days from which it has a level, oldest first. */
  readonly steps: readonly { readonly from: Day; readonly level: 'info' | 'partial' | 'full' }[];
  readonly repealedOn: Day | undefined;
}

export function* procedureRows(): Generator<RecordRow> {
  for (const { code, tier, eligible, steps, repealedOn } of demonstrationProcedures()) {
    for (const [i, { from, level }] of steps.entries()) {
      const to = steps[i + 1]?.from ?? repealedOn;
      yield {
        procedure_code: code,
        name: `Thủ tục minh họa ${code}`,
        authority_level: tier.toLowerCase(),
        online_level: level,
        eligible_full: String(eligible),
        valid_from: from,
        ...(to === undefined ? {} : { valid_to: to }),
      };
    }
  }
}

/** The same procedures on every call. */
export function demonstrationProcedures(): Procedure[] {
  const random = seeded(1817);
  const ofTier = random.shuffled(
    tiers.flatMap((tier, i) => Array.from({ length: OF_TIER[i] ?? 0 }, () => tier)),
  );
  const ways = WAYS.flatMap((way) => Array.from({ length: way.count }, () => way));
  return ways.map((way, i) => {
    const tier = ofTier[i] ?? 'COMMUNE';
    const onlineFrom = 'online' in way ? dayIn(way.online[0], way.online[1], random) : undefined;
    const eligible = onlineFrom !== undefined && random.chance(0.6);
    return {
      code: `DEMO-${tiers.indexOf(tier) + 1}.${String(i + 1).padStart(6, '0')}`,
      tier,
      eligible,
      steps: stepsOf(onlineFrom, eligible, random),
      repealedOn: 'repealed' in way ? parseDay(way.repealed) : undefined,
    };
  });
}

function stepsOf(onlineFrom: Day | undefined, eligible: boolean, random: Random): Procedure['steps'] {
  if (onlineFrom === undefined) return [{ from: FIRST_DAY, level: 'info' }];
  const before = onlineFrom === FIRST_DAY ? [] : [{ from: FIRST_DAY, level: 'info' } as const];
  if (!eligible) return [...before, { from: onlineFrom, level: 'partial' }];
  if (random.chance(0.5)) return [...before, { from: onlineFrom, level: 'full' }];
  const fullFrom = dayIn(addDays(onlineFrom, 1), ALL_FULL_BY, random);
  return [...before, { from: onlineFrom, level: 'partial' }, { from: fullFrom, level: 'full' }];
}

function dayIn(from: string, to: string, random: Random): Day {
  return addDays(parseDay(from), random.integer(0, (Date.parse(to) - Date.parse(from)) / 86_400_000));
}
