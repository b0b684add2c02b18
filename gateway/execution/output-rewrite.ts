/** Undoes in a subgraph's answer what the planner changed in the question, such as the aliases of fields that cannot be merged. */
import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { isData, type Path, setOwn } from './data';
import { isOfType } from './type-condition';

const CONDITION = '... on ';

export function rewriteOutput(
  rewrites: readonly FetchDataRewrite[],
  schema: GraphQLSchema,
  value: unknown,
): void {
  for (const rewrite of rewrites) applyAt(rewrite, 0, schema, value);
}

/** Turns a path in a subgraph's answer into the same path after `rewriteOutput`. */
export function pathRewriter(rewrites: readonly FetchDataRewrite[]): (path: Path) => Path {
  const names = new Map<unknown, string>();
  for (const rewrite of rewrites) {
    if (rewrite.kind === 'KeyRenamer') names.set(rewrite.path.at(-1), rewrite.renameKeyTo);
  }
  return names.size === 0 ? (path) => path : (path) => path.map((element) => names.get(element) ?? element);
}

function applyAt(rewrite: FetchDataRewrite, depth: number, schema: GraphQLSchema, value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) applyAt(rewrite, depth, schema, item);
    return;
  }
  const element = rewrite.path[depth];
  if (!isData(value) || element === undefined) return;
  if (element.startsWith(CONDITION)) {
    const type = value.__typename;
    if (type === undefined || isOfType(schema, type, element.slice(CONDITION.length))) {
      applyAt(rewrite, depth + 1, schema, value);
    }
  } else if (depth < rewrite.path.length - 1) {
    if (Object.hasOwn(value, element)) applyAt(rewrite, depth + 1, schema, value[element]);
  } else if (rewrite.kind === 'ValueSetter') setOwn(value, element, rewrite.setValueTo);
  else if (Object.hasOwn(value, element)) {
    setOwn(value, rewrite.renameKeyTo, value[element]);
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the name is the planner's own
    delete value[element];
  }
}
