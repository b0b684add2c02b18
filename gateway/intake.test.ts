/** How much callers of each kind may ask, by a gateway in the test's own process. */
import { startWordsGateway } from '../test/words-gateway';
import type { Client } from './identity/client';
import type { Identify } from './identity/identify';
import type { RunningGateway } from './server';
import { gatewaySettings } from './settings';

const client = (id: string, more: Partial<Client> = {}): Client => ({
  ...{ id, name: id, contact: 'data team', scopes: [], mode: 'open', keys: [], ...more },
});

const CLIENTS = [
  client('plain'),
  client('slow', { rate: { requests: 1, perSeconds: 30 } }),
  client('thrifty', { costPerMinute: 15 }),
  client('bounded', { costPerMinute: 15, costBudget: 5 }),
];

/** A client by its id as its key, anybody else by their name as their token. */
const identify: Identify = ({ 'x-api-key': key, authorization }) => {
  const known = CLIENTS.find(({ id }) => id === key);
  const name = known?.id ?? authorization;
  return name === undefined ? undefined : Promise.resolve({ name, scopes: new Set<string>(), client: known });
};

let gateway: RunningGateway;
afterEach(() => gateway.stop());

async function start(env: Record<string, string> = {}): Promise<void> {
  const settings = gatewaySettings({ CLIENTS_DIR: '/nowhere', ...env }, []);
  gateway = await startWordsGateway(undefined, { identify, settings });
}

async function ask(headers: Record<string, string> = {}, query = '{ greeting }') {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await response.json()) as { errors?: { message: string; extensions: object }[] };
  const { status } = response;
  return { status, limit: response.headers.get('ratelimit-limit'), error: errors?.[0] };
}

const NOBODY = {};
const PLAIN = { 'x-api-key': 'plain' };
const BEARER = { authorization: 'lan' };

it('counts everybody who has no rate of their own by the anonymous one, each for themselves', async () => {
  await start({ ANONYMOUS_REQUESTS_PER_MINUTE: '2' });
  for (const caller of [NOBODY, PLAIN, BEARER, { authorization: 'plain' }]) {
    const answers = [await ask(caller), await ask(caller), await ask(caller)];
    expect(answers.map(({ status, limit }) => [status, limit])).toEqual([
      [200, '2'],
      [200, '2'],
      [429, '2'],
    ]);
  }
});

it('limits nobody without a rate where there is no anonymous one', async () => {
  await start();
  for (const caller of [NOBODY, PLAIN, BEARER]) {
    expect(await ask(caller)).toMatchObject({ status: 200, limit: null });
  }
});

it('tells how many requests in how long', async () => {
  await start({ ANONYMOUS_REQUESTS_PER_MINUTE: '2' });
  const slow = { 'x-api-key': 'slow' };
  await ask(slow);
  const { status, error } = await ask(slow);
  expect([status, error?.extensions]).toMatchObject([429, { code: 'RATE_LIMITED', limit: 1 }]);
  expect(error?.message).toMatch(
    /^The caller has asked for more than 1 requests in 30 seconds\. Try again in \d+ seconds\.$/,
  );
});

describe('by cost', () => {
  /** Ten scalars under an alias cost ten. */
  const costing = (cost: number) =>
    `{ ${Array.from({ length: cost }, (_, i) => `a${i}: greeting`).join(' ')} }`;
  const thrifty = { 'x-api-key': 'thrifty' };

  it('refuses for ever what alone costs more than a minute may, and takes nothing for it', async () => {
    await start();
    const { status, error } = await ask(thrifty, costing(16));
    expect([status, error?.extensions]).toEqual([400, { code: 'COST_TOO_HIGH', cost: 16, limit: 15 }]);
    expect(error?.message).toMatch(/estimated to cost 16\. Expected at most 15, .*ask for fewer units/);
    expect((await ask(thrifty, costing(15))).status).toBe(200);
  });

  it('takes nothing for what is beyond the budget of one operation', async () => {
    await start();
    const bounded = { 'x-api-key': 'bounded' };
    for (let i = 0; i < 3; i++) {
      const { status, error } = await ask(bounded, costing(6));
      expect([status, error?.extensions]).toEqual([400, { code: 'COST_TOO_HIGH', cost: 6, limit: 5 }]);
    }
    expect((await ask(bounded, costing(5))).status).toBe(200);
  });

  it('has them wait who have spent what a minute may cost', async () => {
    await start();
    expect((await ask(thrifty, costing(10))).status).toBe(200);
    const { status, error } = await ask(thrifty, costing(10));
    expect(status).toBe(429);
    expect(error?.message).toMatch(/more than a cost of 15 in 60 seconds\. Try again in \d+ seconds/);
  });
});
