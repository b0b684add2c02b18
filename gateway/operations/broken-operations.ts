/** Which registered operations another supergraph would break. */
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { getNamedType, type GraphQLInputType, isInputObjectType, isInputType, typeFromAST } from 'graphql';
import type { Client, Grants } from '../identity/client';
import { checkOperation, type Graph, lineOf, withheldFields } from './check-operation';
import type { Operation } from './operation';
import { fieldsSelected } from './selected-fields';

export type OperationHolder = Pick<Client, 'costBudget'> & Grants;

export interface BrokenOperation {
  readonly operation: Operation;
  readonly reasons: readonly string[];
}

/**
 * An operation breaks when it no longer fits; when a field that it selects is given in another type, such as one that may be null where it
 * was not, or may no longer be seen by its client; and when what its variables may hold becomes less.
 * @param holderOf what the client of an operation may spend on one, undefined: as much as everybody, and what it may see
 */
export async function brokenOperations(
  operations: readonly Operation[],
  before: Graph,
  after: Graph,
  holderOf: (client: string) => OperationHolder,
): Promise<BrokenOperation[]> {
  const changes = await breakingChanges(before, after);
  return operations
    .map((operation) => {
      const holder = holderOf(operation.client);
      const faults = checkOperation(operation, after, holder.costBudget);
      const reasons =
        faults.length > 0
          ? faults
          : [...reasonsIn(operation, before, changes), ...newlyWithheld(operation, before, after, holder)];
      return { operation, reasons };
    })
    .filter(({ reasons }) => reasons.length > 0);
}

export function linesOf(broken: readonly BrokenOperation[]): string[] {
  return broken.flatMap(({ operation, reasons }) => reasons.map((reason) => lineOf(operation, reason)));
}

/** By the coordinate in the schema: `Kpi.value`, `KpiFilter.codes`, `Level.PROVINCE`. */
type Changes = ReadonlyMap<string, readonly string[]>;

async function breakingChanges(before: Graph, after: Graph): Promise<Changes> {
  const found = new Map<string, string[]>();
  for (const { path, message, criticality } of await diff(before.schema, after.schema)) {
    if (path === undefined || criticality.level !== CriticalityLevel.Breaking) continue;
    found.set(path, [...(found.get(path) ?? []), `${message}.`]);
  }
  return found;
}

/** Of an operation that is valid after the changes as well: what validation does not see. */
function reasonsIn(operation: Operation, { schema }: Graph, changes: Changes): string[] {
  const fields = fieldsSelected(operation.document, schema).map((pair) => pair.join('.'));
  const inputs = inputTypes(
    operation.variables.flatMap(({ type }) => {
      const found = typeFromAST(schema, type);
      return isInputType(found) ? [found] : [];
    }),
  );
  const isUsed = (path: string) => fields.includes(path) || inputs.has(path.split('.')[0] ?? '');
  return [...changes].flatMap(([path, messages]) => (isUsed(path) ? messages : []));
}

function newlyWithheld(operation: Operation, before: Graph, after: Graph, grants: Grants): string[] {
  const already = new Set(withheldFields(operation, before, grants));
  return withheldFields(operation, after, grants)
    .filter((field) => !already.has(field))
    .map((field) => `The client may no longer see ${field}: it lacks a scope or a policy.`);
}

/** The names of the types, and of those within them. */
function inputTypes(types: readonly GraphQLInputType[], found = new Set<string>()): Set<string> {
  for (const type of types.map((one) => getNamedType(one))) {
    if (found.has(type.name)) continue;
    found.add(type.name);
    if (isInputObjectType(type)) {
      inputTypes(
        Object.values(type.getFields()).map((field) => field.type),
        found,
      );
    }
  }
  return found;
}
