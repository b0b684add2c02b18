/** Writes scalars and enum values, after the rules of GraphQL's result coercion. */
import { type GraphQLLeafType, isEnumType } from 'graphql';
import type { JsonBytes } from './json-bytes';

/** False, with nothing written, where the value is none of the type. */
export type LeafWriter = (value: unknown, out: JsonBytes) => boolean;

const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');

const BUILT_IN: Readonly<Record<string, LeafWriter>> = {
  String(value, out) {
    if (typeof value !== 'string') return false;
    out.string(value);
    return true;
  },
  ID(value, out) {
    if (typeof value === 'string') out.string(value);
    else if (Number.isInteger(value)) out.string(String(value));
    else return false;
    return true;
  },
  Int(value, out) {
    // 32 bits, with a sign
    if (typeof value !== 'number' || (value | 0) !== value) return false;
    out.number(value);
    return true;
  },
  Float(value, out) {
    if (typeof value !== 'number' || !Number.isFinite(value)) return false;
    out.number(value);
    return true;
  },
  Boolean(value, out) {
    if (typeof value !== 'boolean') return false;
    out.raw(value ? TRUE : FALSE);
    return true;
  },
};

export function leafWriter(type: GraphQLLeafType): LeafWriter {
  if (isEnumType(type)) {
    const values = new Map<unknown, Buffer>(
      type.getValues().map(({ name }) => [name, Buffer.from(`"${name}"`)]),
    );
    return (value, out) => {
      const json = values.get(value);
      if (json === undefined) return false;
      out.raw(json);
      return true;
    };
  }
  // The graph's own scalars have any form; the subgraph has seen to it.
  return (
    BUILT_IN[type.name] ??
    ((value, out) => {
      out.json(value);
      return true;
    })
  );
}
