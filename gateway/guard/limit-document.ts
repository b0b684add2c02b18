/** Judges a document before it is validated and planned. */
import type { DocumentNode } from 'graphql';
import { documentIn } from '../execution/operation-parts';
import { type Breach, counted } from './limit-breach';
import type { OperationLimits } from './limit-settings';
import { measureDocument, MOST_LEVELS } from './limit-measure';
import { overlaps } from './limit-overlaps';
import { tokensBreach } from './limit-tokens';

/**
 * Introspection answers with the whole schema for each of its fields and each alias within, so that few of them make an answer of
 * gigabytes; a tool asks for the schema once.
 */
export const MOST_INTROSPECTIONS = 4;

/** Validation takes some 2 µs to compare two selections of the same. */
export const MOST_OVERLAPS = 50_000;

/** The first limit that the document goes beyond. Syntax errors are left to the parser, cycles of fragments to validation. */
export function documentBreach(text: string, limits: OperationLimits): Breach | undefined {
  const breach = tokensBreach(text, limits);
  if (breach !== undefined) return breach;
  const document = documentIn(text);
  return document && (measureBreach(document, limits) ?? overlapsBreach(document, limits));
}

function measureBreach(document: DocumentNode, limits: OperationLimits): Breach | undefined {
  const { aliases, depth, fields, rootFields, introspections, levels } = measureDocument(document);
  if (depth > limits.depth) {
    const message = `The operation selects ${depth} levels deep. Expected at most ${limits.depth}: select less deeply, or ask in several requests.`;
    return { code: 'LIMIT_DEPTH', limit: limits.depth, got: depth, message };
  }
  if (levels >= MOST_LEVELS) {
    const limit = MOST_LEVELS - 1;
    const message = `The document's fragments stand within each other ${levels} deep or more. Expected at most ${limit}: spread fragments side by side.`;
    return { code: 'LIMIT_DEPTH', limit, got: levels, message };
  }
  if (rootFields > limits.rootFields) {
    const message = `The operation has ${rootFields} fields at its root. Expected at most ${limits.rootFields}: ask for a list instead of single units, or in several requests.`;
    return { code: 'LIMIT_ROOT_FIELDS', limit: limits.rootFields, got: rootFields, message };
  }
  if (introspections > MOST_INTROSPECTIONS) {
    const message = `The operation asks for the schema ${introspections} times, each alias within counted. Expected at most ${MOST_INTROSPECTIONS}: ask once.`;
    return { code: 'LIMIT_ROOT_FIELDS', limit: MOST_INTROSPECTIONS, got: introspections, message };
  }
  if (aliases > limits.aliases) {
    const message = `The document has ${aliases} aliases. Expected at most ${limits.aliases}: ask for a list instead of single units, or in several requests.`;
    return { code: 'LIMIT_ALIASES', limit: limits.aliases, got: aliases, message };
  }
  if (fields > limits.fields) {
    const message = `The document has ${fields} fields, each fragment counted where it is spread. Expected at most ${limits.fields}: select less, or ask in several requests.`;
    return { code: 'LIMIT_FIELDS', limit: limits.fields, got: fields, message };
  }
  return undefined;
}

function overlapsBreach(document: DocumentNode, { fields }: OperationLimits): Breach | undefined {
  const got = counted(overlaps(document, MOST_OVERLAPS, fields));
  if (got <= MOST_OVERLAPS) return undefined;
  const message = `The operation selects the same fields so often that more than ${MOST_OVERLAPS} pairs of them would have to be compared. Expected fewer: select each field once, or name what repeats as one fragment.`;
  return { code: 'LIMIT_FIELDS', limit: MOST_OVERLAPS, got, message };
}
