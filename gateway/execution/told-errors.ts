/** Which errors of an execution are the client's, and where in its answer they stand. */
import { type AskedFields, systemOf } from './asked-fields';
import type { Data, Path } from './data';
import { type ExecutionError, FORBIDDEN } from './execution-error';
import type { ShapedOperation } from './response-shape';
import { selectedPosition } from './selected-position';

export interface Faults {
  /** Of the subgraphs, at places of the plan. */
  readonly errors: readonly ExecutionError[];
  /** What did not fit the schema, and what may not be seen, at places of the answer in the plan's names. */
  readonly misfits: readonly ExecutionError[];
  readonly data: Data;
  readonly fetches: readonly AskedFields[];
}

/** @param required the names of fields that plans ask for, since something is computed from them */
export function toldToClient(
  { errors, misfits, data, fetches }: Faults,
  shaped: ShapedOperation,
  required: ReadonlySet<string>,
): Pick<Faults, 'errors' | 'misfits'> {
  const told = eachOnce(errors.flatMap((error) => placed(error, data, shaped, required)));
  return {
    errors: told.map((error) => shown(error, data, shaped)),
    misfits: misfits.flatMap(({ path = [], ...error }) => {
      const named = { ...error, path: inClientNames(path, shaped) };
      if (isExplained(named, told)) return [];
      return [error.code === FORBIDDEN ? named : { ...named, system: systemOf(path, fetches) }];
    }),
  };
}

/**
 * What failed at one place for several fields that only a plan asks for is one fault to the client, and so is a system that is
 * down, however many of its fields were asked for.
 */
function eachOnce(errors: readonly ExecutionError[]): ExecutionError[] {
  const once = new Map<string, { readonly error: ExecutionError; readonly lost: Set<readonly Path[]> }>();
  for (const { lost = [], ...error } of errors) {
    const key = JSON.stringify(error);
    const known = once.get(key);
    if (known === undefined) once.set(key, { error, lost: new Set([lost]) });
    else known.lost.add(lost);
  }
  return [...once.values()].map(({ error, lost }) => ({ ...error, lost: [...lost].flat() }));
}

/** An error without a path stands at the highest place of what it cost that the client has asked for. */
function shown({ lost = [], ...error }: ExecutionError, data: Data, shaped: ShapedOperation): ExecutionError {
  if (error.path !== undefined) return error;
  let path: Path | undefined;
  for (const place of lost.toSorted(byHeight)) {
    const { length } = selectedPosition(place, data, shaped);
    const isWhole = length === place.length;
    if (isWhole || (path === undefined && length > 0)) path = inClientNames(place.slice(0, length), shaped);
    if (isWhole) break;
  }
  return { ...error, path };
}

/** Fetches fail in any order; the same fault is told of in the same way. */
function byHeight(one: Path, other: Path): number {
  return one.length - other.length || (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
}

function inClientNames(path: Path, { clientNames }: ShapedOperation): Path {
  return path.map((element) =>
    typeof element === 'string' ? (clientNames.get(element) ?? element) : element,
  );
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
  return [{ ...error, path: inClientNames(path.slice(0, length), shaped) }];
}
