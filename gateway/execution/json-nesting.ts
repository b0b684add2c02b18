/** How deep JSON is nested, found without parsing: a parser takes seconds for a million levels, and recursion over them ends the process. */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/** Whether objects and lists lie in each other more than so many levels deep. What is no JSON is left to the parser. */
export function isNestedDeeper(json: Buffer, levels: number): boolean {
  // As many that open, and as many that close.
  if (json.length <= 2 * levels) return false;
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < json.length; at++) {
    const code = json[at];
    if (isInString) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) isInString = false;
    } else if (code === QUOTE) isInString = true;
    else if (code === OPENING_BRACE || code === OPENING_BRACKET) {
      if (++depth > levels) return true;
    } else if (code === CLOSING_BRACE || code === CLOSING_BRACKET) depth--;
  }
  return false;
}
