/** Manifests that clients' tools write. */

export interface ManifestEntry {
  readonly id: string;
  /** Absent in Relay's. */
  readonly name?: string;
  readonly type?: string;
  readonly body: string;
}

const EXPECTED =
  'Expected a manifest of Apollo (format "apollo-persisted-query-manifest", version 1) or, of Relay or graphql-codegen, an object from ids to documents.';

/** A text where it is no manifest: why not. */
export function manifestEntries(text: string): readonly ManifestEntry[] | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    return `It is not JSON: ${cause instanceof Error ? cause.message : ''}. ${EXPECTED}`;
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return `It is no object. ${EXPECTED}`;
  const entries = 'format' in json ? apolloEntries(json) : relayEntries(json);
  if (typeof entries === 'string') return entries;
  const wrong = entries.find(({ id }) => !ID.test(id));
  return wrong === undefined
    ? entries
    : `The id ${JSON.stringify(wrong.id)} is no id. Expected 1 to 256 letters, digits and . _ : + / = -.`;
}

/** It stands in URLs, logs and keys. */
const ID = /^[\w.:+/=-]{1,256}$/;

function apolloEntries(json: object): ManifestEntry[] | string {
  const { format, version, operations } = json as Record<string, unknown>;
  if (format !== 'apollo-persisted-query-manifest' || version !== 1 || !Array.isArray(operations)) {
    return `Its format is ${JSON.stringify(format)}, its version ${JSON.stringify(version)}. ${EXPECTED}`;
  }
  const wrong = operations.findIndex((entry) => !isEntry(entry));
  return wrong < 0
    ? operations.filter(isEntry)
    : `Its operation ${wrong + 1} is ${JSON.stringify(operations[wrong]).slice(0, 200)}. Expected id, name, type and body, all texts.`;
}

function isEntry(entry: unknown): entry is Required<ManifestEntry> {
  if (typeof entry !== 'object' || entry === null) return false;
  const { id, name, type, body } = entry as Record<string, unknown>;
  return [id, name, type, body].every((value) => typeof value === 'string');
}

function relayEntries(json: object): ManifestEntry[] | string {
  const entries = Object.entries(json).map(([id, body]: [string, unknown]) => ({ id, body }));
  const wrong = entries.find(({ body }) => typeof body !== 'string');
  return wrong === undefined
    ? entries.map(({ id, body }) => ({ id, body: String(body) }))
    : `${wrong.id} is ${JSON.stringify(wrong.body).slice(0, 200)}. ${EXPECTED}`;
}
