/** Random arguments: literals, variables with and without defaults, and variables within literals. */
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Choices } from './choices';

const SCALARS: Readonly<Record<string, readonly unknown[]>> = {
  Int: [1, 2, 0, 3, -1],
  Float: [0, 1.5, 100_000, -2],
  Boolean: [true, false],
  String: ['', 'a', 'home', 'lan@example.org', 'VN', 'Bắc "Ninh"\n'],
  ID: ['p1', 'p2', 'p3', 'b1', 'm1', 'c1', 'r1', 's2', 'u1', 'none', 7],
  Day: ['2022-01-01', '2000-02-29', '2030-12-31'],
  Json: [{}, 'text', [1, null, { id: 'x' }], { a: { b: [true, 0.5] } }, 3],
};

export class RandomValues {
  readonly definitions: string[] = [];
  readonly variables: Record<string, unknown> = {};
  private readonly byType = new Map<string, string[]>();

  constructor(private readonly choices: Choices) {}

  /** The arguments of a field as written, with their parentheses; empty when there are none. */
  arguments(args: readonly GraphQLArgument[]): string {
    const given = args.filter((arg) => isRequired(arg) || this.choices.oneIn(2));
    const written = given.map(
      (arg) => `${arg.name}: ${this.input(arg.type, arg.defaultValue !== undefined)}`,
    );
    return written.length === 0 ? '' : `(${written.join(', ')})`;
  }

  boolean(type: GraphQLInputType): string {
    return this.input(type, false);
  }

  private input(type: GraphQLInputType, hasDefault: boolean): string {
    return this.choices.oneIn(3) ? this.variable(type, hasDefault) : this.literal(type);
  }

  private literal(type: GraphQLInputType): string {
    if (!isNonNullType(type) && this.choices.oneIn(8)) return 'null';
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const items = Array.from({ length: this.choices.next(3) }, () => this.input(nullable.ofType, false));
      return `[${items.join(', ')}]`;
    }
    if (isInputObjectType(nullable)) {
      const fields = this.fieldsOf(Object.values(nullable.getFields()));
      return `{${fields.map((field) => `${field.name}: ${this.input(field.type, field.defaultValue !== undefined)}`).join(', ')}}`;
    }
    return written(this.json(type), type);
  }

  private variable(type: GraphQLInputType, hasDefault: boolean): string {
    const nullable = getNullableType(type);
    // Where the position has a default, a variable that may be null can stand in a non-null place.
    const own = hasDefault && isNonNullType(type) && this.choices.oneIn(2) ? nullable : type;
    const known = this.byType.get(String(own)) ?? [];
    if (known.length > 0 && this.choices.oneIn(2)) return this.choices.pick(known);
    const name = `v${this.definitions.length}`;
    const defaulted = this.choices.oneIn(3);
    const definition = `$${name}: ${String(own)}`;
    const fallback = own === type ? own : nullable;
    this.definitions.push(
      defaulted ? `${definition} = ${written(this.notNull(fallback), fallback)}` : definition,
    );
    const absent = (defaulted || !isNonNullType(own)) && this.choices.oneIn(2);
    if (!absent) this.variables[name] = own === type ? this.json(type) : this.notNull(nullable);
    if (own === type) this.byType.set(String(own), [...known, `$${name}`]);
    return `$${name}`;
  }

  private json(type: GraphQLInputType): unknown {
    return !isNonNullType(type) && this.choices.oneIn(8) ? null : this.notNull(type);
  }

  private notNull(type: GraphQLInputType): unknown {
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      return Array.from({ length: this.choices.next(3) }, () => this.json(nullable.ofType));
    }
    if (isInputObjectType(nullable)) {
      const fields = this.fieldsOf(Object.values(nullable.getFields()));
      return Object.fromEntries(fields.map((field) => [field.name, this.json(field.type)]));
    }
    if (isEnumType(nullable)) return this.choices.pick(nullable.getValues()).name;
    return this.choices.pick(SCALARS[String(nullable)] ?? []);
  }

  private fieldsOf(fields: readonly GraphQLInputField[]): readonly GraphQLInputField[] {
    return fields.filter((field) => isRequired(field) || this.choices.oneIn(2));
  }
}

function isRequired({ type, defaultValue }: GraphQLArgument | GraphQLInputField): boolean {
  return isNonNullType(type) && defaultValue === undefined;
}

/** A value in GraphQL's notation. */
function written(value: unknown, type: GraphQLInputType | undefined): string {
  const nullable = type === undefined ? undefined : getNullableType(type);
  if (isEnumType(nullable) && typeof value === 'string') return value;
  if (Array.isArray(value)) {
    const inner = isListType(nullable) ? nullable.ofType : undefined;
    return `[${value.map((item) => written(item, inner)).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = isInputObjectType(nullable) ? nullable.getFields() : {};
    return `{${Object.entries(value)
      .map(([name, inner]) => `${name}: ${written(inner, fields[name]?.type)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value);
}
