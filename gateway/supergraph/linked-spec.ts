/** Under which names a supergraph has the directives of a specification, which it says with `@link` (https://specs.apollo.dev/link/v1.0). */
import { type ConstDirectiveNode, type GraphQLSchema, valueFromASTUntyped } from 'graphql';

interface Link {
  readonly url?: string;
  readonly as?: string;
  readonly import?: readonly (string | { readonly name: string; readonly as?: string })[];
}

export interface Specification {
  /** The directive that is called like the specification goes by that name alone. */
  readonly name: string;
  /** Its URL without the version. */
  readonly identity: string;
}

/** Gives a directive's name in the supergraph; undefined for each where the supergraph does not link the specification. */
export function directiveNames(
  { astNode, extensionASTNodes }: GraphQLSchema,
  { name, identity }: Specification,
): (directive: string) => string | undefined {
  const link = [astNode, ...extensionASTNodes]
    .flatMap((node) => node?.directives ?? [])
    .filter((directive) => directive.name.value === 'link')
    .map((directive): Link => argumentsOf(directive))
    .find(({ url }) => url?.startsWith(`${identity}/`) === true);
  if (link === undefined) return () => undefined;
  const own = link.as ?? name;
  return (directive) =>
    importedAs(link, `@${directive}`) ?? (directive === name ? own : `${own}__${directive}`);
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
