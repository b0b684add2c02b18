/** Counts what one request has asked for, over all of its resolvers. */

/**
 * @returns adds to the count of a request, which is what all of its resolvers share, and gives it
 */
export function requestCount(): (request: object, more: number) => number {
  const counts = new WeakMap<object, number>();
  return (request, more) => {
    const count = (counts.get(request) ?? 0) + more;
    counts.set(request, count);
    return count;
  };
}
