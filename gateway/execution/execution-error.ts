/** Errors of an execution as the client gets them; the log has what they leave out. */
import type { Answer } from '../../shared/subgraph/answer';
import { errorFormatter } from '../../shared/format-error';
import type { ErrorCode } from '../../shared/errors';
import type { Path } from './data';

export interface ExecutionError {
  readonly message: string;
  readonly path?: Path | undefined;
  readonly code: string;
  /** The subgraph that the error is from. */
  readonly system?: string | undefined;
}

const format = errorFormatter((message) => {
  console.error(message);
});

/** Names the system, never where it runs. */
export function unavailable(system: string): ExecutionError {
  return {
    message: `The system "${system}" does not answer, so its fields are null. Other systems are unaffected; try again later.`,
    code: 'SUBGRAPH_UNAVAILABLE' satisfies ErrorCode,
    system,
  };
}

/** A subgraph's message reaches the client only with a code that says it was written for the client. */
export function subgraphError(
  system: string,
  error: NonNullable<Answer['errors']>[number],
  path: Path | undefined,
): ExecutionError {
  const { message, extensions } = format(
    {
      message: error.message,
      ...(path === undefined ? {} : { path }),
      extensions: { ...error.extensions, serviceName: system },
    },
    error,
  );
  return { message, path, code: String(extensions?.code), system };
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

/** In GraphQL's own form. */
export function formatted({ message, path, code, system }: ExecutionError) {
  return {
    message,
    ...(path === undefined ? {} : { path }),
    extensions: { code, ...(system === undefined ? {} : { system }) },
  };
}
