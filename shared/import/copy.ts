/** Rows into a table by PostgreSQL's COPY, in its text format. */
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { QueryRunner } from 'typeorm';

/** A write for every row would cost more than the row. */
const CHUNK = 65_536;

/** The cells of each row in the order of the columns; null and empty are not the same. */
export async function copyInto(
  runner: QueryRunner,
  table: string,
  columns: readonly string[],
  rows: AsyncIterable<readonly (string | null)[]> | Iterable<readonly (string | null)[]>,
): Promise<void> {
  // TypeORM hands out the driver's own connection; for the postgres driver that is a client of pg.
  const client = (await runner.connect()) as PoolClient;
  const names = columns.map((name) => `"${name}"`).join(', ');
  await pipeline(
    Readable.from(chunks(rows)),
    client.query(copyFrom(`COPY "${table}" (${names}) FROM STDIN`)),
  );
}

async function* chunks(
  rows: AsyncIterable<readonly (string | null)[]> | Iterable<readonly (string | null)[]>,
): AsyncGenerator<string> {
  let chunk = '';
  for await (const cells of rows) {
    chunk += `${cells.map(copyCell).join('\t')}\n`;
    if (chunk.length <= CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

const SPECIAL = /[\\\t\n\r]/;

function copyCell(cell: string | null): string {
  if (cell === null) return '\\N';
  if (!SPECIAL.test(cell)) return cell;
  return cell.replace(/[\\\t\n\r]/g, (c) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n' })[c] ?? '\\r');
}
