import { loadCatalogue } from '../catalogue';
import { readWeights, weightings, type WrittenWeight } from './weights';

const weigh = async (...written: WrittenWeight[]) => weightings(await loadCatalogue(), written);

it('weighs what the catalogue declares: every row of the file', async () => {
  expect(
    weightings(await loadCatalogue()).map(({ kpi, tier, weight }) => ({ code: kpi.code, tier, weight })),
  ).toEqual(readWeights());
});

it('leaves out what is of a system that is not registered', async () => {
  const weights = await weigh({ code: 'XYZ-01', weight: 10 }, { code: 'FBK-07', weight: 20 });
  expect(weights.map(({ kpi }) => kpi.code)).toEqual(['FBK-07']);
});

it.each([
  [{ code: 'FBK-99', weight: 10 }, 'FBK-99 has no value in the system feedback'],
  [{ code: 'FBK-08', weight: 10 }, 'FBK-08 has no value in the system feedback'],
  [{ code: 'FBK-02', tier: 'PROVINCE', weight: 10 }, 'FBK-02 PROVINCE is not told apart by that tier'],
  [{ code: 'FBK-01', weight: 10 }, 'FBK-01 has no direction that is better'],
] as const)('refuses %j', async (written, reason) => {
  await expect(weigh(written)).rejects.toMatchObject({
    code: 'REFERENCE_INVALID',
    message: expect.stringContaining(reason) as unknown,
  });
});

it('refuses what is weighed twice, but not two tiers of one KPI', async () => {
  const [province, commune] = [
    { code: 'DOC-01', tier: 'PROVINCE', weight: 10 },
    { code: 'DOC-01', tier: 'COMMUNE', weight: 10 },
  ] as const;
  expect(await weigh(province, commune)).toHaveLength(2);
  await expect(weigh(province, province)).rejects.toThrow('DOC-01 PROVINCE is there twice');
});
