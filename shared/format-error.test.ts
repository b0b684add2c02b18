import { GraphQLError } from 'graphql';
import { CodedError } from './errors';
import { errorFormatter } from './format-error';
import { InvalidInput } from './period/invalid-input';

const logged: string[] = [];
const format = errorFormatter((message) => logged.push(message));

function formatted(error: GraphQLError) {
  return format(error.toJSON(), error);
}

it('tells a fault of ours by its code alone, and keeps its cause for the log', () => {
  const cause = new Error('relation "ticket" does not exist at postgres://user:secret@10.0.0.1/kpi');
  const answer = formatted(new GraphQLError(cause.message, { originalError: cause, path: ['a', 0] }));
  expect(answer).toMatchObject({ path: ['a', 0], extensions: { code: 'INTERNAL_SERVER_ERROR' } });
  expect(JSON.stringify(answer)).not.toMatch(/ticket|postgres|secret/);
  expect(logged.join()).toContain('relation "ticket" does not exist');
});

it('explains bad input in the words of the vocabulary', () => {
  const cause = new InvalidInput('"x" is not a period.');
  expect(formatted(new GraphQLError('wrapped', { originalError: cause, path: ['a'] }))).toMatchObject({
    message: '"x" is not a period.',
    extensions: { code: 'BAD_USER_INPUT' },
  });
});

it('keeps the code and message of an expected fault', () => {
  const cause = new CodedError('SUBGRAPH_UNAVAILABLE', 'down');
  expect(formatted(new GraphQLError('wrapped', { originalError: cause, path: ['a'] }))).toMatchObject({
    message: 'down',
    extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
  });
});

it('lets no code out that is not in the table', () => {
  const stranger = new GraphQLError('SELECT 1', {
    extensions: { code: 'ER_PARSE', url: 'http://10.0.0.1', stacktrace: ['x'] },
  });
  expect(formatted(stranger)).toEqual({
    message: expect.not.stringContaining('SELECT') as unknown,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
});

it('lets the numbers of a limit out, and nothing else that is beside its code', () => {
  const extensions = { code: 'LIMIT_DEPTH', limit: 16, got: 20, url: 'http://10.0.0.1', cost: 'all' };
  expect(formatted(new GraphQLError('too deep', { extensions })).extensions).toEqual({
    code: 'LIMIT_DEPTH',
    limit: 16,
    got: 20,
  });
});

it('keeps the numbers of a fault of ours to the log', () => {
  const extensions = { code: 'INTERNAL_SERVER_ERROR', limit: 16 };
  expect(formatted(new GraphQLError('x', { extensions })).extensions).toEqual({
    code: 'INTERNAL_SERVER_ERROR',
  });
});
