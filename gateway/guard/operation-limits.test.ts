import { ApolloServer } from '@apollo/server';
import { parse, validate } from 'graphql';
import * as graphql from 'graphql';
import { errorFormatter } from '../../shared/format-error';
import { knownOperation } from './known-operation';
import { limitSettings } from './limit-settings';
import { operationLimits } from './operation-limits';

jest.mock('graphql', () => {
  const actual: typeof graphql = jest.requireActual('graphql');
  return { ...actual, validate: jest.fn(actual.validate), parse: jest.fn(actual.parse) };
});

const limits = { ...limitSettings({}, []), depth: 2, variableValues: 3 };
const logged: string[] = [];
const server = new ApolloServer({
  typeDefs: 'type Query { a: Query, b(c: [Int]): Int }',
  formatError: errorFormatter((message) => logged.push(message)),
  logger: { debug: note, info: note, warn: note, error: note },
  plugins: [operationLimits(limits), knownOperation],
});
function note(message?: unknown) {
  logged.push(String(message));
}
afterAll(() => server.stop());

const TOO_DEEP = '{ a { a { b } } }';

async function answerTo(
  query: string,
  more: { variables?: Record<string, unknown>; operationName?: string } = {},
) {
  const { body, http } = await server.executeOperation({ query, ...more });
  if (body.kind !== 'single') throw new Error('Expected one answer.');
  return { status: http.status ?? 200, ...body.singleResult };
}

it('refuses with status 400, the code, both numbers and what to do', async () => {
  expect(await answerTo(TOO_DEEP)).toEqual({
    status: 400,
    errors: [
      {
        message:
          'The operation selects 3 levels deep. Expected at most 2: select less deeply, or ask in several requests.',
        extensions: { code: 'LIMIT_DEPTH', limit: 2, got: 3 },
      },
    ],
  });
  expect(logged).toEqual([]);
});

it('refuses again what it has refused, and answers again what it has let through', async () => {
  for (const time of [1, 2]) {
    expect([time, (await answerTo(TOO_DEEP)).status]).toEqual([time, 400]);
    expect(await answerTo('{ a { b } }')).toMatchObject({ status: 200, data: { a: null } });
  }
});

it('lets no validation see what is refused', async () => {
  jest.mocked(validate).mockClear();
  await answerTo('{ a { a { unknown } } }');
  expect(validate).not.toHaveBeenCalled();
  expect(await answerTo('{ unknown }')).toMatchObject({ status: 400 });
  expect(validate).toHaveBeenCalled();
});

it('judges a document once', async () => {
  await answerTo('{ b }');
  jest.mocked(parse).mockClear();
  await answerTo('{ b }');
  expect(parse).not.toHaveBeenCalled();
});

it('tells of the limit also where the operation that is asked for is not in the document', async () => {
  expect(await answerTo(TOO_DEEP, { operationName: 'Other' })).toMatchObject({
    errors: [{ extensions: { code: 'LIMIT_DEPTH' } }],
  });
});

it('refuses variables beyond their limit, whatever the document', async () => {
  const query = 'query ($c: [Int]) { b(c: $c) }';
  expect(await answerTo(query, { variables: { c: [1, 2] } })).toMatchObject({ status: 200 });
  expect(await answerTo(query, { variables: { c: [1, 2, 3] } })).toMatchObject({
    ...{ status: 400, errors: [{ extensions: { code: 'LIMIT_VARIABLES', limit: 3, got: 4 } }] },
  });
});

it('leaves syntax errors and what is invalid to those who explain them', async () => {
  const codes = async (query: string) =>
    (await answerTo(query)).errors?.map(({ extensions }) => extensions?.code);
  expect(await codes('{ a {')).toEqual(['GRAPHQL_PARSE_FAILED']);
  expect(await codes('{ unknown }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(await codes('{ a { ...f } } fragment f on Query { ...f }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
});
