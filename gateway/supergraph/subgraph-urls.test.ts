import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { configuredUrls, subgraphUrlsOf } from './subgraph-urls';

function supergraphOf(urls: Readonly<Record<string, string>>): string {
  const services = Object.entries(urls).map(([name, url]) => ({
    ...{ name, url },
    typeDefs: parse(`type Query { ${name}: Int }`),
  }));
  return composeServices(services).supergraphSdl ?? '';
}

const URLS = { words: 'http://words.invalid:4000/graphql', more: 'https://more.invalid/' };

it('finds the URL of each subgraph', () => {
  expect(subgraphUrlsOf(supergraphOf(URLS))).toEqual(new Map(Object.entries(URLS)));
});

it.each([
  ['no URL', () => supergraphOf({ ...URLS, words: '' }), /no URL for the subgraph "words"/],
  ['another scheme', () => supergraphOf({ words: 'ftp://words.invalid/' }), /begins with http:/],
  ['no supergraph', () => 'type Query { a: Int }', /names no subgraphs/],
  ['no GraphQL', () => 'supergraph', /not GraphQL/],
])('says what is wrong with %s', (_, supergraph, reason) => {
  expect(() => subgraphUrlsOf(supergraph())).toThrow(reason);
});

it('takes the URLs that the operator has configured for those of the supergraph', () => {
  const configured = new Map([
    ['words', 'http://127.0.0.1:1/'],
    ['more', 'http://127.0.0.1:2/'],
  ]);
  expect(configuredUrls(supergraphOf(URLS), configured)).toBe(configured);
  configured.delete('more');
  expect(() => configuredUrls(supergraphOf(URLS), configured)).toThrow(
    'The supergraph has subgraphs that SUBGRAPH_URLS does not name: more.',
  );
});
