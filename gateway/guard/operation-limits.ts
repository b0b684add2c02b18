/** Refuses an operation that is too large before Apollo Server parses, validates and plans it. */
import type { ApolloServerPlugin } from '@apollo/server';
import { type GraphQLError, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Breach, refusal } from './limit-breach';
import { documentBreach } from './limit-document';
import type { OperationLimits } from './limit-settings';
import { variablesBreach } from './limit-variables';

/** Of the documents that have been judged. */
const MOST_TEXT_CHARACTERS = 4_194_304;

/** Comes before every other plugin that looks at operations: they would be shown another document than the client's. */
export function operationLimits(limits: OperationLimits): ApolloServerPlugin {
  const judge = rememberingJudge(limits);
  return {
    requestDidStart() {
      let refused: GraphQLError | undefined;
      return Promise.resolve({
        didResolveSource(context) {
          const breach = variablesBreach(context.request.variables, limits) ?? judge(context.source);
          if (breach !== undefined) {
            refused = refusal(breach);
            holdBackDocument(context);
          }
          return Promise.resolve();
        },
        didResolveOperation() {
          if (refused !== undefined) throw refused;
          return Promise.resolve();
        },
      });
    },
  };
}

function rememberingJudge(limits: OperationLimits): (text: string) => Breach | undefined {
  const judged = new LRUCache<string, Breach | 'within'>({
    maxSize: MOST_TEXT_CHARACTERS,
    sizeCalculation: (_, text) => Math.max(1, text.length),
  });
  return (text) => {
    // What is longer is judged by its length alone, and need not be kept.
    if (text.length > limits.documentBytes) return documentBreach(text, limits);
    let verdict = judged.get(text);
    if (verdict === undefined) judged.set(text, (verdict = documentBreach(text, limits) ?? 'within'));
    return verdict === 'within' ? undefined : verdict;
  };
}

const HARMLESS = parse('{ __typename }', { noLocation: true });

/**
 * Apollo Server answers 500 to an error that a plugin throws before the operation is known. It neither parses nor validates a request
 * that has a document already; so this one gets another, which stays whatever Apollo's store of documents holds, until the request is
 * refused.
 */
function holdBackDocument(context: object): void {
  Object.defineProperty(context, 'document', { get: () => HARMLESS, set: () => undefined });
}
