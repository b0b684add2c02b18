/** Which system a value is from: the one that the plan asks for its field. */
import { Kind, type SelectionNode } from 'graphql';
import type { Path } from './data';

/** What one fetch asks for. */
export interface AskedFields {
  readonly service: string;
  /** Of the objects that it is for, from the answer's root; `@` for every item of a list. */
  readonly path: readonly string[];
  readonly selections: readonly SelectionNode[];
  /** A path below such an object, in the names of the answer. */
  readonly rewritePath: (path: Path) => Path;
}

/** Undefined where several are asked for the field, or none. */
export function systemOf(path: Path, fetches: readonly AskedFields[]): string | undefined {
  const names = path.filter((element) => typeof element === 'string');
  const [only, ...others] = new Set(
    fetches.filter((fetch) => asksFor(names, fetch)).map(({ service }) => service),
  );
  return others.length === 0 ? only : undefined;
}

function asksFor(names: readonly string[], { path, selections, rewritePath }: AskedFields): boolean {
  const above = path.filter((element) => element !== '@');
  if (above.some((name, depth) => names[depth] !== name)) return false;
  return has(selections, names.slice(above.length), (name) => rewritePath([name])[0]);
}

function has(
  selections: readonly SelectionNode[],
  names: readonly string[],
  rewritten: (name: string) => unknown,
): boolean {
  const [name, ...rest] = names;
  return selections.some((node) => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return false;
    const below = node.selectionSet?.selections ?? [];
    if (node.kind === Kind.INLINE_FRAGMENT) return has(below, names, rewritten);
    if (rewritten((node.alias ?? node.name).value) !== name) return false;
    return rest.length === 0 || has(below, rest, rewritten);
  });
}
