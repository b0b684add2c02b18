/** An operation that a client has registered. */
import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  TokenKind,
  type VariableDefinitionNode,
} from 'graphql';
import { sha256 } from './normal-form';

export interface Operation {
  readonly client: string;
  /** What it is asked for by: SHA-256 of the body in hexadecimal digits, unless a manifest gives another. */
  readonly id: string;
  readonly name: string;
  readonly kind: OperationTypeNode;
  /** The text that is executed, with the fragments that it uses. */
  readonly body: string;
  /** The body, parsed; what it says about places is about the file. */
  readonly document: DocumentNode;
  readonly variables: readonly VariableDefinitionNode[];
  /** From the comment before it, or its description: Markdown. */
  readonly description: string | undefined;
  /** Values of its variables, as the parameters of a URL: the comment's line `Example: province=27&period=2022`. */
  readonly example: string | undefined;
  readonly file: string;
}

interface OperationText {
  readonly client: string;
  readonly file: string;
  readonly document: DocumentNode;
  readonly body: string;
  readonly id?: string | undefined;
}

/** A text where it is not one operation with a name: what is wrong with it. */
export function operationFrom({ document, body, id, client, file }: OperationText): Operation | string {
  const found = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const [definition] = found;
  if (definition === undefined || found.length > 1)
    return `It holds ${found.length} operations. Expected one.`;
  if (definition.name === undefined)
    return 'Its operation has no name. Expected one, such as `query Districts { … }`.';
  const lines = linesAbout(definition);
  const example = lines.find((line) => EXAMPLE.test(line));
  const description = lines
    .filter((line) => line !== example)
    .join('\n')
    .trim();
  return {
    client,
    id: id ?? sha256(body),
    name: definition.name.value,
    kind: definition.operation,
    body,
    document,
    variables: definition.variableDefinitions ?? [],
    description: description === '' ? undefined : description,
    example: example?.replace(EXAMPLE, ''),
    file,
  };
}

const EXAMPLE = /^example:\s*\??/i;

function linesAbout({ description, loc }: OperationDefinitionNode): string[] {
  const lines = (description?.value ?? '').split('\n');
  const comment: string[] = [];
  let below = loc?.startToken;
  // A blank line ends it: what is above is about the file.
  for (
    let token = below?.prev;
    below !== undefined && token?.kind === TokenKind.COMMENT;
    token = token.prev
  ) {
    if (token.line !== below.line - 1) break;
    comment.unshift(token.value.replace(/^ /, '').trimEnd());
    below = token;
  }
  return [...comment, ...lines];
}
