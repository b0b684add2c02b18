/** What an operation says of its variables: their defaults, and what is left out by them. */
import { type DirectiveNode, Kind, type OperationDefinitionNode, valueFromASTUntyped } from 'graphql';
import type { Amount, Formula, Values } from './cost-formula';

/** Puts the operation's own defaults in place of what the client does not give. */
export function withDefaults(
  total: (variables: Values) => number,
  { variableDefinitions = [] }: OperationDefinitionNode,
): (variables: Values) => number {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)] as const],
  );
  if (defaults.length === 0) return total;
  const standard: Values = Object.fromEntries(defaults);
  return (given) =>
    total(defaults.every(([name]) => given[name] !== undefined) ? given : { ...standard, ...given });
}

/** What is left out costs nothing. */
export function withCondition(
  amount: Amount,
  { name, arguments: given }: DirectiveNode,
  formula: Formula,
): Amount {
  if (name.value !== 'skip' && name.value !== 'include') return amount;
  const leavesOut = name.value === 'skip';
  const condition = given?.find((argument) => argument.name.value === 'if')?.value;
  if (condition?.kind === Kind.BOOLEAN) return condition.value === leavesOut ? 0 : amount;
  if (condition?.kind !== Kind.VARIABLE) return amount;
  const variable = condition.name.value;
  return formula.onlyIf((values) => values[variable] !== leavesOut, amount);
}
