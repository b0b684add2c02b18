/** Notes which cells an import will change, so that only those are recomputed. */
import type { QueryRunner } from 'typeorm';
import type { RecordKind } from '../import/record-kind';
import type { KpiDeclaration } from '../kpi/kpi';
import { agencyJoin, dayOfColumn, periodsOf, placeJoin } from './place';

interface Plan {
  readonly kinds: readonly RecordKind[];
  readonly kpis: readonly KpiDeclaration[];
}

/**
 * Notes the cells that the rows in `staging` will change, before they do: where they belong now, and where a row
 * with the same key belonged until now. Of what lasts nothing is noted: that is made whole.
 */
export async function touch(runner: QueryRunner, { kpis, kinds }: Plan, imported: RecordKind): Promise<void> {
  const sameKey = imported.key.map((name) => `old."${name}" = s."${name}"`).join(' AND ');
  const affected = kpis.flatMap(({ counts }) => {
    if (counts === undefined || 'held' in counts || 'used' in counts) return [];
    const { records, on, joined } = counts;
    const counted = kinds.find(({ name }) => name === records);
    if (counted === undefined) return [];
    if (counted === imported) {
      const replaced = `SELECT old.* FROM "${imported.name}" old JOIN staging s ON ${sameKey}`;
      return [whereAndWhen(counted, on, 'staging'), whereAndWhen(counted, on, `(${replaced})`)];
    }
    if (joined?.records !== imported.name) return [];
    const links = `SELECT "${joined.by}" FROM staging UNION SELECT old."${joined.by}" FROM "${imported.name}" old JOIN staging s ON ${sameKey}`;
    return [
      whereAndWhen(counted, on, `(SELECT * FROM "${counted.name}" WHERE "${joined.to}" IN (${links}))`),
    ];
  });
  const days =
    affected.length === 0
      ? [`SELECT NULL::text AS unit, NULL::date AS day WHERE false`]
      : [...new Set(affected)];
  await runner.query(`CREATE TEMPORARY TABLE touched_day ON COMMIT DROP AS ${days.join(' UNION ')}`);
  await runner.query(
    `CREATE TEMPORARY TABLE touched ON COMMIT DROP AS
     SELECT DISTINCT unit, period FROM touched_day CROSS JOIN LATERAL ${periodsOf('day')}`,
  );
  await runner.query(
    `CREATE TEMPORARY TABLE touched_years ON COMMIT DROP AS SELECT DISTINCT date_trunc('year', day)::date AS year FROM touched_day`,
  );
  await runner.query('ANALYZE touched');
}

/** The units and the day of each of those records, as the KPI counts them. */
function whereAndWhen(kind: RecordKind, on: string, source: string): string {
  const day = dayOfColumn(kind, on);
  return `SELECT place.unit, ${day} AS day FROM ${source} r ${agencyJoin(kind)} ${placeJoin(kind)} WHERE ${day} IS NOT NULL`;
}
