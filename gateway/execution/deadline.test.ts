import { setTimeout as sleep } from 'node:timers/promises';
import { Deadline, DeadlineExceeded } from './deadline';
import { sharedFlights } from './shared-flight';

const ANSWER = { data: { units: [] } };
const QUERY = { text: '{ units { name } }', kind: 'query' } as const;

it('gives what comes in time, and fails as that does', async () => {
  const deadline = new Deadline(1_000);
  expect(await deadline.before(() => Promise.resolve(ANSWER))).toBe(ANSWER);
  await expect(deadline.before(() => Promise.reject(new TypeError('no GraphQL')))).rejects.toThrow(
    'no GraphQL',
  );
  deadline.end();
});

it('waits for nothing when it is over, and asks nothing any more', async () => {
  const deadline = new Deadline(20);
  await expect(deadline.before(() => sleep(60_000, undefined, { ref: false }))).rejects.toBeInstanceOf(
    DeadlineExceeded,
  );
  let asked = 0;
  await expect(deadline.before(() => Promise.resolve(asked++))).rejects.toBeInstanceOf(DeadlineExceeded);
  expect(asked).toBe(0);
});

it('of one client takes nothing from another who waits for the same', async () => {
  let asked = 0;
  const subgraph = sharedFlights({
    name: 'directory',
    async ask() {
      asked++;
      await sleep(150);
      return structuredClone(ANSWER);
    },
    close: () => Promise.resolve(),
  });
  const [short, long] = [new Deadline(30), new Deadline(10_000)];
  const ask = () => subgraph.ask(QUERY, '{}', { headers: {} });
  const [first, second] = await Promise.allSettled([short.before(ask), long.before(ask)]);
  long.end();
  expect(first).toMatchObject({ status: 'rejected', reason: expect.any(DeadlineExceeded) as unknown });
  expect(second).toEqual({ status: 'fulfilled', value: ANSWER });
  expect(asked).toBe(1);
});
