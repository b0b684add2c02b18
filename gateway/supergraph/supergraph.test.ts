import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { Supergraph } from '@apollo/federation-internals';
import {
  type GraphQLInputObjectType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
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

it('describes every type, field, argument and enum value, in English with the Vietnamese term', () => {
  const schema = Supergraph.build(committed).apiSchema().toGraphQLJSSchema();
  const named = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  const silent = named.flatMap(describable).filter(({ description }) => !/\S/.test(description ?? ''));
  expect(silent.map(({ path }) => path)).toEqual([]);
});

interface Describable {
  readonly path: string;
  readonly description?: string | null | undefined;
}

function describable(type: GraphQLNamedType): Describable[] {
  const itself = { path: type.name, description: type.description };
  if (isEnumType(type)) {
    return [
      itself,
      ...type.getValues().map(({ name, description }) => ({ path: `${type.name}.${name}`, description })),
    ];
  }
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [itself];
  const described = isInputObjectType(type) ? inputFields(type) : outputFields(type);
  return type.name === 'Query' ? described : [itself, ...described];
}

function inputFields(type: GraphQLInputObjectType): Describable[] {
  return Object.values(type.getFields()).map(({ name, description }) => ({
    path: `${type.name}.${name}`,
    description,
  }));
}

function outputFields(type: GraphQLObjectType | GraphQLInterfaceType): Describable[] {
  return Object.values(type.getFields()).flatMap(({ name, description, args }) => {
    const path = `${type.name}.${name}`;
    return [
      { path, description },
      ...args.map((arg) => ({ path: `${path}(${arg.name}:)`, description: arg.description })),
    ];
  });
}
