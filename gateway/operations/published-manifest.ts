/** The manifest that a client's tools read: Apollo's format, which Apollo Client and others send ids from. */
import type { Operation } from './operation';

export function publishedManifest(operations: readonly Operation[]): string {
  const entries = byName(operations).map(({ id, name, kind, body }) => ({ id, name, type: kind, body }));
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations: entries };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

export function byName(operations: readonly Operation[]): Operation[] {
  return [...operations].sort((one, other) => (one.name < other.name ? -1 : 1));
}
