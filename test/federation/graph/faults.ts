/**
 * Which fields fail. A pure function of the seed, the record and the field decides, so that the subgraphs and the merged schema
 * fail at the same positions.
 *
 * Fields of keys never fail, since without them no subgraph can be asked. Fields that `@requires` names never throw, since the
 * gateway would report an error of a field that the client did not ask for; they may be null where their type allows it. The
 * graph has no further non-null field within what `@requires` names (such as a field of `Dimensions`): its failure would take the
 * required object with it in the subgraph, while the merged schema still sees it.
 */
import { type ConstDirectiveNode, type DocumentNode, Kind, parse, visit } from 'graphql';

export type Outcome = 'value' | 'null' | 'throw';

export type Faults = (id: string, field: string) => Outcome;

export const noFaults: Faults = () => 'value';

/** Seed 0 has no faults; others null about one in sixteen fields, and let as many throw. */
export function seededFaults(seed: number): Faults {
  if (seed === 0) return noFaults;
  return (id, field) => {
    const roll = hash(`${seed}/${id}/${field}`) % 32;
    if (roll < 2) return 'throw';
    return roll < 4 ? 'null' : 'value';
  };
}

/** FNV-1a, with a last mix so that the low bits are good. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  }
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  return (state ^ (state >>> 13)) >>> 0;
}

/** The names of fields that field sets name: those of keys, and those of `@requires`. */
export function steadyFields(typeDefs: readonly DocumentNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const document of typeDefs) {
    visit(document, {
      Directive(node) {
        if (node.name.value !== 'key' && node.name.value !== 'requires') return;
        visit(parse(`{ ${fieldSet(node as ConstDirectiveNode)} }`), {
          Field: ({ name }) => void names.add(name.value),
        });
      },
    });
  }
  return names;
}

/** The text of a directive's `fields`. */
export function fieldSet(directive: ConstDirectiveNode): string {
  const fields = directive.arguments?.find(({ name }) => name.value === 'fields')?.value;
  if (fields?.kind !== Kind.STRING) throw new TypeError(`@${directive.name.value} without a field set`);
  return fields.value;
}
