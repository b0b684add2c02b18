/** What an operation returns, as a tree of fields, its fragments spelled out. */
import {
  type FieldNode,
  getNamedType,
  getOperationAST,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
} from 'graphql';
import { fragmentsIn } from '../execution/operation-parts';
import type { Operation } from './operation';

export interface ResponseField {
  readonly name: string;
  /** In GraphQL's notation. */
  readonly type: string;
  /** The first sentence of its description. */
  readonly description: string;
  /** The type of object that alone has it; absent: all have it. */
  readonly on?: string;
  readonly fields: readonly ResponseField[];
}

interface Part {
  readonly set: SelectionSetNode;
  readonly type: GraphQLNamedType;
  readonly on?: string;
}

/** The operation is valid. */
export function responseTree({ document, kind }: Operation, schema: GraphQLSchema): ResponseField[] {
  const fragments = fragmentsIn(document);
  const operation = getOperationAST(document);
  const type = schema.getRootType(kind);
  return operation == null || type == null ? [] : fieldsOf([{ set: operation.selectionSet, type }]);

  /** The parts have one place in the answer. */
  function fieldsOf(parts: readonly Part[]): ResponseField[] {
    const found = new Map<string, { node: FieldNode; part: Part; sets: SelectionSetNode[] }>();
    for (const part of parts) {
      for (const [node, within] of flattened(part)) {
        const key = `${within.on ?? ''} ${(node.alias ?? node.name).value}`;
        const same = found.get(key);
        const sets = node.selectionSet === undefined ? [] : [node.selectionSet];
        if (same === undefined) found.set(key, { node, part: within, sets });
        else same.sets.push(...sets);
      }
    }
    return [...found.values()].map(({ node, part, sets }) => fieldOf(node, part, sets));
  }

  function fieldOf(node: FieldNode, { type: parent, on }: Part, sets: SelectionSetNode[]): ResponseField {
    const name = node.name.value;
    const own = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    const field = own ?? (name === '__typename' ? TypeNameMetaFieldDef : undefined);
    const named = field && getNamedType(field.type);
    return {
      name: (node.alias ?? node.name).value,
      type: String(field?.type ?? 'the schema'),
      description: firstSentence(field?.description ?? ''),
      ...(on === undefined ? {} : { on }),
      fields: named === undefined ? [] : fieldsOf(sets.map((set) => ({ set, type: named }))),
    };
  }

  function flattened(part: Part): (readonly [FieldNode, Part])[] {
    return part.set.selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [[node, part] as const];
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
      if (fragment === undefined) return [];
      const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
      return flattened({ ...narrowed(part, condition), set: fragment.selectionSet });
    });
  }

  /** A condition that all objects of the type meet says nothing. */
  function narrowed(part: Part, condition: GraphQLNamedType | undefined): Part {
    const { type: from } = part;
    const isMet = isAbstractType(condition) && isObjectType(from);
    const isWider = isAbstractType(condition) && isInterfaceType(from) && schema.isSubType(condition, from);
    if (condition === undefined || condition === from || isMet || isWider) return part;
    return { ...part, type: condition, on: condition.name };
  }
}

/** On one line. */
export function firstSentence(text: string): string {
  const [line = ''] = text.trim().split(/\n\s*\n/);
  const [sentence = ''] = line.replace(/\s+/g, ' ').split(/(?<=\.) (?=\p{Lu})/u);
  return sentence;
}
