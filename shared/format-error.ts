/** Decides alone what an error may say to a client; the log has the rest. */
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { inspect } from 'node:util';
import { CodedError } from './errors';
import { InvalidInput } from './period/invalid-input';

/** The codes whose messages speak of nothing but the client's own request, or were written for the client. */
const CLIENT_CODES = [
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
  'SUBGRAPH_UNAVAILABLE',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
];

const REDACTED =
  'The request could not be answered because of an internal fault; the log of the server holds its cause.';

export function errorFormatter(log: (message: string) => void) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = causeOf(error);
    if (cause instanceof InvalidInput) return withCode(formatted, 'BAD_USER_INPUT', cause.message);
    const code = cause instanceof CodedError ? cause.code : (codeOf(cause) ?? codeOf(formatted));
    if (code !== undefined && CLIENT_CODES.includes(code)) {
      return withCode(formatted, code, cause instanceof CodedError ? cause.message : formatted.message);
    }
    log(`fault at ${JSON.stringify(formatted.path ?? [])}: ${inspect(cause)}`);
    return withCode(formatted, 'INTERNAL_SERVER_ERROR', REDACTED);
  };
}

/** A scalar's own error lies under the validation error that it became. */
function causeOf(error: unknown): unknown {
  const cause = unwrapResolverError(error);
  return cause instanceof GraphQLError && cause.originalError instanceof GraphQLError
    ? cause.originalError
    : cause;
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('extensions' in error)) return undefined;
  const { extensions } = error;
  if (typeof extensions !== 'object' || extensions === null || !('code' in extensions)) return undefined;
  return typeof extensions.code === 'string' ? extensions.code : undefined;
}

function withCode(
  { locations, path, extensions }: GraphQLFormattedError,
  code: string,
  message: string,
): GraphQLFormattedError {
  const system = extensions?.serviceName;
  return {
    message,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: { code, ...(typeof system === 'string' ? { system } : {}) },
  };
}
