/** Counts how often a document selects the same again: validation compares each of these selections with every other. */
import { type DocumentNode, type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import { fragmentsIn } from '../execution/operation-parts';

/** A selection set, and the fragments that it stands in, innermost first. */
interface Part {
  readonly selectionSet: SelectionSetNode;
  readonly within: Chain | undefined;
}

interface Chain {
  readonly fragment: string;
  readonly outer: Chain | undefined;
}

/**
 * Pairs of fields with one place in the answer, and pairs of spreads side by side, over all operations; counting ends soon after `most`.
 * Cycles of fragments end where they close; more than `mostFields` fields are in a document that has them in cycles only, and count as
 * too many pairs.
 */
export function overlaps(document: DocumentNode, most: number, mostFields: number): number {
  const definitions = fragmentsIn(document);
  const seen = new Set<string>();
  let [pairs, fields] = [0, 0];

  /** The parts have one place in the answer. */
  function visit(parts: readonly Part[]): void {
    const [byName, spread] = [new Map<string, Part[]>(), new Set<string>()];
    let spreads = 0;
    function collect({ selectionSet, within }: Part): void {
      for (const node of selectionSet.selections) {
        if (pairs > most) return;
        if (node.kind === Kind.FIELD) collectField(node, within);
        else if (node.kind === Kind.INLINE_FRAGMENT) collect({ selectionSet: node.selectionSet, within });
        else {
          pairs += spreads++;
          collectFragment(node.name.value, within);
        }
      }
    }
    function collectField({ alias, name, selectionSet }: FieldNode, within: Chain | undefined): void {
      if (++fields > mostFields) pairs = Infinity;
      const same = byName.get((alias ?? name).value);
      const part = { selectionSet: selectionSet ?? EMPTY, within };
      pairs += same?.length ?? 0;
      if (same === undefined) byName.set((alias ?? name).value, [part]);
      else same.push(part);
    }
    function collectFragment(name: string, within: Chain | undefined): void {
      const definition = definitions.get(name);
      if (definition === undefined || spread.has(name) || isWithin(name, within)) return;
      spread.add(name);
      seen.add(name);
      collect({ selectionSet: definition.selectionSet, within: { fragment: name, outer: within } });
    }
    parts.forEach(collect);
    for (const same of byName.values()) visit(same);
  }

  for (const node of document.definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION)
      visit([{ selectionSet: node.selectionSet, within: undefined }]);
  }
  for (const { name, selectionSet } of definitions.values()) {
    if (!seen.has(name.value)) visit([{ selectionSet, within: undefined }]);
  }
  return pairs;
}

const EMPTY: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] };

function isWithin(name: string, chain: Chain | undefined): boolean {
  for (let link = chain; link !== undefined; link = link.outer) if (link.fragment === name) return true;
  return false;
}
