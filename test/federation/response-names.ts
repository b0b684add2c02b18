/**
 * Who has which name in the response, so that random operations have no conflicting fields (GraphQL specification, "Field
 * Selection Merging"). It is a little stricter than the rule: within fields that exclude each other names are shared as well.
 */
import {
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  isLeafType,
  isObjectType,
} from 'graphql';

export interface Claim {
  /** The response names from the root, joined by dots. */
  readonly path: string;
  readonly parent: GraphQLCompositeType;
  /** The field's name with its arguments as written. */
  readonly field: string;
  readonly type: GraphQLOutputType;
}

export class ResponseNames {
  private readonly claims = new Map<string, Claim[]>();

  allows(claim: Claim): boolean {
    return (this.claims.get(claim.path) ?? []).every((other) => compatible(claim, other));
  }

  add(claim: Claim): void {
    this.claims.set(claim.path, [...(this.claims.get(claim.path) ?? []), claim]);
  }
}

function compatible(one: Claim, other: Claim): boolean {
  if (shape(one.type) !== shape(other.type)) return false;
  const exclude = isObjectType(one.parent) && isObjectType(other.parent) && one.parent !== other.parent;
  return exclude || one.field === other.field;
}

function shape(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  return isLeafType(named) ? String(type) : String(type).replace(named.name, '{}');
}
