/** A place in an ordered list of KPIs as opaque text: what it was ordered by, and which KPI it is. */
import { InvalidInput } from '../period/invalid-input';
import { kpiId } from './kpi-view';
import type { KpiOrder, KpiPlace } from './kpi-order';

/** As a list goes on after it, even when values have changed since. */
export interface KpiPosition {
  readonly unit: string;
  readonly period: string;
  readonly code: string;
  /** The value that it had, where that is what the list is ordered by. */
  readonly value: number | null;
}

export function encodeCursor(order: KpiOrder, place: KpiPlace, value: number | null = null): string {
  return Buffer.from(JSON.stringify([orderText(order), value, kpiId(place, place.kpi.code)])).toString(
    'base64url',
  );
}

/** @throws InvalidInput for text that is no cursor, and for a cursor of a list in another order */
export function decodeCursor(order: KpiOrder, cursor: string): KpiPosition {
  const content = contentOf(cursor);
  if (content === undefined) throw foreignCursor(cursor);
  const [ordered, value, id] = content;
  if (ordered !== orderText(order)) {
    throw new InvalidInput(
      `after is a cursor of a list ordered by ${ordered}, and this one is ordered by ${orderText(order)}. Expected a cursor from a list of the same order.`,
    );
  }
  const [unit = '', period = '', code = ''] = id.split(':');
  return { unit, period, code, value };
}

/** For a cursor that the list does not hold. */
export function foreignCursor(cursor: string): InvalidInput {
  return new InvalidInput(
    `after is "${cursor}". Expected a cursor from this list: an edge's cursor or endCursor.`,
  );
}

function contentOf(cursor: string): [order: string, value: number | null, id: string] | undefined {
  const content = parsed(Buffer.from(cursor, 'base64url').toString());
  if (!Array.isArray(content) || content.length !== 3) return undefined;
  const [order, value, id] = content as unknown[]; // an array of whatever the text held
  if (typeof order !== 'string' || typeof id !== 'string') return undefined;
  return value === null || typeof value === 'number' ? [order, value, id] : undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Not one of ours.
    return undefined;
  }
}

function orderText({ field, direction }: KpiOrder): string {
  return `${field} ${direction}`;
}
