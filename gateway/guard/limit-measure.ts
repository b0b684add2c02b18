/** Measures a document as if its fragments were spelled out, without doing so: each fragment is measured once. */
import { type DocumentNode, type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import { fragmentsIn } from '../execution/operation-parts';
import { counted } from './limit-breach';

export interface Measure {
  /** Levels of fields. `ofType`, which only unwraps a type of the schema, is none. */
  readonly depth: number;
  readonly fields: number;
  /** Fields that ask for the schema, and aliases within. */
  readonly introspections: number;
  /** Fields of the first level. */
  readonly rootFields: number;
  /** Selection sets within each other, those of fragments too; at most MOST_LEVELS. */
  readonly levels: number;
}

/** What is deeper would not fit the stack, here or in validation. */
export const MOST_LEVELS = 400;

const NOTHING: Measure = { depth: 0, fields: 0, introspections: 0, rootFields: 0, levels: 0 };

/** The most that any operation of the document has, and any fragment, spread or not; fields of all operations, and aliases as they are written. */
export function measureDocument(document: DocumentNode): Measure & { readonly aliases: number } {
  const definitions = fragmentsIn(document);
  const measured = new Map<string, Measure>();
  let aliases = 0;
  let level = 0;

  /** One that is unknown, or is being measured already, is nothing: validation refuses both. */
  function fragment(name: string): Measure {
    const known = measured.get(name);
    if (known !== undefined) return known;
    measured.set(name, NOTHING);
    const definition = definitions.get(name);
    if (definition === undefined) return NOTHING;
    const measure = selections(definition.selectionSet, isOfSchema(definition.typeCondition.name.value));
    measured.set(name, measure);
    return measure;
  }

  function selections({ selections: nodes }: SelectionSetNode, inSchema: boolean): Measure {
    if (level >= MOST_LEVELS) return { ...NOTHING, levels: MOST_LEVELS };
    level++;
    const total = nodes.reduce((sum, node) => {
      if (node.kind === Kind.FIELD) return added(sum, field(node, inSchema));
      if (node.kind === Kind.FRAGMENT_SPREAD) return added(sum, fragment(node.name.value));
      const type = node.typeCondition?.name.value;
      return added(sum, selections(node.selectionSet, inSchema || (type !== undefined && isOfSchema(type))));
    }, NOTHING);
    level--;
    return { ...total, levels: Math.min(total.levels + 1, MOST_LEVELS) };
  }

  function field({ name: { value: name }, alias, selectionSet }: FieldNode, inSchema: boolean): Measure {
    const asksSchema = name === '__schema' || name === '__type';
    if (alias !== undefined) aliases++;
    const below = selectionSet === undefined ? NOTHING : selections(selectionSet, inSchema || asksSchema);
    return {
      depth: below.depth + (inSchema && name === 'ofType' ? 0 : 1),
      fields: counted(below.fields + 1),
      introspections: counted(
        below.introspections + (asksSchema || (inSchema && alias !== undefined) ? 1 : 0),
      ),
      rootFields: 1,
      levels: below.levels,
    };
  }

  let most = NOTHING;
  let operationFields = 0;
  for (const node of document.definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION) {
      const operation = selections(node.selectionSet, false);
      operationFields = counted(operationFields + operation.fields);
      most = larger(most, operation);
    } else if (node.kind === Kind.FRAGMENT_DEFINITION) {
      most = larger(most, { ...fragment(node.name.value), rootFields: 0 });
    }
  }
  return { ...most, fields: Math.max(most.fields, operationFields), aliases };
}

/** Its fields are about the schema itself, and no other type may be named so. */
function isOfSchema(type: string): boolean {
  return type.startsWith('__');
}

/** Both side by side. */
function added(one: Measure, other: Measure): Measure {
  return {
    depth: Math.max(one.depth, other.depth),
    levels: Math.max(one.levels, other.levels),
    fields: counted(one.fields + other.fields),
    introspections: counted(one.introspections + other.introspections),
    rootFields: counted(one.rootFields + other.rootFields),
  };
}

function larger(one: Measure, other: Measure): Measure {
  return {
    depth: Math.max(one.depth, other.depth),
    levels: Math.max(one.levels, other.levels),
    fields: Math.max(one.fields, other.fields),
    introspections: Math.max(one.introspections, other.introspections),
    rootFields: Math.max(one.rootFields, other.rootFields),
  };
}
