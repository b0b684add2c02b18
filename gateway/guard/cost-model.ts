/**
 * What each field of a supergraph costs: `@cost` and `@listSize` of https://specs.apollo.dev/cost/v0.1, with the defaults of the cost
 * directives' draft specification. An object counts 1, a scalar and an enum 0; the weight of a list is that of one of its elements.
 */
import {
  type ConstDirectiveNode,
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLType,
  isAbstractType,
  isInputObjectType,
  isListType,
  isObjectType,
  type OperationTypeNode,
} from 'graphql';
import { argumentsOf, costDirectives } from './cost-link';

export interface ListSize {
  readonly assumedSize: number | undefined;
  /** The arguments that say how long the list is at most, with their default values. */
  readonly slicing: readonly { readonly name: string; readonly standard: unknown }[];
  /** The lists of the object's own that it is about, such as `edges` and `nodes`; none: about the field itself. */
  readonly sizedFields: ReadonlySet<string>;
}

/** What an argument, or a field of an input object, costs where it is given. */
export interface InputCost {
  readonly weight: number;
  readonly fields: ReadonlyMap<string, InputCost>;
}

export interface FieldCost {
  readonly type: string;
  /** Of one element, without what is selected of it. */
  readonly weight: number;
  /** Lists within lists; 0: no list. */
  readonly lists: number;
  readonly listSize: ListSize | undefined;
  /** Without those that are free. */
  readonly inputs: ReadonlyMap<string, InputCost>;
}

export interface CostModel {
  /** The length of a list of which the schema does not say it. */
  readonly listSize: number;
  rootType(operation: OperationTypeNode): string | undefined;
  /** Of an object type. */
  field(type: string, field: string): FieldCost | undefined;
  /** Names of object types: those that a value of the type may have. */
  possibleTypes(type: string): readonly string[];
}

/** Reads the directives once; afterwards the schema is not looked at. */
export function costModel(supergraph: GraphQLSchema, listSize: number): CostModel {
  const names = costDirectives(supergraph);
  const possible = new Map<string, readonly string[]>();
  const fields = new Map<string, ReadonlyMap<string, FieldCost>>();
  const ofInputType = new Map<string, ReadonlyMap<string, InputCost>>();

  const explicit = (...elements: readonly Directed[]) => applied(names.cost, elements)?.weight;
  function typeWeight(type: GraphQLNamedType): number {
    const own = explicit(type.astNode, ...type.extensionASTNodes);
    if (typeof own === 'number') return own;
    if (isAbstractType(type)) {
      const weights = supergraph.getPossibleTypes(type).map(typeWeight);
      return weights.length === 0 ? 1 : Math.max(...weights);
    }
    return isObjectType(type) || isInputObjectType(type) ? 1 : 0;
  }

  function input({ type, astNode }: GraphQLArgument | GraphQLInputField): InputCost {
    const named = getNamedType(type);
    const own = explicit(astNode);
    const weight = typeof own === 'number' ? own : typeWeight(named);
    if (!isInputObjectType(named)) return { weight, fields: NONE };
    let within = ofInputType.get(named.name);
    if (within === undefined) {
      const found = new Map<string, InputCost>();
      ofInputType.set(named.name, (within = found)); // before its fields, which may be of the type itself
      for (const field of Object.values(named.getFields())) found.set(field.name, input(field));
    }
    return { weight, fields: within };
  }

  function fieldCost(field: GraphQLField<unknown, unknown>, type: GraphQLObjectType): FieldCost {
    const nodes = [field, ...type.getInterfaces().map((one) => one.getFields()[field.name])].map(
      (one) => one?.astNode,
    );
    const own = explicit(...nodes);
    const named = getNamedType(field.type);
    const size = applied(names.listSize, nodes);
    const inputs = field.args.map((argument) => [argument.name, input(argument)] as const);
    return {
      type: named.name,
      weight: typeof own === 'number' ? own : typeWeight(named),
      lists: listsIn(field.type),
      listSize: size && listSizeOf(size, field),
      inputs: new Map(inputs.filter(([, { weight, fields: within }]) => weight !== 0 || within.size > 0)),
    };
  }

  for (const type of Object.values(supergraph.getTypeMap())) {
    if (isAbstractType(type)) {
      const objects = supergraph.getPossibleTypes(type).map(({ name }) => name);
      possible.set(type.name, objects);
    } else if (isObjectType(type)) {
      possible.set(type.name, [type.name]);
      const costs = Object.values(type.getFields()).map(
        (field) => [field.name, fieldCost(field, type)] as const,
      );
      fields.set(type.name, new Map(costs));
    }
  }
  return {
    listSize,
    rootType: (operation) => supergraph.getRootType(operation)?.name,
    field: (type, field) => fields.get(type)?.get(field),
    possibleTypes: (type) => possible.get(type) ?? [],
  };
}

type Directed = { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;

const NONE: ReadonlyMap<string, InputCost> = new Map();

/** The arguments of the first that there is. */
function applied(
  name: string | undefined,
  elements: readonly Directed[],
): Record<string, unknown> | undefined {
  if (name === undefined) return undefined;
  const found = elements
    .flatMap((element) => element?.directives ?? [])
    .find((one) => one.name.value === name);
  return found && argumentsOf(found);
}

function listSizeOf(given: Record<string, unknown>, { args }: GraphQLField<unknown, unknown>): ListSize {
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

function listsIn(type: GraphQLType): number {
  const nullable = getNullableType(type);
  return isListType(nullable) ? 1 + listsIn(nullable.ofType as GraphQLType) : 0;
}
