/**
 * Who may see which field, as the supergraph says: `@authenticated` (whoever is known), `@requiresScopes` and `@policy` (one of several
 * sets of scopes or policies), on a field, or on a type for every field that gives it and every field of it. They are the project's
 * own, linked by ACCESS_SPEC, since this gateway refuses supergraphs that link Apollo's.
 */
import {
  type ConstDirectiveNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import type { Client } from '../identity/client';
import { ACCESS_SPEC } from '../../shared/subgraph/access-spec';
import { argumentsOf, directiveNames } from '../supergraph/linked-spec';

/** All of one set are enough. Without a set it is enough to be known. */
interface Need {
  readonly of: keyof Granted;
  readonly sets: readonly (readonly string[])[];
}

/** All of its parts must be met. */
export interface Requirement {
  readonly all: readonly Need[];
}

interface Granted {
  /** What they may do. */
  readonly scopes: ReadonlySet<string>;
  /** The terms that they have agreed to, such as those of an agreement on sharing data; absent: none. */
  readonly policies?: ReadonlySet<string> | undefined;
}

/** What is known of who asks. */
export interface Viewer extends Granted {
  readonly name: string;
  /** Ids of the units that they may see more of than the public, with all that is in them; absent: every unit. */
  readonly units?: readonly string[] | undefined;
  /** The registered client, where the caller has shown a key of it. */
  readonly client?: Client | undefined;
}

export interface AccessRules {
  /** Undefined for a field that everybody may see. */
  requirementOf(type: string, field: string): Requirement | undefined;
}

export function mayFulfil({ all }: Requirement, viewer: Viewer | undefined): boolean {
  return (
    viewer !== undefined &&
    all.every(
      ({ of, sets }) =>
        sets.length === 0 || sets.some((set) => set.every((name) => viewer[of]?.has(name) === true)),
    )
  );
}

/** An interface's field takes what the field takes on any type that implements it, and theirs what the interface's takes. */
export function accessRules(supergraph: GraphQLSchema): AccessRules {
  const nameOf = directiveNames(supergraph, ACCESS_SPEC);
  const needs = new Map<string | undefined, (directive: ConstDirectiveNode) => Need>([
    [nameOf('authenticated'), () => ({ of: 'scopes', sets: [] })],
    [nameOf('requiresScopes'), (directive) => needOf('scopes', directive)],
    [nameOf('policy'), (directive) => needOf('policies', directive)],
  ]);
  const own = new Map<string, Need[]>();

  const needsOf = (nodes: readonly (Directed | null | undefined)[]): Need[] =>
    nodes
      .flatMap((node) => node?.directives ?? [])
      .flatMap((directive) => needs.get(directive.name.value)?.(directive) ?? []);
  const ofType = (type: GraphQLNamedType) => needsOf([type.astNode, ...type.extensionASTNodes]);

  const types = Object.values(supergraph.getTypeMap()).filter(
    (type) => isObjectType(type) || isInterfaceType(type),
  );
  for (const type of types) {
    for (const field of Object.values(type.getFields())) {
      const all = [...needsOf([field.astNode]), ...ofType(type), ...ofType(getNamedType(field.type))];
      if (all.length > 0) own.set(`${type.name}.${field.name}`, all);
    }
  }
  const requirements = new Map<string, Requirement>();
  if (own.size > 0) {
    for (const type of types) {
      const related = [type.name, ...relatedTo(type.name)];
      for (const field of Object.keys(type.getFields())) {
        const all = related.flatMap((name) => own.get(`${name}.${field}`) ?? []);
        if (all.length > 0) requirements.set(`${type.name}.${field}`, { all: distinct(all) });
      }
    }
  }
  return { requirementOf: (type, field) => requirements.get(`${type}.${field}`) };

  function relatedTo(name: string): string[] {
    const type = supergraph.getType(name);
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    const interfaces = [...(isInterfaceType(type) ? [type] : []), ...type.getInterfaces()];
    return interfaces.flatMap((one) => {
      const { objects, interfaces: narrower } = supergraph.getImplementations(one);
      return [one, ...objects, ...narrower].map((implementation) => implementation.name);
    });
  }
}

interface Directed {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

function needOf(of: Need['of'], directive: ConstDirectiveNode): Need {
  const { [of]: sets = [] } = argumentsOf(directive);
  return { of, sets: sets as Need['sets'] }; // the schema says that it is [[String!]!]!
}

function distinct(all: readonly Need[]): Need[] {
  return [...new Map(all.map((need) => [JSON.stringify(need), need])).values()];
}
