import { ApolloServer } from '@apollo/server';
import { buildSchema, execute, parse } from 'graphql';
import { knownOperation } from './known-operation';

const schema = buildSchema('type Query { a: Int }');
// A gateway leaves it to itself to find the operation, which is why the plugin is needed.
const server = new ApolloServer({
  gateway: {
    load: () =>
      Promise.resolve({
        executor: ({ source }) => Promise.resolve(execute({ schema, document: parse(source) })),
      }),
    onSchemaLoadOrUpdate: (tell) => {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: () => Promise.resolve(),
  },
  plugins: [knownOperation],
});
afterAll(() => server.stop());

async function refusal(query: string, operationName?: string) {
  const { body, http } = await server.executeOperation({
    query,
    ...(operationName === undefined ? {} : { operationName }),
  });
  return {
    status: http.status,
    message: body.kind === 'single' ? body.singleResult.errors?.[0]?.message : undefined,
  };
}

it('names the operations there are when the wanted one is not among them', async () => {
  expect(await refusal('query One { a } query Two { a }', 'Three')).toEqual({
    status: 400,
    message: 'There is no operation "Three" in the document. Expected operationName to be One, Two.',
  });
});

it('asks which of several operations to run', async () => {
  expect(await refusal('query One { a } query Two { a }')).toMatchObject({
    status: 400,
    message: expect.stringContaining('One, Two') as unknown,
  });
});

it('lets a known operation through', async () => {
  expect((await refusal('query One { a }', 'One')).message).toBeUndefined();
});

it('refuses what is not a query', async () => {
  expect(await refusal('subscription { a }')).toMatchObject({
    status: 400,
    message: 'The graph has no subscriptions. Expected a query.',
  });
});
