/** Writes scalars and enum values as JSON, after the rules of GraphQL's result coercion. */
import { type GraphQLLeafType, isEnumType } from 'graphql';

/** The JSON text; undefined where the value is none of the type. */
export type LeafWriter = (value: unknown) => string | undefined;

const MOST_INT = 2_147_483_647;

/** What JSON has to escape, and halves of surrogate pairs. */
// eslint-disable-next-line no-control-regex
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

function quote(text: string): string {
  return ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`;
}

const BUILT_IN: Readonly<Record<string, LeafWriter>> = {
  String: (value) => (typeof value === 'string' ? quote(value) : undefined),
  ID: (value) => {
    if (typeof value === 'string') return quote(value);
    return Number.isInteger(value) ? `"${String(value)}"` : undefined;
  },
  Int: (value) =>
    Number.isInteger(value) && Math.abs(value as number) <= MOST_INT + 1 && value !== MOST_INT + 1
      ? String(value)
      : undefined,
  Float: (value) => (Number.isFinite(value) ? String(value) : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? String(value) : undefined),
};

export function leafWriter(type: GraphQLLeafType): LeafWriter {
  if (isEnumType(type)) {
    const values = new Map<unknown, string>(type.getValues().map(({ name }) => [name, `"${name}"`]));
    return (value) => values.get(value);
  }
  // The graph's own scalars have any form; the subgraph has seen to it.
  return BUILT_IN[type.name] ?? ((value) => JSON.stringify(value));
}
