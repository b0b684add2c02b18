/** Errors of an execution as the client gets them; the log has what they leave out. */
import type { Answer } from '../../shared/subgraph/answer';
import { errorFormatter } from '../../shared/format-error';
import type { ErrorCode } from '../../shared/errors';
import type { Path } from './data';

export interface ExecutionError {
  readonly message: string;
  readonly path?: Path | undefined;
  /** Of an error without a path: where what it cost would have stood, in the plan's names, the first of each kind. */
  readonly lost?: readonly Path[];
  readonly code: string;
  /** The subgraph that the error is from. */
  readonly system?: string | undefined;
}

/** Where what is asked for would have stood; worked out when it is lost. */
export type Lost = () => readonly Path[];

/** Names the system, never where it runs. */
export function unavailable(system: string, lost: readonly Path[]): ExecutionError {
  return {
    message: `The system "${system}" does not answer, so its fields are null. Other systems are unaffected; try again later.`,
    code: 'SUBGRAPH_UNAVAILABLE' satisfies ErrorCode,
    system,
    lost,
  };
}

/** Names the system that the request has waited for until its time was over. */
export function late(system: string, lost: readonly Path[]): ExecutionError {
  return {
    message: `The system "${system}" had not answered when the time for the whole request was over, so its fields are null. Ask for less, or try again later.`,
    code: 'DEADLINE_EXCEEDED' satisfies ErrorCode,
    system,
    lost,
  };
}

/** Where an error stands; what one without a path of its own has cost otherwise. */
export type Place = { readonly path: Path } | { readonly lost: readonly Path[] };

export interface SubgraphErrorOptions {
  readonly system: string;
  readonly place: Place;
  /** Codes whose messages were written for the client. */
  readonly told: ReadonlySet<string>;
  /** Of the client's request, for the log. */
  readonly requestId: string;
}

/** A subgraph's message reaches the client only with a code that says it was written for the client. */
export function subgraphError(
  error: NonNullable<Answer['errors']>[number],
  { system, place, told, requestId }: SubgraphErrorOptions,
): ExecutionError {
  const format = errorFormatter((message) => {
    console.error(`request ${requestId}: ${system}: ${message}`);
  }, told);
  const { message, extensions } = format(
    {
      message: error.message,
      ...('path' in place ? place : {}),
      extensions: { ...error.extensions, serviceName: system },
    },
    error,
  );
  return { message, ...place, code: String(extensions?.code), system };
}

export const FORBIDDEN = 'FORBIDDEN' satisfies ErrorCode;

/** The caller may not see the field. */
export function forbidden(field: string, path: Path): ExecutionError {
  return {
    message: `${field} is not public, so it is null. Send an API key or a token that may read it.`,
    path,
    code: FORBIDDEN,
  };
}

/** What a subgraph gave does not fit the schema. */
export function misfit(message: string, path: Path): ExecutionError {
  return { message, path, code: 'INTERNAL_SERVER_ERROR' satisfies ErrorCode };
}

/** What the log tells more of. */
export const LOGGED_CODES: ReadonlySet<string> = new Set<ErrorCode>([
  'INTERNAL_SERVER_ERROR',
  'SUBGRAPH_UNAVAILABLE',
  'DEADLINE_EXCEEDED',
]);

/** In GraphQL's own form; with the request's number where the log tells more under it. */
export function formatted({ message, path, code, system }: ExecutionError, requestId: string) {
  return {
    message,
    ...(path === undefined ? {} : { path }),
    extensions: {
      code,
      ...(system === undefined ? {} : { system }),
      ...(LOGGED_CODES.has(code) ? { requestId } : {}),
    },
  };
}
