/**
 * What each field of a supergraph costs: `@cost` and `@listSize` of https://specs.apollo.dev/cost/v0.1, with the defaults of the cost
 * directives' draft specification. An object counts 1, a scalar and an enum 0; the weight of a list is that of one of its elements.
 */
import {
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
import { costDirectives, type ListSize } from './cost-directives';

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

const NONE: ReadonlyMap<string, InputCost> = new Map();

/** Reads the directives once; afterwards the schema's text is not looked at. */
export function costModel(supergraph: GraphQLSchema, listSize: number): CostModel {
  const directives = costDirectives(supergraph);
  const possible = new Map<string, readonly string[]>();
  const fields = new Map<string, ReadonlyMap<string, FieldCost>>();
  const ofInputType = new Map<string, ReadonlyMap<string, InputCost>>();

  function typeWeight(type: GraphQLNamedType): number {
    const own = directives.weightOf([type.astNode, ...type.extensionASTNodes]);
    if (own !== undefined) return own;
    if (!isAbstractType(type)) return isObjectType(type) || isInputObjectType(type) ? 1 : 0;
    const weights = supergraph.getPossibleTypes(type).map(typeWeight);
    return weights.length === 0 ? 1 : Math.max(...weights);
  }

  function inputCost({ type, astNode }: GraphQLArgument | GraphQLInputField): InputCost {
    const named = getNamedType(type);
    const weight = directives.weightOf([astNode]) ?? typeWeight(named);
    if (!isInputObjectType(named)) return { weight, fields: NONE };
    let within = ofInputType.get(named.name);
    if (within === undefined) {
      const found = new Map<string, InputCost>();
      ofInputType.set(named.name, (within = found)); // before its fields, which may be of the type itself
      for (const field of Object.values(named.getFields())) found.set(field.name, inputCost(field));
    }
    return { weight, fields: within };
  }

  function fieldCost(field: GraphQLField<unknown, unknown>, type: GraphQLObjectType): FieldCost {
    const declared = type.getInterfaces().map((one) => one.getFields()[field.name]?.astNode);
    const nodes = [field.astNode, ...declared];
    const named = getNamedType(field.type);
    const inputs = field.args.map((argument) => [argument.name, inputCost(argument)] as const);
    return {
      type: named.name,
      weight: directives.weightOf(nodes) ?? typeWeight(named),
      lists: listsIn(field.type),
      listSize: directives.listSizeOf(nodes, field),
      inputs: new Map(inputs.filter(([, { weight, fields: within }]) => weight !== 0 || within.size > 0)),
    };
  }

  for (const type of Object.values(supergraph.getTypeMap())) {
    if (isAbstractType(type)) {
      const objects = supergraph.getPossibleTypes(type);
      possible.set(
        type.name,
        objects.map(({ name }) => name),
      );
    } else if (isObjectType(type)) {
      possible.set(type.name, [type.name]);
      const own = Object.values(type.getFields());
      fields.set(type.name, new Map(own.map((field) => [field.name, fieldCost(field, type)])));
    }
  }
  return {
    listSize,
    rootType: (operation) => supergraph.getRootType(operation)?.name,
    field: (type, field) => fields.get(type)?.get(field),
    possibleTypes: (type) => possible.get(type) ?? [],
  };
}

function listsIn(type: GraphQLType): number {
  const nullable = getNullableType(type);
  return isListType(nullable) ? 1 + listsIn(nullable.ofType) : 0;
}
