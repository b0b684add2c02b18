/** What the arguments of a field add to its cost: how long its lists are, and what they cost themselves. */
import { type FieldNode, Kind, type ValueNode, valueFromASTUntyped, visit } from 'graphql';
import type { Amount, Formula, Values } from './cost-formula';
import type { ListSize } from './cost-directives';
import type { FieldCost, InputCost } from './cost-model';
import { counted } from './limit-breach';

/** The longest that a slicing argument says; without any that does, the assumed size, or the one of lists that say nothing. */
export function sizeIn(
  node: FieldNode,
  size: ListSize | undefined,
  standard: number,
  formula: Formula,
): Amount {
  const assumed = size?.assumedSize ?? standard;
  const lengths = (size?.slicing ?? []).map(({ name, standard: otherwise }): Reader<number | undefined> => {
    const { read, varies } = readerOf(valueOf(node, name));
    return { varies, read: (values) => lengthOf(read(values)) ?? lengthOf(otherwise) };
  });
  const longest = (values: Values): number => {
    let most: number | undefined;
    for (const { read } of lengths) {
      const length = read(values);
      if (length !== undefined && (most === undefined || length > most)) most = length;
    }
    return most ?? assumed;
  };
  return lengths.some(({ varies }) => varies) ? formula.read(longest) : longest({});
}

/** Undefined for what is no number: resolvers take an explicit null for the default. */
function lengthOf(value: unknown): number | undefined {
  return typeof value === 'number' && !Number.isNaN(value)
    ? counted(Math.max(0, Math.floor(value)))
    : undefined;
}

/** What is left to its default costs nothing. */
export function inputsIn(node: FieldNode, { inputs }: FieldCost, formula: Formula): Amount[] {
  const amounts: Amount[] = [];
  for (const [name, input] of inputs) {
    const { read, varies } = readerOf(valueOf(node, name));
    const cost = (values: Values) => Math.max(0, inputCost(read(values), input));
    amounts.push(varies ? formula.read(cost) : cost({}));
  }
  return amounts;
}

/** A list costs what its items cost. */
function inputCost(value: unknown, input: InputCost): number {
  if (value == null) return 0;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + inputCost(item, input), 0);
  let cost = input.weight;
  if (typeof value !== 'object') return cost;
  for (const [name, field] of input.fields) {
    if (Object.hasOwn(value, name)) cost += inputCost((value as Values)[name], field);
  }
  return cost;
}

function valueOf(node: FieldNode, argument: string): ValueNode | undefined {
  return node.arguments?.find(({ name }) => name.value === argument)?.value;
}

/** Whether the variables matter, and the value, undefined for what is not given. */
interface Reader<Value> {
  readonly varies: boolean;
  readonly read: (values: Values) => Value;
}

function readerOf(node: ValueNode | undefined): Reader<unknown> {
  if (node === undefined) return { varies: false, read: () => undefined };
  if (node.kind === Kind.VARIABLE) {
    const variable = node.name.value;
    return { varies: true, read: (values) => values[variable] };
  }
  if (hasVariables(node)) return { varies: true, read: (values) => valueFromASTUntyped(node, values) };
  const value = valueFromASTUntyped(node);
  return { varies: false, read: () => value };
}

function hasVariables(value: ValueNode): boolean {
  let has = false;
  visit(value, { Variable: () => void (has = true) });
  return has;
}
