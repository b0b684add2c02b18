/** What the arguments of a field add to its cost: how long its lists are, and what they cost themselves. */
import { type FieldNode, Kind, type ValueNode, valueFromASTUntyped, visit } from 'graphql';
import type { Amount, Formula, Values } from './cost-formula';
import type { FieldCost, InputCost, ListSize } from './cost-model';
import { counted } from './limit-breach';

/** The longest that a slicing argument says; without any that does, the assumed size, or the one of lists that say nothing. */
export function sizeIn(
  node: FieldNode,
  size: ListSize | undefined,
  standard: number,
  formula: Formula,
): Amount {
  const assumed = size?.assumedSize ?? standard;
  const readers = (size?.slicing ?? []).map(({ name, standard: otherwise }) => {
    const value = valueOf(node, name);
    const read = (values: Values) => {
      const given = value && valueFromASTUntyped(value, values);
      return lengthOf(given) ?? lengthOf(otherwise);
    };
    return { read, varies: value !== undefined && hasVariables(value) };
  });
  const longest = (values: Values): number => {
    const lengths = readers.flatMap(({ read }) => read(values) ?? []);
    return lengths.length === 0 ? assumed : Math.max(...lengths);
  };
  return readers.some(({ varies }) => varies) ? formula.read(longest) : longest({});
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
    const value = valueOf(node, name);
    if (value === undefined) continue;
    const cost = (values: Values) => Math.max(0, inputCost(valueFromASTUntyped(value, values), input));
    amounts.push(hasVariables(value) ? formula.read(cost) : cost({}));
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

function hasVariables(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  let has = false;
  visit(value, { Variable: () => void (has = true) });
  return has;
}
