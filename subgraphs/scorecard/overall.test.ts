import { loadCatalogue } from '../catalogue';
import { type Groups, type Overall, overallOf } from './overall';
import { weightings } from './weights';

const WEIGHTS = [
  { code: 'DOC-01', tier: 'PROVINCE', weight: 10 },
  { code: 'DOC-01', tier: 'COMMUNE', weight: 30 },
  { code: 'FBK-07', weight: 20 },
] as const;

async function overall(groups: Groups): Promise<Overall> {
  return overallOf(weightings(await loadCatalogue(), WEIGHTS), groups);
}

const documents = (province: number | null, commune: number | null) => ({
  onlineProcessingRate: {
    byTier: [
      { tier: 'PROVINCE', target: { attainment: province } },
      { tier: 'DISTRICT', target: null },
      { tier: 'COMMUNE', target: { attainment: commune } },
    ],
  },
});
const feedback = (target: { attainment: number | null } | null) => ({ agenciesOnPlatformRate: { target } });
const outcomes = ({ components }: Overall) =>
  components.map(({ attainment, excluded }) => excluded ?? attainment);

it('is the weighted mean of the attainments', async () => {
  // (10 × 0.9 + 30 × 0.5 + 20 × 1) ÷ 60
  expect(
    await overall({ documents: documents(0.9, 0.5), feedback: feedback({ attainment: 1 }) }),
  ).toMatchObject({
    score: 73.33,
    coverage: 1,
  });
});

it('counts an attainment above 1 as 1, and tells it as it is', async () => {
  const result = await overall({ documents: documents(1.2, 0.5), feedback: feedback({ attainment: 1 }) });
  expect(result.score).toBe(75);
  expect(outcomes(result)).toEqual([1.2, 0.5, 1]);
});

it('leaves a missing value out: it is not zero', async () => {
  const result = await overall({ documents: documents(null, 0.5), feedback: feedback({ attainment: 1 }) });
  expect(result).toMatchObject({ score: 70, coverage: 0.8333 });
  expect(outcomes(result)).toEqual(['NO_VALUE', 0.5, 1]);
});

it('keeps an attainment of zero', async () => {
  expect(await overall({ documents: documents(0, 0), feedback: feedback({ attainment: 1 }) })).toMatchObject({
    score: 33.33,
    coverage: 1,
  });
});

it('leaves out what has no target', async () => {
  const result = await overall({ documents: documents(0.9, 0.5), feedback: feedback(null) });
  expect(outcomes(result)).toEqual([0.9, 0.5, 'NO_TARGET']);
});

it.each([[{ documents: null }], [{}], [{ documents: { onlineProcessingRate: { byTier: null } } }]])(
  'leaves out a system that does not answer: %j',
  async (answered) => {
    const result = await overall({ ...answered, feedback: feedback({ attainment: 0.5 }) });
    expect(result).toMatchObject({ score: 50, coverage: 0.3333 });
    expect(outcomes(result)).toEqual(['SYSTEM_UNAVAILABLE', 'SYSTEM_UNAVAILABLE', 0.5]);
  },
);

it('has no score when nothing is included', async () => {
  const result = await overall({ documents: null, feedback: null });
  expect(result).toMatchObject({ score: null, coverage: 0 });
  expect(result.components).toHaveLength(3);
});
