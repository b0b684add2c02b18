/** One text for all documents that ask the same in other words: see normalForm. */
import { createHash } from 'node:crypto';
import {
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { fragmentsIn } from '../execution/operation-parts';

/**
 * The same for all documents that differ only by white space, comments, descriptions, and the order of definitions, variables, fields,
 * fragments, arguments and the fields of input objects. The order matters of a mutation's root fields, which are executed one after
 * another, of the directives of one node, and of the values in a list. A hash: the form itself is for nobody to read.
 */
export function normalForm(document: DocumentNode): string {
  const inOrder = new Set(document.definitions.flatMap((node) => executedInOrder(node, document)));
  return sha256(formOf(document, inOrder));
}

/** Of no meaning for what is executed. */
const UNSAID: ReadonlySet<string> = new Set(['loc', 'description', 'block']);
/** Lists of nodes whose order has no meaning. */
const UNORDERED: ReadonlySet<string> = new Set([
  ...['definitions', 'variableDefinitions', 'selections', 'arguments', 'fields'],
]);

function formOf(node: ASTNode, inOrder: ReadonlySet<ASTNode>): string {
  const parts = Object.entries(node).map(([name, value]: [string, unknown]) => {
    if (UNSAID.has(name) || value === undefined) return '';
    if (isNode(value)) return `${name}:${formOf(value, inOrder)}`;
    if (!Array.isArray(value)) return `${name}:${JSON.stringify(value)}`;
    const forms = value.filter(isNode).map((item) => formOf(item, inOrder));
    if (UNORDERED.has(name) && !inOrder.has(node)) forms.sort();
    return forms.length === 0 ? '' : `${name}:[${forms.join()}]`;
  });
  return `{${parts.filter((part) => part !== '').join()}}`;
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** The root fields of a mutation, and the fragments among them. */
function executedInOrder(node: ASTNode, document: DocumentNode): SelectionSetNode[] {
  if (node.kind !== Kind.OPERATION_DEFINITION || node.operation !== OperationTypeNode.MUTATION) return [];
  const fragments = fragmentsIn(document);
  const found = new Set<SelectionSetNode>([node.selectionSet]);
  // What is added is looked at in its turn, and only once, whatever circle the fragments make.
  for (const { selections } of found) {
    for (const selection of selections) {
      const set = rootSelections(selection, fragments);
      if (set !== undefined) found.add(set);
    }
  }
  return [...found];
}

function rootSelections(
  selection: SelectionSetNode['selections'][number],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): SelectionSetNode | undefined {
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection.selectionSet;
  return selection.kind === Kind.FRAGMENT_SPREAD
    ? fragments.get(selection.name.value)?.selectionSet
    : undefined;
}

/** Descriptions of operations, variables and fragments: not all that read GraphQL know them. */
export function withoutDescriptions(document: DocumentNode): DocumentNode {
  return visit(document, { StringValue: (_, key) => (key === 'description' ? null : undefined) });
}

/** In hexadecimal digits, as Apollo's clients identify a document. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
