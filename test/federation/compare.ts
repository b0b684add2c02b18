/** Whether two answers say the same. */
type Path = readonly (string | number)[];

export interface Compared {
  readonly data?: unknown;
  readonly errors?: readonly { readonly path?: Path | undefined }[];
}

/**
 * Data are to be equal, and their keys in the same order. An error at a null must be in both, as often. Where a non-null field's
 * error took objects around it away, GraphQL leaves open which of several such errors are told: there both must tell at least one.
 */
export function sameAnswer(one: Compared, other: Compared): boolean {
  return (
    JSON.stringify(one.data ?? null) === JSON.stringify(other.data ?? null) &&
    errorsOf(one) === errorsOf(other)
  );
}

function errorsOf({ data, errors = [] }: Compared): string {
  const positions = errors.map(({ path }) => position(path, data));
  const inside = new Set(positions.filter((text) => text.endsWith('…')));
  return [...positions.filter((text) => !text.endsWith('…')), ...inside].sort().join('\n');
}

/** The path as far as the data go. */
function position(path: Path | undefined, data: unknown): string {
  if (path === undefined) return 'nowhere';
  let value = data;
  for (const [depth, key] of path.entries()) {
    if (value === null || value === undefined) return `${path.slice(0, depth).join('/')}/…`;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  return `${path.join('/')} ${value === null ? 'is null' : 'is a value'}`;
}
