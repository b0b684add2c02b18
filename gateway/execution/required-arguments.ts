/**
 * Fields that `@requires` the same field with different arguments, as in `price(currency: "VND")` and `price(currency: "USD")`. A
 * plan knows a required field by its name alone, so that these must not be in one plan: the operation is planned in parts.
 */
import {
  type DocumentNode,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { withFragmentsInPlace } from './fragments-in-place';
import { fieldSetsOf } from './plan-keys';

/** Each field's name → the required field → how it is asked for; only those that differ somewhere. */
export type RequiredArguments = ReadonlyMap<string, ReadonlyMap<string, string>>;

export function requiredArguments(supergraph: GraphQLSchema): RequiredArguments {
  const all = new Map<string, Map<string, string>>();
  const forms = new Map<string, Set<string>>();
  for (const type of Object.values(supergraph.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const required = new Map<string, string>();
      for (const fieldSet of fieldSetsOf(field.astNode, 'join__field', 'requires')) {
        visit(parse(`{ ${fieldSet} }`), {
          Field({ kind, name, arguments: given = [] }) {
            const form = print({ kind, name, arguments: given });
            required.set(name.value, form);
            forms.set(name.value, (forms.get(name.value) ?? new Set()).add(form));
          },
        });
      }
      all.set(field.name, new Map([...(all.get(field.name) ?? []), ...required]));
    }
  }
  const differing = new Map<string, Map<string, string>>();
  for (const [field, required] of all) {
    const kept = [...required].filter(([name]) => (forms.get(name)?.size ?? 0) > 1);
    if (kept.length > 0) differing.set(field, new Map(kept));
  }
  return differing;
}

/** The operation in parts without a conflict; the document itself when there is none. */
export function withoutConflicts(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  required: RequiredArguments,
): readonly DocumentNode[] {
  if (required.size === 0 || operation.operation !== OperationTypeNode.QUERY) return [document];
  const expanded = withFragmentsInPlace(document, operation);
  const parts = partsOf(expanded, required);
  const count = Math.max(0, ...parts.values()) + 1;
  if (count === 1) return [document];
  return Array.from({ length: count }, (_, part) => ({
    kind: Kind.DOCUMENT,
    definitions: [only(expanded, parts, part)],
  }));
}

/** The part of each field with required arguments: the first in which nothing is asked for otherwise. */
function partsOf(operation: OperationDefinitionNode, required: RequiredArguments): Map<string, number> {
  const parts = new Map<string, number>();
  const taken: Map<string, string>[] = [];
  visit(operation, {
    Field({ name: { value: field } }) {
      const asked = required.get(field);
      if (asked === undefined || parts.has(field)) return;
      let part = taken.findIndex((forms) =>
        [...asked].every(([name, form]) => (forms.get(name) ?? form) === form),
      );
      if (part < 0) part = taken.push(new Map()) - 1;
      for (const [name, form] of asked) taken[part]?.set(name, form);
      parts.set(field, part);
    },
  });
  return parts;
}

/** The first part has all fields but those of others; others have their own fields, and what leads there. */
function only(
  operation: OperationDefinitionNode,
  parts: ReadonlyMap<string, number>,
  part: number,
): OperationDefinitionNode {
  return visit(operation, {
    Field: {
      enter(node) {
        const own = parts.get(node.name.value) ?? 0;
        // What is below a field of a part goes with it.
        if (own === part) return own === 0 ? undefined : false;
        return part === 0 || node.selectionSet === undefined || own !== 0 ? null : undefined;
      },
      leave: (node) => (isEmpty(node) ? null : undefined),
    },
    InlineFragment: { leave: (node) => (isEmpty(node) ? null : undefined) },
  });
}

function isEmpty({ selectionSet }: { readonly selectionSet?: SelectionSetNode | undefined }): boolean {
  return selectionSet?.selections.length === 0;
}
