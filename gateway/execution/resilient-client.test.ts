import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '../../shared/subgraph/answer';
import { boundedClient, resilientClient } from './resilient-client';
import type { SubgraphClient, SubgraphOperation } from './subgraph-client';
import { NotAsked, TransientFault } from './subgraph-faults';
import { STANDARD_SETTINGS } from './subgraph-settings';

const QUERY: SubgraphOperation = { text: '{ units { name } }', kind: 'query' };
const MUTATION: SubgraphOperation = { text: 'mutation { close }', kind: 'mutation' };
const ANSWER: Answer = { data: { units: [] } };
const SETTINGS = { ...STANDARD_SETTINGS, breakerOpenMs: 200, breakerFailures: 3 };

const answered = () => Promise.resolve(ANSWER);
const broken = () => Promise.reject(new TransientFault('connection reset'));
const wrong = () => Promise.reject(new TypeError('no GraphQL'));

/** A subgraph that does what it is told, with how often it was asked and what the log says. */
function subgraph(settings = SETTINGS, wrap: typeof resilientClient = resilientClient) {
  const told = { behaves: answered, asked: 0, log: [] as string[] };
  const inner: SubgraphClient = {
    name: 'feedback',
    ask() {
      told.asked++;
      return told.behaves();
    },
    close: () => Promise.resolve(),
  };
  const client = wrap(inner, settings, (message) => told.log.push(message));
  const ask = (operation = QUERY) => client.ask(operation, '{}', { headers: {} });
  return Object.assign(told, { ask });
}

/** Takes its tasks, and ends them when it is told. */
function held() {
  const ends: (() => void)[] = [];
  const behaves = () =>
    new Promise<Answer>((resolve) => {
      ends.push(() => {
        resolve(ANSWER);
      });
    });
  return { ends, behaves };
}

describe('asking again', () => {
  it('asks a query again after a fault that may be over in a moment', async () => {
    const feedback = subgraph();
    const behaviours = [broken, answered];
    feedback.behaves = () => (behaviours.shift() ?? wrong)();
    expect(await feedback.ask()).toBe(ANSWER);
    expect(feedback.asked).toBe(2);
  });

  it.each([
    ['a query twice', QUERY, broken],
    ['a mutation once', MUTATION, broken],
    ['what lies once', QUERY, wrong],
  ] as const)('asks %s at most', async (title, operation, behaves) => {
    const feedback = subgraph();
    feedback.behaves = behaves;
    await expect(feedback.ask(operation)).rejects.toThrow();
    expect(feedback.asked).toBe(title.endsWith('twice') ? 2 : 1);
  });

  it('does not make a storm of it: a tenth more at most, and ten at once', async () => {
    const feedback = subgraph({ ...SETTINGS, breakerFailures: 10_000, concurrency: 1_000 });
    feedback.behaves = broken;
    await Promise.allSettled(Array.from({ length: 300 }, () => feedback.ask()));
    expect(feedback.asked).toBeGreaterThan(300);
    expect(feedback.asked).toBeLessThanOrEqual(300 + 10 + 30);
  });
});

describe('a subgraph that is down', () => {
  const down = async () => {
    const feedback = subgraph();
    feedback.behaves = wrong;
    for (let i = 0; i < SETTINGS.breakerFailures; i++)
      await expect(feedback.ask()).rejects.toThrow('no GraphQL');
    return feedback;
  };

  it('is not asked any more, and the log says so once', async () => {
    const feedback = await down();
    for (let i = 0; i < 5; i++) await expect(feedback.ask()).rejects.toBeInstanceOf(NotAsked);
    expect(feedback.asked).toBe(SETTINGS.breakerFailures);
    expect(feedback.log).toEqual([expect.stringContaining('feedback is taken for down')]);
  });

  it('is tried by one question after a while; all others wait for that, and go on when it is back', async () => {
    const feedback = await down();
    const { ends, behaves } = held();
    feedback.behaves = behaves;
    await sleep(SETTINGS.breakerOpenMs + 50);
    const asked = [1, 2, 3].map(() => feedback.ask());
    await sleep(20);
    expect(ends).toHaveLength(1);
    feedback.behaves = answered;
    ends[0]?.();
    expect(await Promise.all(asked)).toEqual([ANSWER, ANSWER, ANSWER]);
    expect(feedback.log.at(-1)).toBe('feedback answers again.');
  });

  it('is left alone again when the question that tries has no answer', async () => {
    const feedback = await down();
    await sleep(SETTINGS.breakerOpenMs + 50);
    await expect(feedback.ask()).rejects.toThrow('no GraphQL');
    await expect(feedback.ask()).rejects.toBeInstanceOf(NotAsked);
    expect(feedback.log).toHaveLength(1);
  });

  it('does not hold up others while the question that tries hangs', async () => {
    const feedback = await down();
    const { ends, behaves } = held();
    feedback.behaves = behaves;
    await sleep(SETTINGS.breakerOpenMs + 50);
    const trying = feedback.ask();
    await expect(feedback.ask()).rejects.toBeInstanceOf(NotAsked);
    expect(ends).toHaveLength(1);
    ends[0]?.();
    expect(await trying).toBe(ANSWER);
  });

  it('is not one that fails now and then', async () => {
    const feedback = subgraph();
    for (let i = 0; i < 20; i++) {
      feedback.behaves = i % SETTINGS.breakerFailures === 0 ? answered : wrong;
      await feedback.ask().catch(() => undefined);
    }
    expect(feedback.asked).toBe(20);
  });

  it('is not one that answers with errors', async () => {
    const feedback = subgraph();
    feedback.behaves = () => Promise.resolve({ errors: [{ message: 'no' }], data: null });
    for (let i = 0; i < 20; i++) expect(await feedback.ask()).toMatchObject({ data: null });
    expect(feedback.asked).toBe(20);
  });

  it('lets those go at once that wait for their turn', async () => {
    const feedback = subgraph({ ...SETTINGS, concurrency: 3 });
    const ends: (() => void)[] = [];
    feedback.behaves = () =>
      new Promise((_, reject) => {
        ends.push(() => {
          reject(new Error('no whole answer'));
        });
      });
    const asked = Promise.allSettled(Array.from({ length: 10 }, () => feedback.ask()));
    feedback.behaves = wrong;
    for (const end of ends) end();
    expect((await asked).filter(({ status }) => status === 'rejected')).toHaveLength(10);
    expect(feedback.asked).toBeLessThan(10);
  });
});

describe.each([
  ['in another process', resilientClient],
  ['in this process', boundedClient],
])('a subgraph %s that is slow', (_, wrap) => {
  const limits = { ...SETTINGS, concurrency: 2, queue: 3, timeoutMs: 400 };

  it('has so much to answer at a time, lets so much wait in order, and refuses the rest at once', async () => {
    const feedback = subgraph(limits, wrap);
    const { ends, behaves } = held();
    feedback.behaves = behaves;
    const settled: number[] = [];
    const asked = [0, 1, 2, 3, 4].map((place) => feedback.ask().then(() => settled.push(place)));
    await expect(feedback.ask()).rejects.toBeInstanceOf(NotAsked);
    expect(feedback.asked).toBe(2);
    for (let i = 0; i < 5; i++) {
      ends[i]?.();
      await asked[i];
    }
    expect(settled).toEqual([0, 1, 2, 3, 4]);
    expect(feedback.asked).toBe(5);
  });

  it('does not let them wait for ever', async () => {
    const feedback = subgraph(limits, wrap);
    const { ends, behaves } = held();
    feedback.behaves = behaves;
    const holding = Promise.allSettled([feedback.ask(), feedback.ask()]);
    await expect(feedback.ask()).rejects.toThrow(/400 ms/);
    for (const end of ends) end();
    await holding;
    expect(feedback.asked).toBe(2);
  });
});

describe('a subgraph that is silent', () => {
  const limits = { ...SETTINGS, concurrency: 80, queue: 100 };
  const KEPT = 40;
  const many = (count: number) => Array.from({ length: count }, (_, place) => place);
  const statusOf = async (asked: readonly Promise<unknown>[]) =>
    (await Promise.allSettled(asked)).map(({ status }) => status);

  it('keeps half as many waiting as it may be asked; the others are let go after a second', async () => {
    const feedback = subgraph(limits);
    const { ends, behaves } = held();
    feedback.behaves = behaves;
    const start = performance.now();
    const asked = many(90).map(() => feedback.ask());
    for (const other of asked.slice(KEPT)) await expect(other).rejects.toBeInstanceOf(NotAsked);
    expect(performance.now() - start).toBeGreaterThan(990);
    expect(performance.now() - start).toBeLessThan(2500);
    await expect(feedback.ask()).rejects.toBeInstanceOf(NotAsked);
    expect(feedback.asked).toBe(80);
    for (const end of ends) end();
    expect(new Set(await statusOf(asked.slice(0, KEPT)))).toEqual(new Set(['fulfilled']));
    feedback.behaves = answered;
    expect(new Set(await statusOf(asked.map(() => feedback.ask())))).toEqual(new Set(['fulfilled']));
  });

  it('is not one that answers now and then', async () => {
    const feedback = subgraph(limits);
    const { ends, behaves } = held();
    feedback.behaves = behaves;
    const asked = many(50).map(() => feedback.ask());
    for (const place of many(5)) {
      await sleep(400);
      ends[place]?.();
    }
    for (const end of ends) end();
    expect(new Set(await statusOf(asked))).toEqual(new Set(['fulfilled']));
  });

  it('is not one that takes long for one question when many others come', async () => {
    const feedback = subgraph(limits);
    const { ends, behaves } = held();
    feedback.behaves = behaves;
    const long = feedback.ask();
    await sleep(1300);
    const asked = many(60).map(() => feedback.ask());
    await sleep(400);
    for (const end of ends) end();
    expect(new Set(await statusOf([long, ...asked]))).toEqual(new Set(['fulfilled']));
  });

  it('is not one that may have little to answer at a time', async () => {
    const feedback = subgraph({ ...limits, concurrency: 1 });
    const { ends, behaves } = held();
    feedback.behaves = behaves;
    const asked = many(3).map(() => feedback.ask());
    for (const place of many(3)) {
      await sleep(1200);
      ends[place]?.();
    }
    expect(await statusOf(asked)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
  });

  it('is waited for where it carries out mutations', async () => {
    const feedback = subgraph(limits);
    const { ends, behaves } = held();
    feedback.behaves = behaves;
    const asked = many(60).map(() => feedback.ask(MUTATION));
    await sleep(1700);
    for (const end of ends) end();
    expect(new Set(await statusOf(asked))).toEqual(new Set(['fulfilled']));
  });
});

it('gives up a subgraph in this process in time, and counts its work until it ends', async () => {
  const feedback = subgraph({ ...SETTINGS, concurrency: 1, queue: 1, timeoutMs: 50 }, boundedClient);
  const { ends, behaves } = held();
  feedback.behaves = behaves;
  await expect(feedback.ask()).rejects.toThrow('There is no answer after 50 ms.');
  await expect(feedback.ask()).rejects.toThrow(/50 ms/);
  expect(feedback.asked).toBe(1);
  feedback.behaves = answered;
  ends[0]?.();
  await sleep(20);
  expect(await feedback.ask()).toBe(ANSWER);
});

it('passes on a subgraph in this process that throws where it should reject', async () => {
  const feedback = subgraph({ ...SETTINGS, concurrency: 1, queue: 1 }, boundedClient);
  feedback.behaves = () => {
    throw new TypeError('no context');
  };
  for (let i = 0; i < 3; i++) await expect(feedback.ask()).rejects.toThrow('no context');
});
