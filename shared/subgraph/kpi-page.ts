/** A page of an ordered list of KPIs: which places are on it, and the cursor of each. */
import { decodeCursor, encodeCursor, foreignCursor } from './kpi-cursor';
import { byValue, type KpiOrder, type KpiPlace, type KpiPlaces, type ValuedPlace } from './kpi-order';

export interface PageRequest {
  readonly first: number;
  readonly after?: string | null | undefined;
}

export interface KpiPage {
  /** How many are before the page. */
  readonly start: number;
  readonly entries: readonly { readonly place: KpiPlace; readonly cursor: string }[];
}

/**
 * Of a list that is in order already.
 * @throws InvalidInput for a cursor that is not of this list
 */
export function pageInOrder(places: KpiPlaces, order: KpiOrder, { first, after }: PageRequest): KpiPage {
  const start = after == null ? 0 : positionOf(after, places, order).index + 1;
  const length = Math.max(0, Math.min(first, places.length - start));
  const entries = Array.from({ length }, (_, i) => {
    const place = places.at(start + i);
    return { place, cursor: encodeCursor(order, place) };
  });
  return { start, entries };
}

/**
 * Of a list that is yet to be ordered by its values. It goes on behind the value that the cursor holds, even where the
 * values have changed since.
 * @param values of the places, in their order
 * @throws InvalidInput for a cursor that is not of this list
 */
export function pageByValue(
  places: KpiPlaces,
  values: readonly (number | null)[],
  order: KpiOrder,
  { first, after }: PageRequest,
): KpiPage {
  const compare = byValue(order.direction);
  const sorted = values.map((value, index) => ({ value, index })).sort(compare);
  const position = after == null ? undefined : positionOf(after, places, order);
  const next = position === undefined ? 0 : sorted.findIndex((entry) => compare(entry, position) > 0);
  const start = next === -1 ? sorted.length : next;
  const entries = sorted.slice(start, start + first).map(({ index, value }) => {
    const place = places.at(index);
    return { place, cursor: encodeCursor(order, place, value) };
  });
  return { start, entries };
}

function positionOf(cursor: string, places: KpiPlaces, order: KpiOrder): ValuedPlace {
  const { unit, period, code, value } = decodeCursor(order, cursor);
  const index = places.indexOf(unit, period, code);
  if (index === -1) throw foreignCursor(cursor);
  return { index, value };
}
