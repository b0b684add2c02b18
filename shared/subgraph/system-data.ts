/** What the resolvers of a system's subgraph read from, opened once and handed to each request. */
import type { DataSource } from 'typeorm';
import type { Queryable } from '../database/rows';
import { openSnapshot, pooledReader } from '../database/snapshot';
import { CodedError } from '../errors';
import { exportCsv, type OpenState } from '../export/export-csv';
import type { SystemDeclaration } from '../kpi/kpi';
import type { PublishedFigures } from '../published/published-figures';
import { createAgencyLoader } from '../rollup/load-agencies';
import { createCellLoader, unreadable } from '../rollup/load-cells';
import { ReleaseCheck, RequestReader } from '../rollup/request-reader';
import type { RollupStatement } from '../rollup/statement';
import { CoverageMemory } from '../rollup/system-coverage';
import type { Caller } from './caller';
import { noCells, type SystemContext } from './kpi-source';
import { executedInOneState } from './one-state';
import type { OpenData } from './subgraph';

/** Maximum units and periods that one request reads of a system, whatever it asks of them. */
const MAX_KEYS = 100_000;

/** How long one state is kept at most, for a request that meets one import after another, and for an export. */
const MAX_REQUEST_MS = 60_000;
const MAX_EXPORT_MS = 900_000;

/** Maximum exports at a time: each holds one of the ten connections of the pool, and the others are for requests. */
const MAX_EXPORTS = 4;

export interface SystemSource {
  readonly declaration: SystemDeclaration;
  readonly figures: PublishedFigures;
  readonly dataSource: DataSource;
  readonly statements: readonly RollupStatement[];
  /** What the resolvers of this system alone find in their context. */
  readonly extension?: ((reader: RequestReader) => object) | undefined;
}

/** Of a system whose figures are only published: they lie in memory, and do not change. */
export function publishedData(declaration: SystemDeclaration, figures: PublishedFigures): OpenData {
  const context = (caller: Caller): SystemContext => ({
    ...{ cells: noCells(), figures, caller, now: new Date(), releases: new ReleaseCheck() },
  });
  const close = () => Promise.resolve();
  const openState = () => Promise.resolve({ context: context({}), close });
  return { context, export: (parameters) => exportCsv(declaration, parameters, openState) };
}

export function systemData(source: SystemSource): OpenData {
  const { declaration, figures, dataSource, statements, extension } = source;
  const pooled = pooledReader(dataSource);
  const memory = new CoverageMemory();

  function contextOf(database: Queryable, caller: Caller, mostKeys?: number): SystemContext {
    const reader = new RequestReader(database, memory);
    return {
      cells: createCellLoader(reader, mostKeys),
      agencies: createAgencyLoader(reader, statements),
      ...{ figures, caller, now: new Date(), releases: reader.releases },
      ...extension?.(reader),
    };
  }
  const context = (caller: Caller) => contextOf(pooled, caller, MAX_KEYS);
  const execution = executedInOneState<SystemContext>({
    renew: ({ caller }) => context(caller),
    async pin({ caller }) {
      const snapshot = await openSnapshot(dataSource, { maxMs: MAX_REQUEST_MS });
      return { context: contextOf(snapshot, caller, MAX_KEYS), close: () => snapshot.close() };
    },
  });

  let exports = 0;
  const openState: OpenState = async (onExpiry) => {
    if (exports >= MAX_EXPORTS) {
      const message = `${MAX_EXPORTS} exports of ${declaration.name} are being read. Try again when one has ended.`;
      throw new CodedError('OVERLOADED', message);
    }
    exports++;
    try {
      const options = { maxMs: MAX_EXPORT_MS, onExpiry };
      const snapshot = await openSnapshot(dataSource, options).catch(unreadable);
      const close = () => snapshot.close().finally(() => exports--);
      // Reads in batches, however many.
      return { context: contextOf(snapshot, {}), close };
    } catch (cause) {
      exports--;
      throw cause;
    }
  };
  return {
    context,
    // A context is made here, and comes back as it was made.
    execution: (given, execute) => execution(given as SystemContext, execute),
    export: (parameters) => exportCsv(declaration, parameters, openState),
  };
}
