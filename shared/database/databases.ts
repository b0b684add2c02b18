/** The databases of the systems: opened one by one, migrated, and closed together with the server that we started. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import { Client, escapeIdentifier } from 'pg';
import { DataSource, type DataSourceOptions, type Logger, QueryFailedError } from 'typeorm';
import { hasCode } from '../error-code';
import { CodedError } from '../errors';
import {
  attachEmbeddedPostgres,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
  startFirstInstance,
} from './embedded/embedded-postgres';
import type { DatabaseSettings } from './settings';

/** What a system keeps in its database. */
export interface DatabaseSchema {
  readonly name: string;
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  readonly migrations: NonNullable<DataSourceOptions['migrations']>;
}

export interface Databases {
  /** Connects to the system's database, makes it if need be, and migrates it. */
  open(schema: DatabaseSchema, logger?: Logger): Promise<DataSource>;
  /** Of a database of that name on the server, made if need be, for what is no system. */
  url(name: string): Promise<string>;
  close(): Promise<void>;
}

const COMMAND_POLL_MS = 500;

/** A statement that takes longer has gone wrong; imports and roll-ups lift the limit for themselves. */
const STATEMENT_TIMEOUT_MS = 30_000;

interface OpenOptions {
  /** For commands that run beside the product: they use the embedded server that is running already. */
  readonly share?: boolean;
  /** Told when the embedded server ends without having been stopped. */
  readonly onServerDeath?: (error: CodedError) => void;
}

type OwnServer = Pick<EmbeddedPostgres, 'url' | 'stop'>;

export function openDatabases(
  settings: DatabaseSettings,
  { share = false, onServerDeath = () => undefined }: OpenOptions = {},
): Databases {
  const opened: DataSource[] = [];
  let embedded: Promise<OwnServer> | undefined;
  const embeddedUrl = async () => {
    embedded ??= embeddedServer(settings.dataFolder, share, onServerDeath);
    return (await embedded).url;
  };
  const urlOf = async (name: string) =>
    ownDatabase(settings.serverUrl ?? (await embeddedUrl()), settings.prefix + snake(name));
  return {
    url: urlOf,
    async open(schema, logger) {
      const url = settings.overrides.get(schema.name) ?? (await urlOf(schema.name));
      const dataSource = await connect(url, schema, logger);
      opened.push(dataSource);
      return dataSource;
    },
    async close() {
      await Promise.all(opened.splice(0).map((dataSource) => dataSource.destroy()));
      await (await embedded)?.stop();
    },
  };
}

/** The product runs a server of its own; commands join it, or run the first instance's server while they last. */
async function embeddedServer(
  dataFolder: string,
  share: boolean,
  onServerDeath: (error: CodedError) => void,
): Promise<OwnServer> {
  const options = {
    dataFolder: join(dataFolder, 'postgres'),
    purpose: share ? 'command' : 'product',
  } as const;
  const own = (server: EmbeddedPostgres): EmbeddedPostgres => {
    console.error(`Embedded PostgreSQL, data in ${server.folder}`);
    void server.died.then(onServerDeath);
    return server;
  };
  for (let waited = false; ; waited = true) {
    const first = await startFirstInstance(options);
    if (first !== undefined) return own(first);
    const owner = await attachEmbeddedPostgres(options);
    // A server that another process runs is that process's to stop.
    if (owner?.purpose === 'product' && share) {
      console.error('Embedded PostgreSQL of the product that runs');
      return { url: owner.url, stop: () => Promise.resolve() };
    }
    if (owner?.purpose === 'product') return own(await startEmbeddedPostgres(options));
    if (owner !== undefined && !waited)
      console.error('Waiting for a command that works on the same data to end.');
    await delay(COMMAND_POLL_MS);
  }
}

/** The URL of the system's database on the server, which is created there unless it exists. */
async function ownDatabase(serverUrl: string, database: string): Promise<string> {
  const client = new Client({ connectionString: serverUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await createDatabase(client, database);
  } catch (cause) {
    throw cause instanceof CodedError ? cause : unavailable(cause);
  } finally {
    await client.end().catch(() => undefined);
  }
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function createDatabase(client: Client, database: string): Promise<void> {
  try {
    await client.query(`CREATE DATABASE ${escapeIdentifier(database)} ENCODING 'UTF8' TEMPLATE template0`);
  } catch (cause) {
    if (hasCode(cause, '42P04', '23505')) return; // another process was faster
    if (!hasCode(cause, '42501')) throw cause;
    const role = escapeIdentifier(client.user ?? 'role');
    throw new CodedError(
      'DATABASE_FORBIDDEN',
      `The database ${database} does not exist, and the role ${role} may not create it. Ask the server's administrator ` +
        `to run either  CREATE DATABASE ${escapeIdentifier(database)} OWNER ${role};  or  ALTER ROLE ${role} CREATEDB;`,
      { cause },
    );
  }
}

async function connect(url: string, schema: DatabaseSchema, logger?: Logger): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    entities: schema.entities,
    migrations: schema.migrations,
    migrationsTransactionMode: 'all',
    applicationName: `kpi ${schema.name}`,
    ...(logger === undefined ? {} : { logger, logging: true }),
    connectTimeoutMS: 10_000,
    extra: { max: 10, statement_timeout: STATEMENT_TIMEOUT_MS, idle_in_transaction_session_timeout: 600_000 },
  });
  try {
    await dataSource.initialize();
    await migrate(dataSource);
    return dataSource;
  } catch (cause) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw explained(cause, new URL(url));
  }
}

/** Several processes may start at once; one migrates, and the others find the work done. */
async function migrate(dataSource: DataSource): Promise<void> {
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query(`SELECT pg_advisory_lock(hashtext('migrate'))`);
    await dataSource.runMigrations();
  } finally {
    await lock.query(`SELECT pg_advisory_unlock(hashtext('migrate'))`).catch(() => undefined);
    await lock.release();
  }
}

function explained(cause: unknown, url: URL): unknown {
  if (hasCode(cause, '42501')) {
    const [database, role] = [url.pathname.slice(1), decodeURIComponent(url.username)].map(escapeIdentifier);
    return new CodedError(
      'DATABASE_FORBIDDEN',
      `The role ${role ?? ''} may not create tables in the database ${database ?? ''}. Ask the server's administrator ` +
        `to run, in that database:  GRANT CREATE, USAGE ON SCHEMA public TO ${role ?? ''};`,
      { cause },
    );
  }
  // A fault of a migration is ours, and keeps its own words.
  return cause instanceof CodedError || cause instanceof QueryFailedError ? cause : unavailable(cause);
}

/** The reason is PostgreSQL's own and names no password; the URL is left out, since it may. */
function unavailable(cause: unknown): CodedError {
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  const reason = isNativeError(first) ? first.message : String(first);
  return new CodedError(
    'DATABASE_UNAVAILABLE',
    `PostgreSQL cannot be used: ${reason}. Check DATABASE_URL and that the server runs, ` +
      'or leave DATABASE_URL unset to use the embedded server.',
    { cause },
  );
}

function snake(name: string): string {
  return name.replaceAll('-', '_');
}
