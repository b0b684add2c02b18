/** What every subgraph is: a name, a schema, and, where it has data, a way to open them. */
import type { GraphQLSchema } from 'graphql';
import type { DataSource, Logger } from 'typeorm';
import type { Databases } from '../database/databases';
import type { SystemDeclaration } from '../kpi/kpi';
import type { RecordKind } from '../import/record-kind';
import type { RollupPlan } from '../rollup/maintain';
import type { CsvPieces } from '../http/csv-over-http';
import type { Caller } from './caller';
import type { Execution } from './one-state';

export interface Subgraph {
  /** Folder, federation name and, in the compose file, host: `feedback`. */
  readonly name: string;
  /** @param catalogue what all registered systems declare */
  buildSchema(catalogue: readonly SystemDeclaration[]): Promise<GraphQLSchema>;
  /** Opens what the resolvers read from. Absent where everything comes from the project's own files. */
  readonly open?: (databases: Databases, options: OpenOptions) => Promise<OpenData>;
  /** The operational records, for the commands that import and roll up. */
  readonly records?: RecordsOfSystem;
}

export interface OpenOptions {
  /** Whether to load demonstration records where there are no others. */
  readonly demonstration: boolean;
  readonly logger?: Logger;
  readonly log: (message: string) => void;
}

export interface OpenData {
  /** A fresh context for one request. */
  context(caller: Caller): object;
  /** Executes so that all that is read with a context is of one state; absent where nothing can change meanwhile. */
  readonly execution?: Execution<object> | undefined;
  /** The KPIs that the parameters select, as CSV in pieces; absent where there are none. */
  readonly export?: (parameters: URLSearchParams) => CsvPieces;
}

export interface RecordsOfSystem {
  readonly kinds: readonly RecordKind[];
  readonly plan: RollupPlan;
  open(databases: Databases): Promise<DataSource>;
}
