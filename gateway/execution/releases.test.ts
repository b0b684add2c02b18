import { ReleaseConflict, executedInOneRelease, Releases } from './releases';
import type { ClientRequest } from './subgraph-client';

const GIVEN: ClientRequest = { headers: { 'x-request-id': 'r1' } };

/** Executes with those releases of one subgraph, one list for each try. */
async function executed(...tries: readonly (readonly string[])[]) {
  const clients: ClientRequest[] = [];
  const result = await executedInOneRelease(GIVEN, (client, releases) => {
    for (const release of tries[clients.length] ?? []) releases.note('feedback', { release });
    return Promise.resolve(clients.push(client));
  });
  return { result, clients };
}

it('executes once what meets one release', async () => {
  expect(await executed(['7', '7'])).toEqual({ result: 1, clients: [GIVEN] });
});

it('executes again what meets two, as a client request of its own', async () => {
  const { result, clients } = await executed(['7', '8'], ['8', '8']);
  expect(result).toBe(2);
  expect(clients).toEqual([GIVEN, GIVEN]);
  expect(clients[1]).not.toBe(clients[0]);
});

it('gives up after three times, and says which subgraph it is', async () => {
  const { result } = await executed(['1', '2'], ['2', '3'], ['3', '4'], ['4', '4']);
  expect(result).toEqual(new ReleaseConflict('feedback'));
});

it('takes each subgraph by itself, and those that say nothing as they are', () => {
  const releases = new Releases();
  releases.note('feedback', { release: '7' });
  releases.note('documents', { release: '8' });
  releases.note('directory', {});
  releases.note('feedback', {});
  expect(releases.mixed).toBeUndefined();
});
