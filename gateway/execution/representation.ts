/** Writes the representation of an entity, `{"__typename": …, keys and required fields}`, as a fetch's `requires` asks for it. */
import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { type Data, isData, reader } from './data';
import { isOfType } from './type-condition';

/** The representation as JSON; undefined where the object lacks a field, or is of none of the types asked for. */
export type RepresentationWriter = (data: Data) => string | undefined;

interface Context {
  readonly schema: GraphQLSchema;
}

type ValueWriter = (value: unknown) => string;

interface WrittenField {
  readonly name: string;
  /** `"name":`, after rewriting. */
  readonly label: string;
  readonly read: (data: Data) => unknown;
  readonly write: ValueWriter;
}

/** Fields that hold only together: a fragment with a missing field counts as a whole as not there. */
type Group = readonly WrittenField[];

export function representationWriter(
  requires: readonly QueryPlanSelectionNode[],
  rewrites: readonly FetchDataRewrite[],
  schema: GraphQLSchema,
  keys: ReadonlySet<string>,
): RepresentationWriter {
  const write = objectWriter(requires, rewrites, { schema }, keys);
  // Without a type no subgraph knows what it is asked for.
  return (data) => (typeof data.__typename === 'string' ? write(data) : undefined);
}

/** An object's fields depend on its type, and each type is worked out once. */
function objectWriter(
  selections: readonly QueryPlanSelectionNode[],
  rewrites: readonly FetchDataRewrite[],
  context: Context,
  keys?: ReadonlySet<string>,
): RepresentationWriter {
  const writers = new Map<unknown, RepresentationWriter>();
  return (data) => {
    const type = data.__typename;
    let writer = writers.get(type);
    if (writer === undefined) {
      writer = groupsWriter(groupsOf(selections, rewrites, type, context), keys);
      writers.set(type, writer);
    }
    return writer(data);
  };
}

/** Where keys are named, an object is none of the entities asked for without at least one of them. */
function groupsWriter(groups: readonly Group[], keys: ReadonlySet<string> | undefined): RepresentationWriter {
  const isKeyed = (fields: Group) => keys === undefined || fields.some(({ name }) => keys.has(name));
  const [only] = groups;
  if (only === undefined || !groups.some(isKeyed)) return () => undefined;
  if (groups.length === 1) return (data) => writeFields(only, data);
  return (data) => {
    const whole = groups.filter((group) => group.every(({ read }) => read(data) !== undefined)).flat();
    const fields = [...new Map(whole.map((field) => [field.label, field])).values()];
    return isKeyed(fields) ? writeFields(fields, data) : undefined;
  };
}

function writeFields(fields: Group, data: Data): string | undefined {
  let text = '';
  for (const { label, read, write } of fields) {
    const value = read(data);
    if (value === undefined) return undefined;
    text += (text === '' ? label : `,${label}`) + write(value);
  }
  return `{${text}}`;
}

function groupsOf(
  selections: readonly QueryPlanSelectionNode[],
  rewrites: readonly FetchDataRewrite[],
  type: unknown,
  context: Context,
): Group[] {
  const applying = rewrites.flatMap((rewrite) => withoutConditions(rewrite, type, context));
  const fields: WrittenField[] = [];
  const fragments: Group[] = [];
  for (const selection of selections) {
    if (selection.kind === 'Field') fields.push(fieldWriter(selection, applying, context));
    else if (
      selection.typeCondition === undefined ||
      isOfType(context.schema, type, selection.typeCondition)
    ) {
      fragments.push(...groupsOf(selection.selections, rewrites, type, context));
    }
  }
  return fields.length === 0 ? fragments : [fields, ...fragments];
}

function fieldWriter(
  field: Extract<QueryPlanSelectionNode, { kind: 'Field' }>,
  rewrites: readonly FetchDataRewrite[],
  context: Context,
): WrittenField {
  const name = field.alias ?? field.name;
  let label = name;
  let write =
    field.selections === undefined
      ? writeJson
      : valueWriter(field.selections, below(name, rewrites), context);
  for (const rewrite of rewrites) {
    if (rewrite.path.length !== 1 || rewrite.path[0] !== name) continue;
    if (rewrite.kind === 'KeyRenamer') label = rewrite.renameKeyTo;
    else {
      const constant = JSON.stringify(rewrite.setValueTo);
      write = () => constant;
    }
  }
  return { name, label: `${JSON.stringify(label)}:`, read: reader(name), write };
}

function writeJson(value: unknown): string {
  return JSON.stringify(value);
}

function valueWriter(
  selections: readonly QueryPlanSelectionNode[],
  rewrites: readonly FetchDataRewrite[],
  context: Context,
): ValueWriter {
  const writeObject = objectWriter(selections, rewrites, context);
  return function write(value): string {
    if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
    return isData(value) ? (writeObject(value) ?? 'null') : 'null';
  };
}

const CONDITION = '... on ';

/** The rewrite as it applies to an object of that type, its leading type conditions taken off. */
function withoutConditions(
  rewrite: FetchDataRewrite,
  type: unknown,
  { schema }: Context,
): FetchDataRewrite[] {
  let { path } = rewrite;
  while (path[0]?.startsWith(CONDITION) === true) {
    if (type !== undefined && !isOfType(schema, type, path[0].slice(CONDITION.length))) return [];
    path = path.slice(1);
  }
  return [{ ...rewrite, path }];
}

function below(name: string, rewrites: readonly FetchDataRewrite[]): FetchDataRewrite[] {
  return rewrites
    .filter(({ path }) => path.length > 1 && path[0] === name)
    .map((rewrite) => ({ ...rewrite, path: rewrite.path.slice(1) }));
}
