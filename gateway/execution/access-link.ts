/** The specification of the directives for access, and under which names a supergraph has them. */
import { type ConstDirectiveNode, type GraphQLSchema, valueFromASTUntyped } from 'graphql';
import { ACCESS_SPEC } from '../../shared/subgraph/access-spec';

type Import = string | { readonly name: string; readonly as?: string };

interface Link {
  readonly url?: string;
  readonly as?: string;
  readonly import?: readonly Import[];
}

/** Undefined where the supergraph does not use one. */
export interface AccessDirectives {
  readonly authenticated: string | undefined;
  readonly requiresScopes: string | undefined;
}

export function accessDirectives({ astNode, extensionASTNodes }: GraphQLSchema): AccessDirectives {
  const links = [astNode, ...extensionASTNodes].flatMap((node) => node?.directives ?? []).flatMap(linkOf);
  const link = links.find(({ url }) => url?.startsWith(`${ACCESS_SPEC.identity}/`) === true);
  return { authenticated: nameIn(link, 'authenticated'), requiresScopes: nameIn(link, 'requiresScopes') };
}

function linkOf({ name, arguments: given = [] }: ConstDirectiveNode): Link[] {
  if (name.value !== 'link') return [];
  return [
    Object.fromEntries(given.map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)])),
  ];
}

/** An imported name, perhaps another than the specification's; without import it has the specification's before it. */
function nameIn(link: Link | undefined, directive: string): string | undefined {
  if (link === undefined) return undefined;
  for (const one of link.import ?? []) {
    const { name, as = name } = typeof one === 'string' ? { name: one } : one;
    if (name === `@${directive}`) return as.slice(1);
  }
  return `${link.as ?? ACCESS_SPEC.name}__${directive}`;
}
