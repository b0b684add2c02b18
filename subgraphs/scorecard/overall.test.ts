import type { MissingReason, Origin } from '../../shared/kpi/reading';
import { parsePeriod } from '../../shared/period/period';
import { loadCatalogue } from '../catalogue';
import { type Groups, type Overall, overallOf } from './overall';
import { weightings, type WrittenWeight } from './weights';

const WEIGHTS = [
  { code: 'DOC-01', tier: 'PROVINCE', weight: 10 },
  { code: 'DOC-01', tier: 'COMMUNE', weight: 30 },
  { code: 'FBK-07', weight: 20 },
] as const;

async function overall(
  groups: Groups,
  period = '2023',
  weights: readonly WrittenWeight[] = WEIGHTS,
): Promise<Overall> {
  const scope = { level: 'PROVINCE', period: parsePeriod(period) } as const;
  return overallOf(weightings(await loadCatalogue(), weights), groups, scope);
}

interface Measured {
  readonly missing: MissingReason | null;
  readonly origin: Origin | null;
  readonly target: { readonly attainment: number | null } | null;
}

/** A KPI that has a target, and an attainment unless its value is missing. */
function measured(attainment: number | null, origin: Origin = 'COMPUTED'): Measured {
  const missing: MissingReason | null = attainment === null ? 'NO_DATA' : null;
  return { missing, origin: attainment === null ? null : origin, target: { attainment } };
}

const documents = (province: number | null, commune: number | null) => ({
  onlineProcessingRate: {
    byTier: [
      { tier: 'PROVINCE', ...measured(province) },
      { tier: 'DISTRICT', ...measured(null), target: null },
      { tier: 'COMMUNE', ...measured(commune) },
    ],
  },
});
const feedback = (agencies: number | null) => ({ agenciesOnPlatformRate: measured(agencies) });
const outcomes = ({ components }: Overall) =>
  components.map(({ attainment, excluded }) => excluded ?? attainment);

it('is the weighted mean of the attainments', async () => {
  // (10 × 0.9 + 30 × 0.5 + 20 × 1) ÷ 60
  expect(await overall({ documents: documents(0.9, 0.5), feedback: feedback(1) })).toMatchObject({
    ...{ score: 73.33, missing: null, coverage: 1, complete: true, origin: 'COMPUTED' },
  });
});

it('counts an attainment above 1 as 1, and tells it as it is', async () => {
  const result = await overall({ documents: documents(1.2, 0.5), feedback: feedback(1) });
  expect(result.score).toBe(75);
  expect(outcomes(result)).toEqual([1.2, 0.5, 1]);
});

it('leaves a missing value out, since it is not zero, and says that the score is not of all parts', async () => {
  const result = await overall({ documents: documents(null, 0.5), feedback: feedback(1) });
  expect(result).toMatchObject({ score: 70, missing: null, coverage: 0.8333, complete: false });
  expect(outcomes(result)).toEqual(['NO_VALUE', 0.5, 1]);
});

it('keeps an attainment of zero', async () => {
  const result = await overall({ documents: documents(0, 0), feedback: feedback(1) });
  expect(result).toMatchObject({ score: 33.33, coverage: 1, complete: true });
});

it('is 100 where all targets are reached, and not where the least of them is not', async () => {
  const scoreOf = async (attainment: number) =>
    (await overall({ documents: documents(1, 1), feedback: feedback(attainment) })).score;
  expect(await scoreOf(1)).toBe(100);
  expect(await scoreOf(0.9999)).toBe(99.99);
});

it('covers 1 only where it is complete', async () => {
  const weights = [{ code: 'FBK-07', weight: 100_000 }, { code: 'DOC-01', tier: 'COMMUNE', weight: 1 }] as const; // prettier-ignore
  const result = await overall({ documents: documents(0.5, null), feedback: feedback(1) }, '2023', weights);
  expect(result).toMatchObject({ coverage: 0.9999, complete: false });
});

it('leaves out what has no target in the period', async () => {
  // That of DOC-01 is to be reached by the end of 2025.
  const tiers = documents(0.9, 0.5).onlineProcessingRate.byTier.map((tier) => ({ ...tier, target: null }));
  const result = await overall(
    { documents: { onlineProcessingRate: { byTier: tiers } }, feedback: feedback(null) },
    '2026',
  );
  expect(outcomes(result)).toEqual(['NO_TARGET', 'NO_TARGET', 'NO_VALUE']);
  expect(result).toMatchObject({
    score: null,
    missing: 'NO_DATA',
    coverage: 0,
    complete: false,
    origin: null,
  });
});

it('needs no system whose target does not apply', async () => {
  const result = await overall({ documents: null }, '2026');
  expect(outcomes(result)).toEqual(['NO_TARGET', 'NO_TARGET', 'NO_TARGET']);
  expect(result.missing).toBe('NO_DATA');
});

describe('where a system does not answer there is no score: that of the rest would be another', () => {
  const [province, district, commune] = documents(1, 1).onlineProcessingRate.byTier;
  const online = (...byTier: (typeof province)[]) => ({
    documents: { onlineProcessingRate: { byTier: byTier.flatMap((tier) => tier ?? []) } },
  });
  const lost = { ...commune, tier: 'COMMUNE' } as const;

  it.each<[string, object]>([
    ['its group is null', { documents: null }],
    ['its group is not there', {}],
    ['its tiers are null', { documents: { onlineProcessingRate: { byTier: null } } }],
    ['a tier is not there', online(province, district)],
    // Each of these is a field that was lost on its way, since the catalogue and the value say otherwise.
    ['a target that the catalogue has is null', online(province, district, { ...lost, ...measured(1), target: null })], // prettier-ignore
    ['a value has no attainment', online(province, district, { ...lost, ...measured(1), target: { attainment: null } })], // prettier-ignore
    ['a value has no origin', online(province, district, { ...lost, ...measured(1), origin: null })],
  ])('%s', async (_, answered) => {
    const result = await overall({ ...answered, feedback: feedback(0.5) });
    expect(result).toMatchObject({ score: null, missing: 'UNAVAILABLE', complete: false, origin: null });
    expect(outcomes(result)[1]).toBe('SYSTEM_UNAVAILABLE');
    // What is known is told.
    expect(outcomes(result)[2]).toBe(0.5);
  });

  it('nor where none answers', async () => {
    const result = await overall({ documents: null, feedback: null });
    expect(result).toMatchObject({ score: null, missing: 'UNAVAILABLE', coverage: 0 });
    expect(result.components).toHaveLength(3);
  });
});

it('is no firmer than what counts', async () => {
  const result = await overall({
    documents: documents(1, 1),
    feedback: { agenciesOnPlatformRate: measured(1, 'DEMONSTRATION') },
  });
  expect(result.origin).toBe('DEMONSTRATION');
});
