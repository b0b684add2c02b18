/** The fields of an operation that not everybody may see. They are left out before planning, and null in the answer. */
import {
  type DocumentNode,
  type GraphQLSchema,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type AccessRules, mayFulfil, type Requirement, type Viewer } from './access-rules';
import { TYPE_NAME } from './conditions';

/** Says of a field whether it is withheld. */
export type Withheld = (type: string, field: string) => boolean;

export const NOTHING_WITHHELD: Withheld = () => false;

/** The requirements that fields of the document have, each once. */
export function requirementsIn(
  document: DocumentNode,
  schema: GraphQLSchema,
  rules: AccessRules,
): readonly Requirement[] {
  const found = new Map<string, Requirement>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        const requirement = rules.requirementOf(types.getParentType()?.name ?? '', name.value);
        if (requirement !== undefined) found.set(JSON.stringify(requirement), requirement);
      },
    }),
  );
  return [...found.values()];
}

export function withheldFrom(viewer: Viewer | undefined, rules: AccessRules): Withheld {
  return (type, field) => {
    const requirement = rules.requirementOf(type, field);
    return requirement !== undefined && !mayFulfil(requirement, viewer);
  };
}

/** The document without the fields that are withheld. */
export function withoutWithheld(
  document: DocumentNode,
  schema: GraphQLSchema,
  isWithheld: Withheld,
): DocumentNode {
  if (isWithheld === NOTHING_WITHHELD) return document;
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => (isWithheld(types.getParentType()?.name ?? '', name.value) ? null : undefined),
      SelectionSet: {
        leave: (node): SelectionSetNode | undefined =>
          node.selections.length === 0 ? { ...node, selections: [TYPE_NAME] } : undefined,
      },
    }),
  );
}
