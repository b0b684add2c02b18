/** `npm start -- --no-demo`: the published figures alone answer, also where demonstration records were before. */
import { ask } from './ask';
import { oneProcess } from './stack';
import { asAdministrator, dropDatabases, testDatabases } from './test-databases';

const databases = testDatabases();
afterAll(() => dropDatabases(databases));

const QUERY = `{ administrativeUnit(code: "27") { scorecard(period: "2022") {
    feedback { received { value origin } onTimeRate { value missing } byField { tickets } } }
  children(on: "2022-12-31") { scorecard(period: "2022") { feedback { received { value origin } } } } } }`;

async function originsWith(...args: string[]): Promise<unknown> {
  const stack = await oneProcess({ ...databases, args });
  try {
    return (await ask(stack.url, QUERY)).data;
  } finally {
    await stack.stop();
  }
}

it('leaves demonstration records out, takes them out where they were, and brings them back when asked', async () => {
  const published = {
    administrativeUnit: {
      scorecard: {
        feedback: {
          received: { value: 1724, origin: 'PUBLISHED' },
          onTimeRate: { value: null, missing: 'NO_DATA' },
          byField: [],
        },
      },
      children: ['921', null, null, null, null, null, '21', null].map((value) => ({
        scorecard: {
          feedback: {
            received:
              value === null ? { value: null, origin: null } : { value: Number(value), origin: 'PUBLISHED' },
          },
        },
      })),
    },
  };
  expect(await originsWith('--no-demo')).toEqual(published);
  expect(JSON.stringify(await originsWith())).toContain('DEMONSTRATION');
  expect(await originsWith('--no-demo')).toEqual(published);
  const left = await asAdministrator(
    async (client) => (await client.query<{ count: string }>('SELECT count(*) FROM ticket')).rows[0]?.count,
    `${databases.prefix}feedback`,
  );
  expect(left).toBe('0');
});
