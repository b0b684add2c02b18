/**
 * `@skip` and `@include` decided before planning: Apollo's planner merges a field that is skipped with one that is not, and asks for
 * both. An operation with few conditions by variable is planned for each of their values; one with many keeps those to the planner.
 */
import {
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

type Values = Readonly<Record<string, unknown>>;

/** The variables that `@skip` and `@include` ask for, in the document's order. */
export function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      const condition = conditionOf(node);
      if (condition?.kind === Kind.VARIABLE) names.add(condition.name.value);
    },
  });
  return [...names];
}

/** The document without what these values, and conditions that are literal, leave out, and without those conditions. */
export function decided(document: DocumentNode, values: Values): DocumentNode {
  const selections = (node: SelectionSetNode): SelectionSetNode => {
    const kept = node.selections.flatMap((selection) => {
      const verdicts = (selection.directives ?? []).map((directive) => verdict(directive, values));
      if (verdicts.includes(false)) return [];
      return [withoutDecided(selection, verdicts)];
    });
    return { ...node, selections: kept.length === 0 ? [TYPE_NAME] : kept };
  };
  return hasConditions(document) ? visit(document, { SelectionSet: { leave: selections } }) : document;
}

/** In place of nothing, which GraphQL cannot say; no client sees it. */
export const TYPE_NAME: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function hasConditions(document: DocumentNode): boolean {
  let has = false;
  visit(document, { Directive: (node) => void (has ||= conditionOf(node) !== undefined) });
  return has;
}

function withoutDecided(selection: SelectionNode, verdicts: readonly (boolean | undefined)[]): SelectionNode {
  const { directives = [] } = selection;
  return { ...selection, directives: directives.filter((_, index) => verdicts[index] === undefined) };
}

/** Whether the directive lets its selection through; undefined when it does not say yet. */
function verdict(directive: DirectiveNode, values: Values): boolean | undefined {
  const condition = conditionOf(directive);
  const value =
    condition?.kind === Kind.BOOLEAN
      ? condition.value
      : condition?.kind === Kind.VARIABLE
        ? values[condition.name.value]
        : undefined;
  return typeof value === 'boolean' ? value === (directive.name.value === 'include') : undefined;
}

function conditionOf({ name, arguments: given = [] }: DirectiveNode) {
  if (name.value !== 'skip' && name.value !== 'include') return undefined;
  return given.find(({ name: { value: argument } }) => argument === 'if')?.value;
}
