/** Runs a subgraph's operations by a call: each document is parsed and validated once. */
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Answer } from './answer';
import type { Execute } from './execute';

/** The text of the documents that are kept; a parsed one takes some twenty times as much. */
const MOST_TEXT_CHARACTERS = 2_097_152;

type Document = { readonly document: DocumentNode } | { readonly faults: readonly GraphQLError[] };

export function directExecution(
  schema: GraphQLSchema,
  execute: Execute,
  formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError,
): (text: string, variables: Record<string, unknown>, context: object) => Promise<Answer> {
  const documents = new LRUCache<string, Document>({
    maxSize: MOST_TEXT_CHARACTERS,
    sizeCalculation: (_, text) => Math.max(1, text.length),
  });

  function documentOf(text: string): Document {
    let known = documents.get(text);
    if (known === undefined) documents.set(text, (known = validDocument(schema, text)));
    return known;
  }

  return async (text, variables, context) => {
    const known = documentOf(text);
    const { result, release } =
      'faults' in known
        ? { result: { errors: known.faults }, release: undefined }
        : await execute({ document: known.document, variables }, context);
    const { data, errors } = { data: undefined, ...result };
    return {
      ...(data === undefined ? {} : { data }),
      ...(errors === undefined ? {} : { errors: errors.map((error) => formatError(error.toJSON(), error)) }),
      ...(release === undefined ? {} : { release }),
    };
  };
}

function validDocument(schema: GraphQLSchema, text: string): Document {
  try {
    const document = parse(text, { noLocation: true });
    const faults = validate(schema, document);
    return faults.length === 0 ? { document } : { faults };
  } catch (cause) {
    if (cause instanceof GraphQLError) return { faults: [cause] };
    throw cause;
  }
}
