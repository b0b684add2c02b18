/** Asks whoever listens at a URL whether it is the server of a certain cluster. */
import { Client } from 'pg';
import { hasCode } from '../../error-code';

/** `not now` is what a server answers that starts up or shuts down; PostgreSQL's code for it is 57P03. */
export type ServerAnswer = 'yes' | 'no' | 'not now';

export async function serverAnswer(url: string, dataFolder: string): Promise<ServerAnswer> {
  const client = new Client({ connectionString: url, ssl: false, connectionTimeoutMillis: 2_000 });
  // Also emitted for a connection that ends later, where nobody would listen.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const question = "select current_setting('data_directory') = $1 as same";
    const { rows } = await client.query<{ same: boolean }>(question, [dataFolder]);
    return rows[0]?.same ? 'yes' : 'no';
  } catch (error) {
    return hasCode(error, '57P03') ? 'not now' : 'no';
  } finally {
    await client.end();
  }
}
