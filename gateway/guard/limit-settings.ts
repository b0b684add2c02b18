/** How large and how deep an operation may be. Every limit is a setting, and none can be switched off. */
import { type Environment, type WholeNumber, wholeNumber } from '../../shared/environment';

export interface OperationLimits {
  /** UTF-8 bytes of the document. */
  readonly documentBytes: number;
  readonly tokens: number;
  /** Levels of fields, fragments spelled out. */
  readonly depth: number;
  /** Aliases as they are written. */
  readonly aliases: number;
  /** Fields at the root of one operation, fragments spelled out. */
  readonly rootFields: number;
  readonly directives: number;
  /** Fields of all operations of the document, fragments spelled out. */
  readonly fields: number;
  /** Requests to subgraphs that a plan has. */
  readonly planFetches: number;
  /** Values that the variables hold in all: scalars, lists and objects. */
  readonly variableValues: number;
}

/** At most is what is safe to be set: recursion over a document must fit the stack. */
const SETTINGS: Readonly<Record<keyof OperationLimits, WholeNumber>> = {
  documentBytes: { name: 'LIMIT_DOCUMENT_BYTES', standard: 32_768, most: 262_144 },
  tokens: { name: 'LIMIT_TOKENS', standard: 4_000, most: 10_000 },
  depth: { name: 'LIMIT_DEPTH', standard: 16, most: 100 },
  aliases: { name: 'LIMIT_ALIASES', standard: 100, most: 10_000 },
  rootFields: { name: 'LIMIT_ROOT_FIELDS', standard: 40, most: 10_000 },
  directives: { name: 'LIMIT_DIRECTIVES', standard: 100, most: 10_000 },
  fields: { name: 'LIMIT_FIELDS', standard: 4_000, most: 100_000 },
  planFetches: { name: 'LIMIT_PLAN_FETCHES', standard: 400, most: 10_000 },
  variableValues: { name: 'LIMIT_VARIABLE_VALUES', standard: 10_000, most: 1_000_000 },
};

/** LIMIT_DOCUMENT_BYTES and the others; adds to the faults what is wrong with them. */
export function limitSettings(env: Environment, faults: string[]): OperationLimits {
  const limit = (of: WholeNumber) => wholeNumber(env, of, faults);
  return {
    documentBytes: limit(SETTINGS.documentBytes),
    tokens: limit(SETTINGS.tokens),
    depth: limit(SETTINGS.depth),
    aliases: limit(SETTINGS.aliases),
    rootFields: limit(SETTINGS.rootFields),
    directives: limit(SETTINGS.directives),
    fields: limit(SETTINGS.fields),
    planFetches: limit(SETTINGS.planFetches),
    variableValues: limit(SETTINGS.variableValues),
  };
}
