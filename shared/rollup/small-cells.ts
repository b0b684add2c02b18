/** Withholds the cells that few people are behind, and what would give them away. */
import type { QueryRunner } from 'typeorm';
import { rowsOf } from '../database/rows';
import type { KpiDeclaration } from '../kpi/kpi';
import { endDay, firstDay, parsePeriod, type Period } from '../period/period';
import { unitRegister } from '../reference/registers';
import { lastDay } from '../units/register';
import { type Group, type PreferredSum, withhold } from './withhold';

interface CellRow {
  readonly unit: string;
  /** Period, KPI and tier: cells that agree in them add up over the units. */
  readonly period: Period;
  readonly group: string;
  readonly people: number;
  readonly few: boolean;
}

/**
 * A unit is withheld with all its KPIs that have a threshold and for a whole year together: one KPI's denominator is
 * another's count, a year less its other months would give a month away, and a total less its other tiers a tier.
 */
export async function suppressSmallCells(
  runner: QueryRunner,
  kpis: readonly KpiDeclaration[],
): Promise<void> {
  const guarded = kpis.filter(({ fewestPeople }) => fewestPeople !== undefined);
  if (guarded.length === 0) return;
  const codes = guarded.map(({ code }) => code);
  const thresholds = guarded.map(({ fewestPeople }) => fewestPeople ?? 0);
  const rows = await rowsOf<CellRow>(
    runner,
    `WITH cells AS (
       SELECT unit, period, concat_ws(' ', period, kpi, tier) AS "group", people::float8 AS people,
              people > 0 AND people < threshold AS few
       FROM kpi_cell JOIN unnest($1::text[], $2::integer[]) AS guarded (kpi, threshold) USING (kpi)
     )
     SELECT * FROM cells WHERE left(period, 4) IN (SELECT left(period, 4) FROM cells WHERE few)
     ORDER BY "group", unit`,
    [codes, thresholds],
  );
  const years = new Set(rows.map(({ period }) => period.slice(0, 4)));
  const withheld = [...years].flatMap((year) => {
    const groups = groupsOf(rows.filter(({ period }) => period.startsWith(year)));
    return [...withhold(groups, Math.max(...thresholds))].map((unit) => ({ unit, year }));
  });
  await runner.query(
    `UPDATE kpi_cell c SET suppressed = (c.unit, left(c.period, 4)) IN (SELECT * FROM unnest($2::text[], $3::text[]))
     WHERE c.kpi = ANY ($1)
       AND c.suppressed <> ((c.unit, left(c.period, 4)) IN (SELECT * FROM unnest($2::text[], $3::text[])))`,
    [codes, withheld.map(({ unit }) => unit), withheld.map(({ year }) => year)],
  );
}

function groupsOf(rows: readonly CellRow[]): Group[] {
  const byGroup = new Map<string, CellRow[]>();
  for (const row of rows) {
    const cells = byGroup.get(row.group) ?? [];
    cells.push(row);
    byGroup.set(row.group, cells);
  }
  const sums = new Map<Period, readonly PreferredSum[]>();
  return [...byGroup.values()].map((figures) => {
    const period = figures[0]?.period ?? parsePeriod('2000');
    const ofPeriod = sums.get(period) ?? sumsIn(period);
    sums.set(period, ofPeriod);
    return { figures, sums: ofPeriod };
  });
}

/** What adds up to what in the period: the units below another, and the parts of a unit of the new map. */
function sumsIn(period: Period): PreferredSum[] {
  const below = new Map<string, string[]>();
  const [first, end] = [firstDay(period), endDay(period)];
  const onNewMap: PreferredSum[] = [];
  for (const unit of unitRegister.list()) {
    const parts = unitRegister.formerParts(unit).map((part) => part.id);
    if (unit.codeList === 'VN2025' && parts.length > 0) {
      onNewMap.push({ whole: unit.id, parts, spares: 'parts' });
    }
    // Within the period a unit may change what it belongs to; it is a part of both then.
    const last = lastDay(unit);
    const days = [first, end].map((day) => (last < day ? last : day));
    const parents = new Set(days.flatMap((day) => unitRegister.parent(unit, day)?.id ?? []));
    for (const parent of parents) below.set(parent, [...(below.get(parent) ?? []), unit.id]);
  }
  return [...onNewMap, ...[...below].map(([whole, parts]) => ({ whole, parts, spares: 'whole' as const }))];
}
