import { STANDARD_SETTINGS } from '../execution/subgraph-settings';
import type { SubgraphClients } from '../execution/subgraph-client';
import { remoteSubgraphs } from './remote-subgraphs';

/** In place of a supergraph: `name=URL`, with commas between them. */
const urlsFor = (text: string) =>
  new Map(text.split(',').map((entry) => entry.split('=') as [name: string, url: string]));
const clientsFor = remoteSubgraphs(urlsFor, STANDARD_SETTINGS);
const opened: SubgraphClients[] = [];
const open = (text: string, served: SubgraphClients = new Map()) => {
  const clients = clientsFor(text, served);
  opened.push(clients);
  return clients;
};
afterAll(() =>
  Promise.all(opened.flatMap((clients) => [...clients.values()]).map((client) => client.close())),
);

it('has a client for each subgraph, by its name', () => {
  const clients = open('a=http://a.invalid/,b=http://b.invalid/');
  expect([...clients].map(([name, client]) => [name, client.name])).toEqual([
    ['a', 'a'],
    ['b', 'b'],
  ]);
});

it('asks a subgraph that stays where it is as before, and one that moves or comes anew', () => {
  const before = open('a=http://a.invalid/,b=http://b.invalid/');
  const after = open('a=http://a.invalid/,b=http://elsewhere.invalid/,c=http://c.invalid/', before);
  expect(after.get('a')).toBe(before.get('a'));
  expect(after.get('b')).not.toBe(before.get('b'));
  expect(after.get('c')?.name).toBe('c');
});

it('does not ask again by what it has left: that may be closed', () => {
  const first = open('a=http://a.invalid/');
  const second = open('a=http://elsewhere.invalid/', first);
  expect(open('a=http://a.invalid/', second).get('a')).not.toBe(first.get('a'));
});
