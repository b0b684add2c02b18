/** Random valid operations over a schema, with variables. */
import fc from 'fast-check';
import {
  doTypesOverlap,
  getNamedType,
  type GraphQLCompositeType,
  GraphQLBoolean,
  type GraphQLField,
  GraphQLNonNull,
  type GraphQLSchema,
  isCompositeType,
  isUnionType,
  parse,
  validate,
} from 'graphql';
import { Choices } from './choices';
import { RandomValues } from './random-values';
import { type Claim, ResponseNames } from './response-names';

export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const MAX_DEPTH = 6;
const BOOLEAN = new GraphQLNonNull(GraphQLBoolean);
/** Names of keys and of what `@requires` names, and names that nothing has. */
const ALIASES = ['id', 'name', 'title', 'price', 'dimensions', 'slug', 'owner', 'sku', 'released', 'x', 'y'];

export function operations(schema: GraphQLSchema): fc.Arbitrary<RandomOperation> {
  return fc
    .array(fc.nat({ max: 9999 }), { minLength: 20, maxLength: 500, size: 'max' })
    .map((values) => new OperationWriter(schema, new Choices(values)).write())
    .filter(({ query }) => validate(schema, parse(query)).length === 0);
}

interface Fragment {
  readonly name: string;
  readonly type: GraphQLCompositeType;
  readonly text: string;
  /** Paths are from the fragment. */
  readonly claims: readonly Claim[];
}

class OperationWriter {
  private readonly names = new ResponseNames();
  private readonly values: RandomValues;
  private readonly fragments: Fragment[] = [];
  private readonly composites: readonly GraphQLCompositeType[];
  private claimed: Claim[] = [];
  private aliases = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly choices: Choices,
  ) {
    this.values = new RandomValues(choices);
    this.composites = Object.values(schema.getTypeMap())
      .filter(isCompositeType)
      .filter(({ name }) => !name.startsWith('__'));
  }

  write(): RandomOperation {
    const { choices, schema, values, fragments } = this;
    const kind = choices.oneIn(6) ? 'mutation' : 'query';
    const root = kind === 'mutation' ? schema.getMutationType() : schema.getQueryType();
    if (!root) throw new TypeError(`no type for a ${kind}`);
    const selections = this.selectionSet(root, '', 0);
    const variables = values.definitions.length === 0 ? '' : `(${values.definitions.join(', ')})`;
    const texts = fragments.map(({ name, type, text }) => `fragment ${name} on ${type.name} ${text}`);
    return {
      query: [`${kind} Random${variables} ${selections}`, ...texts].join('\n'),
      variables: values.variables,
    };
  }

  private selectionSet(type: GraphQLCompositeType, path: string, depth: number): string {
    const count = 1 + this.choices.next(depth < 2 ? 5 : 4);
    const selections = Array.from({ length: count }, () => this.selection(type, path, depth));
    return `{ ${selections.join(' ')} }`;
  }

  private selection(type: GraphQLCompositeType, path: string, depth: number): string {
    const roll = this.choices.next(14);
    if (depth <= MAX_DEPTH && (roll >= 11 || (isUnionType(type) && roll >= 3))) {
      return roll === 11 ? this.spread(type, path, depth) : this.inlineFragment(type, path, depth);
    }
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const possible = fields.filter(
      (field) => depth < MAX_DEPTH || !isCompositeType(getNamedType(field.type)),
    );
    return possible.length === 0 || roll === 10
      ? this.typename(type, path)
      : this.field(type, this.choices.pick(possible), path, depth);
  }

  private typename(parent: GraphQLCompositeType, path: string): string {
    const alias = this.choices.oneIn(3) ? 'kind' : '__typename';
    const claim = { path: `${path}.${alias}`, parent, field: '__typename', type: BOOLEAN };
    this.claim(claim);
    return `${alias === 'kind' ? 'kind: ' : ''}__typename${this.directives()}`;
  }

  private field(
    parent: GraphQLCompositeType,
    { name, args, type }: GraphQLField<unknown, unknown>,
    path: string,
    depth: number,
  ): string {
    const field = `${name}${this.values.arguments(args)}`;
    const wanted = this.choices.oneIn(5) ? this.choices.pick(ALIASES) : name;
    const key = this.freeName(wanted, { parent, field, type, path });
    const directives = this.directives();
    const named = getNamedType(type);
    const selections = isCompositeType(named)
      ? ` ${this.selectionSet(named, `${path}.${key}`, depth + 1)}`
      : '';
    return `${key === name ? '' : `${key}: `}${field}${directives}${selections}`;
  }

  private freeName(wanted: string, { path, ...field }: Claim): string {
    let name = wanted;
    while (!this.names.allows({ ...field, path: `${path}.${name}` }))
      name = `${wanted}_${(this.aliases += 1)}`;
    this.claim({ ...field, path: `${path}.${name}` });
    return name;
  }

  private claim(claim: Claim): void {
    this.names.add(claim);
    this.claimed.push(claim);
  }

  private inlineFragment(type: GraphQLCompositeType, path: string, depth: number): string {
    if (!isUnionType(type) && this.choices.oneIn(5)) {
      return `...${this.directives()} ${this.selectionSet(type, path, depth + 1)}`;
    }
    const condition = this.choices.pick(this.overlapping(type));
    return `... on ${condition.name}${this.directives()} ${this.selectionSet(condition, path, depth + 1)}`;
  }

  /** Of a fragment that is there already if one fits, otherwise of a new one. */
  private spread(type: GraphQLCompositeType, path: string, depth: number): string {
    const fitting = this.fragments.filter(
      (fragment) =>
        doTypesOverlap(this.schema, type, fragment.type) &&
        fragment.claims.every((claim) => this.names.allows({ ...claim, path: path + claim.path })),
    );
    if (fitting.length > 0 && this.choices.oneIn(2)) {
      const { name, claims } = this.choices.pick(fitting);
      for (const claim of claims) this.claim({ ...claim, path: path + claim.path });
      return `...${name}${this.directives()}`;
    }
    const before = this.claimed;
    this.claimed = [];
    const condition = this.choices.pick(this.overlapping(type));
    const text = this.selectionSet(condition, path, depth + 1);
    const claims = this.claimed.map((claim) => ({ ...claim, path: claim.path.slice(path.length) }));
    this.claimed = [...before, ...this.claimed];
    const name = `F${this.fragments.length}`;
    this.fragments.push({ name, type: condition, text, claims });
    return `...${name}${this.directives()}`;
  }

  private overlapping(type: GraphQLCompositeType): readonly GraphQLCompositeType[] {
    return this.composites.filter((other) => doTypesOverlap(this.schema, type, other));
  }

  private directives(): string {
    const roll = this.choices.next(12);
    const condition = () => this.values.boolean(BOOLEAN);
    if (roll === 9) return ` @skip(if: ${condition()})`;
    if (roll === 10) return ` @include(if: ${condition()})`;
    return roll === 11 ? ` @skip(if: ${condition()}) @include(if: ${condition()})` : '';
  }
}
