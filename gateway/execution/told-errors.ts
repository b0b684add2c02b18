/** Which errors of an execution are the client's, and where in its answer they stand. */
import type { Data, Path } from './data';
import { type ExecutionError, FORBIDDEN } from './execution-error';
import type { ShapedOperation } from './response-shape';
import { selectedPosition } from './selected-position';

export interface Faults {
  /** Of the subgraphs, at places of the plan. */
  readonly errors: readonly ExecutionError[];
  /** What did not fit the schema, at places of the answer. */
  readonly misfits: readonly ExecutionError[];
  readonly data: Data;
}

/** @param required the names of fields that plans ask for, since something is computed from them */
export function toldToClient(
  { errors, misfits, data }: Faults,
  shaped: ShapedOperation,
  required: ReadonlySet<string>,
): readonly ExecutionError[] {
  const told = eachOnce(errors.flatMap((error) => placed(error, data, shaped, required)));
  return [...told, ...misfits.filter((error) => !isExplained(error, told))];
}

/** What failed at one place for several fields that only a plan asks for is one fault to the client. */
function eachOnce(errors: readonly ExecutionError[]): ExecutionError[] {
  return [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()];
}

/** A null that the schema does not allow needs no error of its own where another error tells of it. */
function isExplained({ code, path = [] }: ExecutionError, errors: readonly ExecutionError[]): boolean {
  if (code === FORBIDDEN) return false;
  return errors.some((other) => other.path === undefined || isRelated(other.path, path));
}

function isRelated(one: Path, other: Path): boolean {
  const length = Math.min(one.length, other.length);
  for (let depth = 0; depth < length; depth++) if (one[depth] !== other[depth]) return false;
  return true;
}

/**
 * An error at its place in the client's answer. What failed in a field that only a plan asks for stands at the object that it was
 * for, if something is computed from it, and is none of the client's otherwise.
 */
function placed(
  error: ExecutionError,
  data: Data,
  shaped: ShapedOperation,
  required: ReadonlySet<string>,
): ExecutionError[] {
  const { path } = error;
  if (path === undefined) return [error];
  const { length, isUnasked } = selectedPosition(path, data, shaped);
  if (isUnasked && !required.has(String(path[length]))) return [];
  const named = path
    .slice(0, length)
    .map((element) => (typeof element === 'string' ? (shaped.clientNames.get(element) ?? element) : element));
  return [{ ...error, path: named }];
}
