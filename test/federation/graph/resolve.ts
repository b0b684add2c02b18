/** One resolver for every field of every schema over the test graph: with one truth, answers differ only by the gateway. */
import {
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  getNamedType,
  isLeafType,
  isNonNullType,
} from 'graphql';
import { computed } from './computed';
import { type Row, rowOf } from './records';
import type { World } from './world';

/** What a field resolves to, before its value is completed. */
export interface Resolution {
  readonly schema: GraphQLSchema;
  readonly parentType: GraphQLObjectType;
  readonly fieldName: string;
  readonly returnType: GraphQLOutputType;
  readonly row: Row;
  readonly args: Readonly<Record<string, unknown>>;
}

export interface Context {
  readonly world: World;
  /** Fields that are not to throw. */
  readonly steady: ReadonlySet<string>;
  /** What `@requires` names for a field: in a subgraph from the representation, in the merged schema from the records. */
  needs(resolution: Resolution): Readonly<Record<string, unknown>>;
}

/** Says that a fault was injected. */
export class Fault extends Error {}

export const fieldResolver: GraphQLFieldResolver<Row | undefined, Context, Record<string, unknown>> = (
  source,
  args,
  context,
  info,
) => resolve({ ...info, row: source ?? rowOf(info.parentType.name), args }, context);

export const typeResolver: GraphQLTypeResolver<Row, Context> = ({ __typename }) => __typename;

/** @throws Fault where the faults say so */
export function resolve(resolution: Resolution, context: Context): unknown {
  const { fieldName, returnType, row } = resolution;
  const steady = context.steady.has(fieldName);
  const outcome = context.world.faults(row.id, fieldName);
  if (outcome === 'throw' && !steady) throw new Fault(`${row.id}.${fieldName} fails`);
  if (outcome !== 'value' && !(steady && isNonNullType(returnType))) return null;
  const value = compute(resolution, context) ?? null;
  return steady ? linked(value, returnType) : faulty(linked(value, returnType), fieldName, row, context);
}

function compute(resolution: Resolution, context: Context): unknown {
  const { parentType, fieldName, row, args } = resolution;
  for (const { name } of [parentType, ...parentType.getInterfaces()]) {
    const rule = computed[`${name}.${fieldName}`];
    if (rule !== undefined)
      return rule({ row, args, needs: context.needs(resolution), world: context.world });
  }
  return row[fieldName];
}

/** Rows in place of their ids. */
function linked(value: unknown, type: GraphQLOutputType): unknown {
  if (isLeafType(getNamedType(type))) return value;
  if (Array.isArray(value)) return value.map((item) => linked(item, type));
  return typeof value === 'string' ? rowOf(value) : value;
}

/** A list's items fail as fields do. */
function faulty(value: unknown, path: string, row: Row, context: Context): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item: unknown, index) => {
    const here = `${path}.${index}`;
    const outcome = context.world.faults(row.id, here);
    if (outcome === 'throw') return new Fault(`${row.id}.${here} fails`);
    return outcome === 'null' ? null : faulty(item, here, row, context);
  });
}
