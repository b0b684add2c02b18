import { setTimeout as sleep } from 'node:timers/promises';
import { startWordsGateway } from '../../test/words-gateway';
import type { RunningGateway } from '../server';
import { gatewaySettings } from '../settings';
import { CostInFlight } from './cost-in-flight';

/** So many scalars under aliases cost as much. */
const costing = (cost: number) =>
  `{ ${Array.from({ length: cost }, (_, i) => `a${i}: greeting`).join(' ')} }`;

describe('in a gateway', () => {
  let gateway: RunningGateway;
  let letGo: () => void;
  let asked = 0;
  beforeEach(async () => {
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    asked = 0;
    const wait = () => {
      asked++;
      return gate;
    };
    const settings = gatewaySettings({ CLIENTS_DIR: '/nowhere', MAX_CONCURRENT_COST: '60' }, []);
    gateway = await startWordsGateway(wait, { settings });
  });
  afterEach(() => gateway.stop());

  const ask = async (query: string) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(gateway.url, { method: 'POST', headers, body: JSON.stringify({ query }) });
    const { data, errors } = (await response.json()) as {
      data?: object;
      errors?: { extensions: object; message: string }[];
    };
    return { status: response.status, retry: response.headers.get('retry-after'), data, error: errors?.[0] };
  };
  const inside = async (count: number) => {
    while (asked !== count) await sleep(5);
  };

  /** One that is new goes through Apollo Server, one that is known does not. */
  it.each([31, 30])('refuses while others cost too much, and not for ever: %i of 60', async (cost) => {
    const first = ask(costing(31));
    await inside(1);
    for (let time = 0; time < 2; time++) {
      const { status, retry, error } = await ask(costing(cost));
      expect([status, retry, error?.extensions]).toEqual([503, '1', { code: 'OVERLOADED', cost, limit: 60 }]);
      expect(error?.message).toMatch(/ all may cost 60\. Try again in a second/);
    }
    letGo();
    expect((await first).status).toBe(200);
    expect((await ask(costing(cost))).status).toBe(200);
  });

  it('takes what there is room for, and never refuses what costs little', async () => {
    const answers = [ask(costing(31)), ask(costing(29))];
    await inside(2);
    answers.push(ask('{ greeting }'));
    await inside(3);
    letGo();
    for (const { status } of await Promise.all(answers)) expect(status).toBe(200);
  });
});

it('lets one alone cost more, and gives room back also where it fails', async () => {
  const inFlight = new CostInFlight(100);
  await expect(inFlight.during(500, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const held = inFlight.during(500, () => sleep(20));
  expect([inFlight.hasRoomFor(2), inFlight.hasRoomFor(1)]).toEqual([false, true]);
  await held;
  expect(inFlight.hasRoomFor(500)).toBe(true);
});
