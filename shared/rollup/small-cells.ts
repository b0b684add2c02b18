/** Withholds the cells that few people are behind, and what would give them away. */
import type { QueryRunner } from 'typeorm';
import { rowsOf } from '../database/rows';
import type { KpiDeclaration } from '../kpi/kpi';
import { firstDay, parsePeriod } from '../period/period';
import { unitRegister } from '../reference/registers';
import { lastDay } from '../units/register';
import { type PreferredSum, withhold } from './withhold';

interface PeopleRow {
  readonly unit: string;
  readonly year: string;
  /** The fewest people behind any of the unit's figures in the year, those with none left out. */
  readonly people: number;
  readonly few: boolean;
}

/**
 * A unit is withheld with all its KPIs that have a threshold and for a whole year together: one KPI's denominator is
 * another's count, and a year less its other months would give a month away.
 */
export async function suppressSmallCells(
  runner: QueryRunner,
  kpis: readonly KpiDeclaration[],
): Promise<void> {
  const guarded = kpis.filter(({ fewestPeople }) => fewestPeople !== undefined);
  if (guarded.length === 0) return;
  const codes = guarded.map(({ code }) => code);
  const thresholds = guarded.map(({ fewestPeople }) => fewestPeople ?? 0);
  const rows = await rowsOf<PeopleRow>(
    runner,
    `SELECT unit, left(period, 4) AS year, coalesce(min(people) FILTER (WHERE people > 0), 0)::float8 AS people,
            bool_or(people > 0 AND people < threshold) AS few
     FROM kpi_cell JOIN unnest($1::text[], $2::integer[]) AS guarded (kpi, threshold) USING (kpi)
     GROUP BY 1, 2`,
    [codes, thresholds],
  );
  const years = [...new Set(rows.map(({ year }) => year))];
  const withheld = years.flatMap((year) => {
    const ofYear = rows.filter((row) => row.year === year);
    return [...withhold(ofYear, sumsIn(year, ofYear), Math.max(...thresholds))].map((unit) => ({
      unit,
      year,
    }));
  });
  await runner.query(
    `UPDATE kpi_cell c SET suppressed = (c.unit, left(c.period, 4)) IN (SELECT * FROM unnest($2::text[], $3::text[]))
     WHERE c.kpi = ANY ($1)
       AND c.suppressed <> ((c.unit, left(c.period, 4)) IN (SELECT * FROM unnest($2::text[], $3::text[])))`,
    [codes, withheld.map(({ unit }) => unit), withheld.map(({ year }) => year)],
  );
}

/** What adds up to what in the year: the units below another, and the parts of a unit of the new map. */
function sumsIn(year: string, rows: readonly PeopleRow[]): PreferredSum[] {
  const below = new Map<string, string[]>();
  const first = firstDay(parsePeriod(year));
  const onNewMap: PreferredSum[] = [];
  for (const { unit: id } of rows) {
    const unit = unitRegister.get(id);
    if (unit === undefined) continue;
    const parts = unitRegister.formerParts(unit).map((part) => part.id);
    if (unit.codeList === 'VN2025' && parts.length > 0) onNewMap.push({ whole: id, parts, spares: 'parts' });
    // Within the year a unit may change what it belongs to; it is a part of both then.
    const end = lastDay(unit);
    const parents = [first, end < first ? first : end].flatMap(
      (day) => unitRegister.parent(unit, day)?.id ?? [],
    );
    for (const parent of new Set(parents)) below.set(parent, [...(below.get(parent) ?? []), id]);
  }
  return [...onNewMap, ...[...below].map(([whole, parts]) => ({ whole, parts, spares: 'whole' as const }))];
}
