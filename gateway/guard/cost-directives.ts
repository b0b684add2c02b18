/** Reads `@cost` and `@listSize` where a supergraph has them. */
import type { ConstDirectiveNode, GraphQLField, GraphQLSchema } from 'graphql';
import { argumentsOf, directiveNames } from '../supergraph/linked-spec';

export interface ListSize {
  readonly assumedSize: number | undefined;
  /** The arguments that say how long the list is at most, with their default values. */
  readonly slicing: readonly { readonly name: string; readonly standard: unknown }[];
  /** The lists of the object's own that it is about, such as `edges` and `nodes`; none: about the field itself. */
  readonly sizedFields: ReadonlySet<string>;
}

/** What may have directives: a node of the schema's text, or undefined. */
export type Directed = { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;

export interface CostDirectives {
  /** Of the first that has one. */
  weightOf(elements: readonly Directed[]): number | undefined;
  listSizeOf(elements: readonly Directed[], field: GraphQLField<unknown, unknown>): ListSize | undefined;
}

const COST_SPEC = { name: 'cost', identity: 'https://specs.apollo.dev/cost' };

export function costDirectives(supergraph: GraphQLSchema): CostDirectives {
  const nameOf = directiveNames(supergraph, COST_SPEC);
  const [cost, listSize] = [nameOf('cost'), nameOf('listSize')];
  return {
    weightOf(elements) {
      const weight = applied(cost, elements)?.weight;
      return typeof weight === 'number' ? weight : undefined;
    },
    listSizeOf(elements, field) {
      const given = applied(listSize, elements);
      return given && listSizeFrom(given, field);
    },
  };
}

function applied(
  name: string | undefined,
  elements: readonly Directed[],
): Record<string, unknown> | undefined {
  if (name === undefined) return undefined;
  const directives = elements.flatMap((element) => element?.directives ?? []);
  const found = directives.find((directive) => directive.name.value === name);
  return found && argumentsOf(found);
}

/** `requireOneSlicingArgument` refuses nothing here: without one the assumed size counts, and of several the largest. */
function listSizeFrom(given: Record<string, unknown>, { args }: GraphQLField<unknown, unknown>): ListSize {
  const { assumedSize, slicingArguments, sizedFields } = given as {
    assumedSize?: number | null;
    slicingArguments?: readonly string[] | null;
    sizedFields?: readonly string[] | null;
  };
  return {
    assumedSize: assumedSize ?? undefined,
    slicing: args
      .filter(({ name }) => slicingArguments?.includes(name) === true)
      .map(({ name, defaultValue }) => ({ name, standard: defaultValue })),
    sizedFields: new Set(sizedFields ?? []),
  };
}
