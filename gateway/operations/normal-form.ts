/** One text for all documents that are the same but for white space, comments, descriptions and the order of their definitions. */
import { createHash } from 'node:crypto';
import { type DefinitionNode, type DocumentNode, Kind, print, visit } from 'graphql';

export function normalForm(document: DocumentNode): string {
  const definitions = document.definitions.map((node) => [sortKey(node), node] as const);
  definitions.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  return print(withoutDescriptions({ ...document, definitions: definitions.map(([, node]) => node) }));
}

function sortKey(node: DefinitionNode): string {
  const isNamed = node.kind === Kind.OPERATION_DEFINITION || node.kind === Kind.FRAGMENT_DEFINITION;
  return `${node.kind} ${isNamed ? (node.name?.value ?? '') : ''}`;
}

/** Descriptions of operations, variables and fragments: not all that read GraphQL know them. */
export function withoutDescriptions(document: DocumentNode): DocumentNode {
  return visit(document, { StringValue: (_, key) => (key === 'description' ? null : undefined) });
}

/** In hexadecimal digits, as Apollo's clients identify a document. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
