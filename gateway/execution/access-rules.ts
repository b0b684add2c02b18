/**
 * Who may see which field, as the supergraph says: `@authenticated` (whoever is known) and `@requiresScopes` (one of several sets of
 * scopes), on a field, or on a type for every field that gives it and every field of it. They are the project's own, linked by
 * ACCESS_SPEC, since this gateway refuses supergraphs that link Apollo's.
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

/** Sets of scopes: all of one set are enough. Without a set it is enough to be known. */
type ScopeSets = readonly (readonly string[])[];

/** All of its parts must be met. */
export interface Requirement {
  readonly all: readonly ScopeSets[];
}

/** What is known of who asks. */
export interface Viewer {
  readonly name: string;
  readonly scopes: ReadonlySet<string>;
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
      (sets) => sets.length === 0 || sets.some((set) => set.every((scope) => viewer.scopes.has(scope))),
    )
  );
}

/** An interface's field takes what the field takes on any type that implements it, and theirs what the interface's takes. */
export function accessRules(supergraph: GraphQLSchema): AccessRules {
  const nameOf = directiveNames(supergraph, ACCESS_SPEC);
  const [authenticated, requiresScopes] = [nameOf('authenticated'), nameOf('requiresScopes')];
  const own = new Map<string, ScopeSets[]>();

  const scopeSetsOf = (nodes: readonly (Directed | null | undefined)[]): ScopeSets[] =>
    nodes
      .flatMap((node) => node?.directives ?? [])
      .flatMap((directive) => {
        if (directive.name.value === authenticated) return [[]];
        return directive.name.value === requiresScopes ? [scopesIn(directive)] : [];
      });
  const ofType = (type: GraphQLNamedType) => scopeSetsOf([type.astNode, ...type.extensionASTNodes]);

  const types = Object.values(supergraph.getTypeMap()).filter(
    (type) => isObjectType(type) || isInterfaceType(type),
  );
  for (const type of types) {
    for (const field of Object.values(type.getFields())) {
      const sets = [...scopeSetsOf([field.astNode]), ...ofType(type), ...ofType(getNamedType(field.type))];
      if (sets.length > 0) own.set(`${type.name}.${field.name}`, sets);
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

function scopesIn(directive: ConstDirectiveNode): ScopeSets {
  const { scopes = [] } = argumentsOf(directive);
  return scopes as ScopeSets; // the schema says that it is [[String!]!]!
}

function distinct(all: readonly ScopeSets[]): ScopeSets[] {
  return [...new Map(all.map((sets) => [JSON.stringify(sets), sets])).values()];
}
