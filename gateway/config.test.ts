import { gatewayConfig } from './config';

const SUBGRAPHS = ['directory', 'feedback'];
const read = (env: Record<string, string>, ...args: string[]) => gatewayConfig(env, args, SUBGRAPHS);

it('runs everything in one process on port 4000 of this machine when nothing is set', () => {
  expect(read({})).toMatchObject({
    listen: { host: '127.0.0.1', port: 4000 },
    demonstration: true,
    production: false,
  });
  expect(read({}).subgraphUrls).toBeUndefined();
});

it('takes the URLs of the subgraphs, in any order and over several lines', () => {
  const { subgraphUrls } = read({
    SUBGRAPH_URLS: 'feedback=http://b:4000/graphql?x=1,\n directory=http://a:4000/graphql',
  });
  expect([...(subgraphUrls ?? [])].sort()).toEqual([
    ['directory', 'http://a:4000/graphql'],
    ['feedback', 'http://b:4000/graphql?x=1'],
  ]);
});

it('reports all faults together, each with what was expected', () => {
  const faulty = {
    PORT: '99999',
    SUBGRAPH_URLS: 'feedback=ftp://b,stranger=http://c',
    DATABASE_URL: 'mysql://x',
    DATABASE_PREFIX: 'A-',
  };
  const faults = [
    /PORT is "99999"/,
    /no URL for feedback/,
    /names "stranger"/,
    /DATABASE_URL is no PostgreSQL URL/,
    /DATABASE_PREFIX is "A-"/,
  ];
  for (const fault of faults) expect(() => read(faulty)).toThrow(fault);
});

it('does not repeat a database URL, which may hold a password', () => {
  expect(() => read({ DATABASE_URL: 'mysql://user:hunter2@host/x' })).toThrow(/^(?!.*hunter2)/s);
});

it('asks for every subgraph when it is given any', () => {
  expect(() => read({ SUBGRAPH_URLS: 'feedback=http://b:4000/graphql' })).toThrow(/lacks directory/);
});

it('knows --no-demo, and refuses what it does not know', () => {
  expect(read({}, '--no-demo').demonstration).toBe(false);
  expect(() => read({}, '--nodemo')).toThrow(/--nodemo.*usage: npm start/s);
});

it("takes another supergraph, but not together with the URLs of the product's own subgraphs", () => {
  const another = { SUPERGRAPH_PATH: 'other/supergraph.graphql' };
  expect(read(another)).toMatchObject({ supergraphPath: 'other/supergraph.graphql' });
  expect(read(another).subgraphUrls).toBeUndefined();
  const both = {
    ...another,
    SUBGRAPH_URLS: 'directory=http://a:4000/graphql,feedback=http://b:4000/graphql',
  };
  expect(() => read(both)).toThrow(
    'SUPERGRAPH_PATH and SUBGRAPH_URLS are both set. Another supergraph says itself where its subgraphs are.',
  );
});
