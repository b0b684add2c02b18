/** Judges an operation by its text and its variables, before it is parsed, validated and planned. */
import { LRUCache } from 'lru-cache';
import type { Breach } from './limit-breach';
import { documentBreach } from './limit-document';
import type { OperationLimits } from './limit-settings';
import { variablesBreach } from './limit-variables';

/** Of the documents that have been judged. */
const MOST_TEXT_CHARACTERS = 4_194_304;

export type OperationJudge = (
  query: string | undefined,
  variables: Readonly<Record<string, unknown>> | undefined,
) => Breach | undefined;

export function operationJudge(limits: OperationLimits): OperationJudge {
  const judged = new LRUCache<string, Breach | 'within'>({
    maxSize: MOST_TEXT_CHARACTERS,
    sizeCalculation: (_, text) => Math.max(1, text.length),
  });

  function judge(text: string): Breach | undefined {
    // What is longer is judged by its length alone, and need not be kept.
    if (text.length > limits.documentBytes) return documentBreach(text, limits);
    let verdict = judged.get(text);
    if (verdict === undefined) judged.set(text, (verdict = documentBreach(text, limits) ?? 'within'));
    return verdict === 'within' ? undefined : verdict;
  }

  return (query, variables) =>
    variablesBreach(variables, limits) ?? (query === undefined ? undefined : judge(query));
}
