/** What can be told of a document before it is parsed: how long it is, and how deep its brackets nest. */
import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';
import type { Breach } from './limit-breach';
import type { OperationLimits } from './limit-settings';

/** Lists and objects within lists and objects, in a literal or in the JSON of the variables. */
export const VALUE_DEPTH = 32;

/** Linear in the document's length, which is looked at first. What comes after a syntax error does not count. */
export function tokensBreach(text: string, limits: OperationLimits): Breach | undefined {
  const bytes = Buffer.byteLength(text);
  if (bytes > limits.documentBytes) {
    const message = `The document has ${bytes} bytes. Expected at most ${limits.documentBytes}: pass values as variables, or ask in several requests.`;
    return { code: 'LIMIT_DOCUMENT', limit: limits.documentBytes, got: bytes, message };
  }
  const { tokens, directives, nesting } = countTokens(text);
  if (tokens > limits.tokens) {
    const message = `The document has ${tokens} tokens. Expected at most ${limits.tokens}: name what repeats as a fragment, pass values as variables, or ask in several requests.`;
    return { code: 'LIMIT_TOKENS', limit: limits.tokens, got: tokens, message };
  }
  const mostNesting = limits.depth + VALUE_DEPTH;
  if (nesting > mostNesting) {
    const message = `The document's brackets nest ${nesting} deep. Expected at most ${mostNesting}: select less deeply, and pass nested values as variables.`;
    return { code: 'LIMIT_DEPTH', limit: mostNesting, got: nesting, message };
  }
  if (directives > limits.directives) {
    const message = `The document has ${directives} directives. Expected at most ${limits.directives}: put a directive on a fragment instead of each field.`;
    return { code: 'LIMIT_DIRECTIVES', limit: limits.directives, got: directives, message };
  }
  return undefined;
}

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

function countTokens(text: string) {
  const counts = { tokens: 0, directives: 0, nesting: 0 };
  const lexer = new Lexer(new Source(text));
  let open = 0;
  try {
    for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
      counts.tokens++;
      if (kind === TokenKind.AT) counts.directives++;
      else if (OPENING.has(kind)) counts.nesting = Math.max(counts.nesting, ++open);
      else if (CLOSING.has(kind)) open--;
    }
  } catch (cause) {
    if (!(cause instanceof GraphQLError)) throw cause;
  }
  return counts;
}
