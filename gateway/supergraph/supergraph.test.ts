import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import gql from 'graphql-tag';
import { registry } from '../../subgraphs/registry';
import { composeSupergraph } from './compose';
import { supergraphFile } from './file';

const committed = readFileSync(supergraphFile, 'utf8');

it('is what the subgraphs compose to; when it is not, run `npm run compose` and look at the difference', async () => {
  expect((await composeSupergraph()).split('\n')).toEqual(committed.split('\n'));
});

it('explains why subgraphs do not compose', async () => {
  const schema = buildSubgraphSchema(gql('type Query { indicator(code: ID!): Int }'));
  const stranger = { name: 'stranger', buildSchema: () => Promise.resolve(schema) };
  const extended = { ...registry, stranger: { load: () => Promise.resolve(stranger) } };
  await expect(composeSupergraph(extended)).rejects.toMatchObject({
    code: 'SUPERGRAPH_INVALID',
    message: expect.stringContaining('Query.indicator') as unknown,
  });
});
