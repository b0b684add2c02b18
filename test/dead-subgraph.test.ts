/** A system that is down costs its own fields and one error, and is back when it answers again. */
import { ask } from './ask';
import { runService, split, type Stack } from './stack';
import { dropDatabases, testDatabases } from './test-databases';

const databases = testDatabases();
let stack: Stack;
beforeAll(async () => {
  stack = await split({ ...databases, args: ['--no-demo'] });
});
afterAll(async () => {
  await stack.stop();
  await dropDatabases(databases);
});

const QUERY = `{ administrativeUnit(code: "27") { name scorecard(period: "2022") {
  documents { processedAndSignedRate { byTier { value } } }
  feedback { received { value } byField { tickets } }
  kpis { code value status indicator { name(lang: EN) } unit { name } } } } }`;

it('costs its own fields and one error that names the system, not where it runs; then recovers', async () => {
  const { feedback } = stack.services;
  if (feedback === undefined) throw new Error('There is no feedback service.');
  await feedback.stop();

  const without = await ask(stack.url, QUERY);
  expect(without.errors).toEqual([
    {
      message: expect.stringContaining('"feedback" does not answer') as unknown,
      path: ['administrativeUnit', 'scorecard', 'feedback'],
      extensions: {
        ...{ code: 'SUBGRAPH_UNAVAILABLE', system: 'feedback' },
        requestId: expect.any(String) as unknown,
      },
    },
  ]);
  expect(JSON.stringify(without.errors)).not.toMatch(/127\.0\.0\.1|localhost|ECONN|http/);
  expect(without.data).toMatchObject({
    administrativeUnit: {
      name: 'Tỉnh Bắc Ninh',
      scorecard: {
        documents: {
          processedAndSignedRate: { byTier: [{ value: 93.78 }, { value: 92.53 }, { value: 94.57 }] },
        },
        feedback: null,
        kpis: expect.arrayContaining([
          {
            code: 'FBK-01',
            value: null,
            status: null,
            indicator: { name: 'Feedback received' },
            unit: { name: 'Tỉnh Bắc Ninh' },
          },
          expect.objectContaining({ code: 'DOC-01', status: 'MISSING' }),
        ]) as unknown,
      },
    },
  });

  const back = await runService('feedback', databases.prefix, Number(new URL(feedback.url).port), [
    '--no-demo',
  ]);
  try {
    const again = await ask(stack.url, QUERY);
    expect(again.errors).toBeUndefined();
    expect(again.data).toMatchObject({
      administrativeUnit: { scorecard: { feedback: { received: { value: 1724 } } } },
    });
  } finally {
    await back.stop();
  }
});

it('keeps the typed groups when the scorecard is the one that is down', async () => {
  const { scorecard, feedback } = stack.services;
  if (scorecard === undefined || feedback === undefined) throw new Error('There are no such services.');
  const back = await runService('feedback', databases.prefix, Number(new URL(feedback.url).port), [
    '--no-demo',
  ]);
  await scorecard.stop();
  try {
    const { data, errors } = await ask(
      stack.url,
      '{ administrativeUnit(code: "27") { scorecard(period: "2022") { feedback { received { value indicator { name(lang: EN) } } } kpis { code } } } indicators { code } }',
    );
    expect(errors).toMatchObject([
      { path: ['indicators'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', system: 'scorecard' } },
    ]);
    expect(data).toEqual({
      administrativeUnit: {
        scorecard: {
          feedback: { received: { value: 1724, indicator: { name: 'Feedback received' } } },
          kpis: null,
        },
      },
      indicators: null,
    });
  } finally {
    await back.stop();
  }
});

it('names the directory when that is the one that is down', async () => {
  await stack.services.directory?.stop();
  const { data, errors } = await ask(stack.url, QUERY);
  expect(data).toEqual({ administrativeUnit: null });
  expect(errors).toMatchObject([
    { path: ['administrativeUnit'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', system: 'directory' } },
  ]);
});
