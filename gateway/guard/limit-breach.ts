/** A limit that a request goes beyond, and how the client is told. */
import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../shared/errors';

export interface Breach {
  readonly code: ErrorCode;
  readonly limit: number;
  /** What the request has; counting ends at MOST_COUNTED, and that of the variables' values one beyond the limit. */
  readonly got: number;
  readonly message: string;
}

/** Fragments in fragments make numbers that no computer counts to. */
const MOST_COUNTED = 1_000_000_000;

export function counted(count: number): number {
  return Math.min(count, MOST_COUNTED);
}

/** The error of a request that was not executed: the client's own, HTTP status 400. */
export function refusal({ code, limit, got, message }: Breach): GraphQLError {
  return new GraphQLError(message, { extensions: { code, limit, got, http: { status: 400 } } });
}
