/** Under which names a supergraph has the directives of the cost specification, which it says with `@link`. */
import { type ConstDirectiveNode, type GraphQLSchema, valueFromASTUntyped } from 'graphql';

const IDENTITY = 'https://specs.apollo.dev/cost/';

interface Link {
  readonly url?: string;
  readonly as?: string;
  readonly import?: readonly (string | { readonly name: string; readonly as?: string })[];
}

/** Undefined where the supergraph does not link the specification. */
export interface CostDirectiveNames {
  readonly cost: string | undefined;
  readonly listSize: string | undefined;
}

export function costDirectiveNames({ astNode, extensionASTNodes }: GraphQLSchema): CostDirectiveNames {
  const link = [astNode, ...extensionASTNodes]
    .flatMap((node) => node?.directives ?? [])
    .filter(({ name }) => name.value === 'link')
    .map((directive): Link => argumentsOf(directive))
    .find(({ url }) => url?.startsWith(IDENTITY) === true);
  if (link === undefined) return { cost: undefined, listSize: undefined };
  // The directive that is called like the specification goes by that name alone.
  const own = link.as ?? 'cost';
  return {
    cost: importedAs(link, '@cost') ?? own,
    listSize: importedAs(link, '@listSize') ?? `${own}__listSize`,
  };
}

/** A directive's arguments as plain values; the schema has checked them. */
export function argumentsOf({ arguments: given = [] }: ConstDirectiveNode): Record<string, unknown> {
  return Object.fromEntries(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
}

function importedAs(link: Link, directive: string): string | undefined {
  for (const one of link.import ?? []) {
    const { name, as = name } = typeof one === 'string' ? { name: one } : one;
    if (name === directive) return as.slice(1);
  }
  return undefined;
}
