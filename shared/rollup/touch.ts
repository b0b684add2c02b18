/** Notes which cells of flows an import will change, so that only those are recomputed. */
import type { QueryRunner } from 'typeorm';
import type { RecordKind } from '../import/record-kind';
import type { FlowCounts, KpiDeclaration } from '../kpi/kpi';
import { coverageOf, type RecordCoverage } from './coverage';
import { agencyJoin, dayOfColumn, periodsOf, placeJoin } from './place';
import { lastEvent } from './records-as-of';
import type { FlowRecords, RollupStatement } from './statement';

interface Plan {
  readonly kinds: readonly RecordKind[];
  readonly kpis: readonly KpiDeclaration[];
  readonly statements: readonly RollupStatement[];
}

/**
 * Begins the table `touched_day` with the units and days of what the rows in `staging` will change, before they do: where
 * they belong now, and where a row with the same key belonged until now. Of what lasts nothing is noted: that is made whole.
 */
export async function touch(runner: QueryRunner, { kpis, kinds }: Plan, imported: RecordKind): Promise<void> {
  const sameKey = imported.key.map((name) => `old."${name}" = s."${name}"`).join(' AND ');
  const affected = flowsOf(kpis).flatMap(({ records, on, joined }) => {
    const counted = kindNamed(kinds, records);
    if (counted === imported) {
      const replaced = `SELECT old.* FROM "${imported.name}" old JOIN staging s ON ${sameKey}`;
      return [whereAndWhen(counted, on, 'staging'), whereAndWhen(counted, on, `(${replaced})`)];
    }
    if (joined?.records !== imported.name) return [];
    const links = `SELECT "${joined.by}" FROM staging UNION SELECT old."${joined.by}" FROM "${imported.name}" old JOIN staging s ON ${sameKey}`;
    return [whereAndWhen(counted, on, linked(counted, joined, links))];
  });
  await runner.query('CREATE TEMPORARY TABLE touched_day (unit text, day date) ON COMMIT DROP');
  await note(runner, affected);
}

/**
 * Adds what a later as-of instant lets in: records that count, or in which something happened, since the former one. They
 * are looked for only where some file spoke of days after its as-of.
 */
export async function touchReached(
  runner: QueryRunner,
  { kinds, kpis, statements }: Plan,
  before: RecordCoverage,
  after: RecordCoverage,
): Promise<void> {
  for (const statement of statements) {
    const [from, to] = [before, after].map((coverage) => coverageOf(statement, coverage).at(-1)?.to);
    if (statement.flow === undefined || from === undefined || to === undefined || to <= from) continue;
    const { records, on, joined } = statement.flow;
    const counted = kindNamed(kinds, records);
    await note(runner, [whereAndWhen(counted, on, reachedSince(counted, kpis))], from);
    if (joined === undefined) continue;
    const other = kindNamed(kinds, joined.records);
    const links = `SELECT "${joined.by}" FROM ${reachedSince(other, kpis)} other`;
    await note(runner, [whereAndWhen(counted, on, linked(counted, joined, links))], from);
  }
}

/** Ends the notes with the tables that roll-up statements read: `touched` and `touched_years`. */
export async function touchedCells(runner: QueryRunner): Promise<void> {
  await runner.query(
    `CREATE TEMPORARY TABLE touched ON COMMIT DROP AS
     SELECT DISTINCT unit, period FROM touched_day CROSS JOIN LATERAL ${periodsOf('day')}`,
  );
  await runner.query(
    `CREATE TEMPORARY TABLE touched_years ON COMMIT DROP AS SELECT DISTINCT date_trunc('year', day)::date AS year FROM touched_day`,
  );
  await runner.query('ANALYZE touched');
}

/** The columns by whose day the records of that kind are counted in some flow. */
export function countedOn({ name }: RecordKind, kpis: readonly KpiDeclaration[]): string[] {
  const columns = kpis.flatMap(({ counts }) => {
    if (counts === undefined || 'held' in counts) return [];
    const { records, on } = 'used' in counts ? counts.used : counts;
    return records === name ? [on] : [];
  });
  return [...new Set(columns)];
}

async function note(runner: QueryRunner, days: readonly string[], since?: Date): Promise<void> {
  if (days.length === 0) return;
  await runner.query(
    `INSERT INTO touched_day ${[...new Set(days)].join(' UNION ')}`,
    since === undefined ? [] : [since],
  );
}

function flowsOf(kpis: readonly KpiDeclaration[]): FlowCounts[] {
  return kpis.flatMap(({ counts }) =>
    counts === undefined || 'held' in counts || 'used' in counts ? [] : [counts],
  );
}

/** SQL for the records of the kind that count, or in which something happened, after the instant $1. */
function reachedSince(kind: RecordKind, kpis: readonly KpiDeclaration[]): string {
  return `(SELECT r.* FROM "${kind.name}" r
    WHERE (SELECT max(last_event) FROM import_log WHERE records = '${kind.name}') > $1
      AND ${lastEvent(kind, countedOn(kind, kpis), 'r')} > $1)`;
}

function linked({ name }: RecordKind, { to }: NonNullable<FlowRecords['joined']>, links: string): string {
  return `(SELECT * FROM "${name}" WHERE "${to}" IN (${links}))`;
}

/** The units and the day of each of those records, as the KPI counts them. */
function whereAndWhen(kind: RecordKind, on: string, source: string): string {
  const day = dayOfColumn(kind, on);
  return `SELECT place.unit, ${day} AS day FROM ${source} r ${agencyJoin(kind)} ${placeJoin(kind, day)} WHERE ${day} IS NOT NULL`;
}

function kindNamed(kinds: readonly RecordKind[], name: string): RecordKind {
  const kind = kinds.find((candidate) => candidate.name === name);
  if (kind === undefined) throw new TypeError(`There is no kind of record "${name}".`);
  return kind;
}
