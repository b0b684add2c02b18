/** Statements in SQL, with the shape of their rows said by whoever wrote them. */

/** A data source, a query runner or an entity manager. */
export interface Queryable {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

/** The rows of a statement; what `T` says of them is true because the statement was written for it. */
export async function rowsOf<T extends object>(
  runner: Queryable,
  sql: string,
  parameters: unknown[] = [],
): Promise<T[]> {
  return (await runner.query(sql, parameters)) as T[];
}

/** The number that a statement selects as its only row's `count`. */
export async function countOf(runner: Queryable, sql: string): Promise<number> {
  const [row] = await rowsOf<{ count: string }>(runner, sql);
  return Number(row?.count);
}
