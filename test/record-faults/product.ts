/** The product in the test's own process, empty of records: imports into it while it runs, and what a client sees then. */
import type { DataSource } from 'typeorm';
import { openDatabases } from '../../shared/database/databases';
import { rowsOf } from '../../shared/database/rows';
import { deleteRecords } from '../../shared/import/delete-records';
import { type ImportResult, importRecords } from '../../shared/import/import-records';
import type { RecordKind, RecordRow } from '../../shared/import/record-kind';
import { parseDay } from '../../shared/period/day';
import type { Subgraph } from '../../shared/subgraph/subgraph';
import { registry } from '../../subgraphs/registry';
import { ask } from '../ask';
import { startInProcess } from '../in-process';
import { dropDatabases, testDatabases } from '../test-databases';
import { csvText } from '../tiny-records';

/** What a client sees of one KPI. */
export interface KpiResult {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly missing: string | null;
  readonly status: string;
  readonly origin: string | null;
  readonly dataAsOf: string | null;
}

interface Completeness {
  /** Until the end of that day, or an instant. */
  readonly until: string;
  readonly coversFrom?: string;
}

export interface Product {
  readonly url: string;
  /** Bad rows are rejected, as the command does. */
  import(kind: RecordKind, rows: readonly RecordRow[], completeness: Completeness): Promise<ImportResult>;
  importText(kind: RecordKind, text: string, completeness: Completeness): Promise<ImportResult>;
  /** Deletes the records of those keys, of a kind whose key is one column. */
  delete(kind: RecordKind, keys: readonly string[]): Promise<void>;
  /** @param kpi its system and field, such as `feedback.received` @param unit its code, or `VN2025:` and its code */
  kpi(kpi: string, unit: string, period: string): Promise<KpiResult>;
  /** The same in several periods. */
  series(kpi: string, unit: string, periods: readonly string[]): Promise<readonly KpiResult[]>;
  /** @param fields of the KPI */
  query(kpi: string, unit: string, period: string, fields: string): Promise<unknown>;
  /** Forgets all records. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

const KPI_FIELDS = 'value numerator denominator missing status origin dataAsOf';
/** What the registers and migrations have filled. */
const KEPT_TABLES = ['place', 'agency', 'rollup_state', 'migrations'];

export async function startProduct(): Promise<Product> {
  const settings = testDatabases();
  const databases = openDatabases(settings);
  const gateway = await startInProcess({ databases: settings, demonstration: false });
  const systems: { subgraph: Subgraph; dataSource: DataSource }[] = [];
  for (const { load } of Object.values(registry)) {
    const subgraph = await load();
    if (subgraph.records === undefined) continue;
    systems.push({ subgraph, dataSource: await subgraph.records.open(databases) });
  }
  const systemOf = (kind: RecordKind) => {
    const system = systems.find(({ subgraph }) => subgraph.records?.kinds.includes(kind));
    if (system?.subgraph.records === undefined) throw new TypeError(`No system has ${kind.name} records.`);
    return { dataSource: system.dataSource, plan: system.subgraph.records.plan };
  };
  const importText: Product['importText'] = async (kind, text, { until, coversFrom }) => {
    const { dataSource, plan } = systemOf(kind);
    return importRecords(dataSource, [text], {
      ...{ plan, asOf: new Date(until.includes('T') ? until : `${until}T23:59:59+07:00`) },
      ...(coversFrom === undefined ? {} : { coversFrom: parseDay(coversFrom) }),
    });
  };
  const query = async (kpi: string, unit: string, periods: readonly string[], fields: string) => {
    const { data, errors } = await ask(gateway.url, queryText(kpi, unit, periods, fields));
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    const { administrativeUnit: scorecards } = data as { administrativeUnit: Record<string, Answered> };
    return periods.map((_, index) => scorecards[`p${index}`]?.system.kpi);
  };
  return {
    ...{ url: gateway.url, importText },
    import: (kind, rows, completeness) => importText(kind, csvText(kind, rows), completeness),
    async delete(kind, keys) {
      const { dataSource, plan } = systemOf(kind);
      const { deleted } = await deleteRecords(dataSource, [[kind.key[0], ...keys, ''].join('\n')], { plan });
      if (deleted !== keys.length) throw new Error(`Of ${keys.length} records ${deleted} were deleted.`);
    },
    // What KPI_FIELDS asks for.
    series: async (kpi, unit, periods) => (await query(kpi, unit, periods, KPI_FIELDS)) as KpiResult[],
    kpi: async (kpi, unit, period) => (await query(kpi, unit, [period], KPI_FIELDS))[0] as KpiResult,
    query: async (kpi, unit, period, fields) => (await query(kpi, unit, [period], fields))[0],
    async clear() {
      for (const { dataSource } of systems) await truncate(dataSource);
    },
    async stop() {
      await gateway.stop();
      await databases.close();
      await dropDatabases(settings);
    },
  };
}

interface Answered {
  readonly system: { readonly kpi: unknown };
}

function queryText(kpi: string, unit: string, periods: readonly string[], fields: string): string {
  const [system = '', field = ''] = kpi.split('.');
  const [code = '', list] = unit.split(':').reverse();
  const scorecards = periods.map(
    (period, index) =>
      `p${index}: scorecard(period: "${period}") { system: ${system} { kpi: ${field} { ${fields} } } }`,
  );
  const codeList = list === undefined ? '' : `, codeList: ${list}`;
  return `{ administrativeUnit(code: "${code}"${codeList}) { ${scorecards.join(' ')} } }`;
}

async function truncate(dataSource: DataSource): Promise<void> {
  const tables = await rowsOf<{ name: string }>(
    dataSource,
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ($1)`,
    [KEPT_TABLES],
  );
  await dataSource.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')}`);
  // Readers take figures of another release for others.
  await dataSource.query('UPDATE rollup_state SET release = release + 1');
}

/** A figure that the records give. */
export function counted(numerator: number, denominator: number | null, status = 'FINAL'): unknown {
  return expect.objectContaining({
    numerator,
    denominator,
    missing: null,
    status,
    origin: 'COMPUTED',
  }) as unknown;
}

/** No value, for that reason. */
export function without(missing: string): unknown {
  return expect.objectContaining({ value: null, missing, status: 'MISSING', origin: null }) as unknown;
}
