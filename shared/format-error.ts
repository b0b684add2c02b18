/** Decides alone what an error may say to a client; the log has the rest. */
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { inspect } from 'node:util';
import { CodedError, type ErrorCode, errorCodes } from './errors';
import { inOwnWords } from './own-words';
import { InvalidInput } from './period/invalid-input';

/** The codes whose messages speak of nothing but the client's own request, or were written for the client. */
const CLIENT_CODES: ReadonlySet<string> = new Set<ErrorCode>([
  ...(Object.keys(errorCodes) as ErrorCode[]).filter((code) => code.startsWith('LIMIT_')),
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
  'COST_TOO_HIGH',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'OVERLOADED',
  'DEADLINE_EXCEEDED',
  'SUBGRAPH_UNAVAILABLE',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
]);

/** Of these, what a subgraph of the product's own writes for the client; what else it says is not the client's. */
export const SUBGRAPH_CODES: ReadonlySet<string> = new Set<ErrorCode>([
  'BAD_USER_INPUT',
  'FORBIDDEN',
  'SUBGRAPH_UNAVAILABLE',
]);

/** What of an error's extensions goes with such a message, where it is a number. */
const CLIENT_NUMBERS = ['limit', 'got', 'cost'];

const REDACTED =
  'The request could not be answered because of an internal fault; the log of the server holds its cause.';

/**
 * @param log what is not told to the client
 * @param told the codes whose messages are
 */
export function errorFormatter(log: (message: string) => void, told = CLIENT_CODES) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = causeOf(error);
    if (cause instanceof InvalidInput) return withCode(formatted, 'BAD_USER_INPUT', cause.message);
    const code = cause instanceof CodedError ? cause.code : (codeOf(cause) ?? codeOf(formatted));
    if (code !== undefined && told.has(code)) {
      const message = cause instanceof CodedError ? cause.message : inOwnWords(formatted.message);
      return withCode(formatted, code, message, numbersOf(formatted));
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
  numbers: Readonly<Record<string, number>> = {},
): GraphQLFormattedError {
  const system = extensions?.serviceName;
  return {
    message,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: { code, ...numbers, ...(typeof system === 'string' ? { system } : {}) },
  };
}

function numbersOf({ extensions = {} }: GraphQLFormattedError): Record<string, number> {
  const found: Record<string, number> = {};
  for (const name of CLIENT_NUMBERS) {
    const value = extensions[name];
    if (typeof value === 'number') found[name] = value;
  }
  return found;
}
