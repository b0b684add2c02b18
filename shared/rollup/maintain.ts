/** Keeps the roll-up cells true to the records: all of them, or only those that an import touches. */
import { createHash } from 'node:crypto';
import { type DataSource, QueryFailedError, type QueryRunner } from 'typeorm';
import { countOf, type Queryable, rowsOf } from '../database/rows';
import { errorCode } from '../error-code';
import { CodedError } from '../errors';
import { contentOf, coversFrom } from '../import/file-coverage';
import type { RecordKind } from '../import/record-kind';
import { breakdownOf, type KpiDeclaration } from '../kpi/kpi';
import { compileRollup } from './compile';
import { coverageOf, coverageOfRecords, type RecordCoverage, writeCoverage } from './coverage';
import { forgetReleases, suppressCells } from './disclosure/suppress-cells';
import { referenceRows } from './reference-rows';
import { CELL_COLUMNS, type RollupStatement } from './statement';
import { touchedCells } from './touch';

export interface RollupPlan {
  readonly kinds: readonly RecordKind[];
  readonly statements: readonly RollupStatement[];
  readonly kpis: readonly KpiDeclaration[];
}

export function planRollup(kpis: readonly KpiDeclaration[], kinds: readonly RecordKind[]): RollupPlan {
  const all = kpis.flatMap((kpi) => [kpi, ...breakdownOf(kpi)]);
  return { kinds, kpis: all, statements: compileRollup(all, kinds) };
}

/** A transaction on a system's records: one at a time, and for as long as it takes. */
export function inMaintenance<T>(
  dataSource: DataSource,
  work: (runner: QueryRunner) => Promise<T>,
): Promise<T> {
  return dataSource.transaction('READ COMMITTED', async ({ queryRunner }) => {
    if (queryRunner === undefined) throw new TypeError('A transaction always has a query runner.');
    // Compiling these statements takes longer than running them.
    await queryRunner.query(
      "SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '64MB'; SET LOCAL jit = off",
    );
    await queryRunner.query(`SELECT pg_advisory_xact_lock(hashtext('import'))`);
    return work(queryRunner);
  });
}

/** Recomputes every cell from the records. */
export async function rebuild(runner: QueryRunner, plan: RollupPlan): Promise<void> {
  const coverage = await coverageOfRecords(runner);
  await runner.query('DELETE FROM kpi_cell');
  await runner.query('DELETE FROM kpi_coverage');
  await writeCoverage(runner, plan.statements, coverage);
  for (const statement of plan.statements) await fill(runner, statement, coverage, false);
  await release(runner, plan);
}

/** Recomputes the cells noted by `touch`. What lasts touches every later period, so it is made whole. */
export async function rollUpTouched(runner: QueryRunner, plan: RollupPlan, records: string): Promise<void> {
  await touchedCells(runner);
  const coverage = await coverageOfRecords(runner);
  const made = await rowsOf<{ kpi: string }>(runner, 'SELECT DISTINCT kpi FROM kpi_coverage');
  const affected = plan.statements.filter(({ reads }) => reads.includes(records));
  await writeCoverage(runner, affected, coverage);
  for (const statement of affected) {
    // What had to wait for other records is made for the first time now, and so whole.
    const whole =
      statement.flow === undefined || !statement.kpis.every((code) => made.some(({ kpi }) => kpi === code));
    const touchedOnly = whole ? '' : ' AND (unit, period) IN (SELECT unit, period FROM touched)';
    await runner.query(`DELETE FROM kpi_cell WHERE kpi = ANY ($1)${touchedOnly}`, [statement.kpis]);
    await fill(runner, statement, coverage, !whole);
  }
  await release(runner, plan);
}

/** What is done last: withholds what must not be shown, and numbers the state that readers see from now on. */
async function release(runner: QueryRunner, { kpis }: RollupPlan): Promise<void> {
  await suppressCells(runner, kpis);
  await runner.query('UPDATE rollup_state SET release = release + 1');
}

/** Runs the statement, unless records that it reads were never imported. */
async function fill(
  runner: QueryRunner,
  statement: RollupStatement,
  coverage: RecordCoverage,
  touchedOnly: boolean,
): Promise<void> {
  if (coverageOf(statement, coverage).length === 0) return;
  await runner
    .query(`INSERT INTO kpi_cell (${CELL_COLUMNS}) ${statement.select('tier', touchedOnly)}`)
    .catch((cause: unknown) => {
      throw faultOfDeclaration(cause, statement.kpis);
    });
}

/** A condition that PostgreSQL does not understand (SQLSTATE class 42) is a fault of the declaration it stands in. */
function faultOfDeclaration(cause: unknown, kpis: readonly string[]): unknown {
  if (!(cause instanceof QueryFailedError) || !String(errorCode(cause)).startsWith('42')) return cause;
  return new CodedError(
    'REFERENCE_INVALID',
    `The conditions of one of ${kpis.join(', ')} are not SQL over their records: ${cause.message}. Mend its kpis.ts.`,
    { cause },
  );
}

/**
 * Brings the registers into the database, and makes the cells anew when registers or declarations have changed.
 * @throws CodedError CONFIG_INVALID when the database is another system's
 */
export async function refreshRollup(dataSource: DataSource, system: string, plan: RollupPlan): Promise<void> {
  const { places, agencies } = referenceRows();
  const sql = plan.statements.map(({ select }) => select('tier', false));
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([places, agencies, sql, plan.kpis.map(({ disclosure }) => disclosure ?? null)]))
    .digest('hex');
  // Mostly there is nothing to do, and no import to wait for then.
  if (await isFresh(dataSource, system, fingerprint)) return;
  await inMaintenance(dataSource, async (runner) => {
    if (await isFresh(runner, system, fingerprint)) return;
    await runner.query('DELETE FROM place');
    await runner.query(
      'INSERT INTO place SELECT * FROM unnest($1::text[], $2::text[], $3::date[], $4::date[], $5::text[], $6::date[], $7::date[])',
      places,
    );
    await runner.query('DELETE FROM agency');
    await runner.query(
      'INSERT INTO agency SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::date[], $6::boolean[])',
      agencies,
    );
    const known = await runner.query('SELECT FROM rollup_state').then((rows: unknown[]) => rows.length > 0);
    await runner.query(
      known
        ? 'UPDATE rollup_state SET system = $1, fingerprint = $2'
        : 'INSERT INTO rollup_state (system, fingerprint) VALUES ($1, $2)',
      [system, fingerprint],
    );
    await stateCoverage(runner, plan);
    await rebuild(runner, plan);
  });
}

/** Imports of before coverage was stated get what an import of all their records would state by default. */
async function stateCoverage(runner: QueryRunner, { kinds, kpis }: RollupPlan): Promise<void> {
  const silent = 'covers_from IS NULL AND accepted > 0 AND records = $1';
  for (const kind of kinds) {
    const [reach] = await rowsOf<{ asOf: Date | null }>(
      runner,
      `SELECT max(as_of) AS "asOf" FROM import_log WHERE ${silent}`,
      [kind.name],
    );
    const asOf = reach?.asOf ?? null;
    if (asOf === null) continue;
    const content = await contentOf(runner, kind, kpis, { table: `"${kind.name}"`, asOf });
    await runner.query(`UPDATE import_log SET covers_from = $2, last_event = $3 WHERE ${silent}`, [
      kind.name,
      coversFrom(content, asOf, []),
      content.lastEvent,
    ]);
  }
}

async function isFresh(runner: Queryable, system: string, fingerprint: string): Promise<boolean> {
  const [known] = await rowsOf<{ system: string; fingerprint: string }>(runner, 'SELECT * FROM rollup_state');
  if (known !== undefined && known.system !== system) {
    throw new CodedError(
      'CONFIG_INVALID',
      `The database of ${system} is that of ${known.system} already. Give each system a database of its own.`,
    );
  }
  return known?.fingerprint === fingerprint;
}

/** Rebuilds every cell, as the roll-up command does. Gives the number of cells. */
export async function rebuildAll(
  dataSource: DataSource,
  plan: RollupPlan,
  { forgetWithheld = false } = {},
): Promise<number> {
  return inMaintenance(dataSource, async (runner) => {
    if (forgetWithheld) await forgetReleases(runner);
    await rebuild(runner, plan);
    return countOf(runner, 'SELECT count(*) FROM kpi_cell');
  });
}
