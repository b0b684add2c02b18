/** Usage in PostgreSQL, through one connection. The database may come and go. */
import type { Pool, PoolClient } from 'pg';
import { ADD_FIELDS, ADD_OPERATIONS, CREATE_TABLES, DELETE_OLD, PUT_DOCUMENTS } from './usage-tables';
import type { UsageRows } from './usage-rows';

const CONNECT_MS = 5000;
/** A connection that is silent for longer has gone. */
const STATEMENT_MS = 30_000;
const DAY_MS = 86_400_000;

export class UsageStore {
  private pool: Pool | undefined;
  private cleanedAt = -Infinity;

  /**
   * @param database gives the database's URL; asked again until it does
   * @param days older hours are deleted, at the start and once a day
   */
  constructor(
    private readonly database: () => Promise<string>,
    private readonly days: number,
  ) {}

  /** Writes all of the rows or none. What is in the tables already is added to. @throws what PostgreSQL or the network says */
  async write(rows: UsageRows): Promise<void> {
    this.pool ??= await this.open();
    await inTransaction(this.pool, async (client) => {
      for (const [statement, of] of [
        [ADD_OPERATIONS, rows.operations],
        [ADD_FIELDS, rows.fields],
        [PUT_DOCUMENTS, rows.documents],
      ] as const) {
        if (of.length > 0) await client.query(statement, [JSON.stringify(of)]);
      }
    });
    if (Date.now() - this.cleanedAt > DAY_MS) await this.clean(this.pool);
  }

  async end(): Promise<void> {
    await this.pool?.end();
  }

  private async open(): Promise<Pool> {
    const connectionString = await this.database();
    // Loaded only here: a gateway that counts nothing needs no database code.
    const { Pool } = await import('pg');
    const pool = new Pool({
      ...{ connectionString, max: 1, application_name: 'kpi gateway usage' },
      ...{
        connectionTimeoutMillis: CONNECT_MS,
        query_timeout: STATEMENT_MS,
        statement_timeout: STATEMENT_MS,
      },
    });
    // An idle connection that breaks is replaced when it is needed.
    pool.on('error', () => undefined);
    try {
      await pool.query(CREATE_TABLES);
      return pool;
    } catch (cause) {
      await pool.end();
      throw cause;
    }
  }

  private async clean(pool: Pool): Promise<void> {
    this.cleanedAt = Date.now();
    // What stands in the way of it is tried again the next day; the counts are written.
    for (const statement of DELETE_OLD) await pool.query(statement, [this.days]).catch(() => undefined);
  }
}

async function inTransaction(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
    client.release();
  } catch (cause) {
    client.release(true); // with its transaction
    throw cause;
  }
}
