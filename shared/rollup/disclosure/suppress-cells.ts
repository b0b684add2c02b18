/** Withholds the cells that are about too few persons, and those that would give them away, in this release and over all. */
import type { QueryRunner } from 'typeorm';
import { countOf, rowsOf } from '../../database/rows';
import type { KpiDeclaration } from '../../kpi/kpi';
import { unitRegister } from '../../reference/registers';
import { endDayOf, firstDayOf } from '../place';
import { complementarySuppression, inferableWithheld } from './complementary-suppression';
import { disclosureGroups, type KnownFigure, splitBlock } from './disclosure-groups';
import { FORMER, rememberOpenSums, withFormerSums } from './former-sums';
import { type Guarded, guardedKpis } from './measures';

/**
 * Marks the cells that must not be shown. A unit is withheld of a measure for all periods and tiers together. What a release
 * has hidden beside something shown stays hidden for good, and what could be known from one never serves to hide another: the
 * tables `withheld_measure` and `known_figure` remember both. Synthetic records leave no memory.
 */
export async function suppressCells(runner: QueryRunner, kpis: readonly KpiDeclaration[]): Promise<void> {
  const guarded = guardedKpis(kpis);
  if (guarded.kpis.length === 0) return;
  const minimumCellSize = Math.max(...kpis.map(({ disclosure }) => disclosure?.minimumCellSize ?? 0));
  const before = new Set([FORMER, ...(await withheldBefore(runner))]);
  const ofRelease = await disclosureGroups(runner, guarded);
  const groups = await withFormerSums(runner, ofRelease, guarded.quantities);
  const withheld = complementarySuppression(groups, before, minimumCellSize);
  await mark(runner, guarded, withheld);
  if (await isSynthetic(runner)) return;
  const inferable = groups.flatMap((group) => inferableWithheld(group, withheld).map(({ figure }) => figure));
  await rememberOpenSums(runner, groups, withheld);
  await rememberKnown(runner, guarded, inferable);
  await rememberWithheld(runner, guarded, withheld);
}

/** As if nothing had ever been shown. Figures that somebody has kept may give away what is withheld from then on. */
export async function forgetReleases(runner: QueryRunner): Promise<void> {
  await runner.query('DELETE FROM withheld_measure');
  await runner.query('DELETE FROM known_figure');
  await runner.query('DELETE FROM open_sum');
}

/** A figure of nobody may be shown. */
async function mark(runner: QueryRunner, guarded: Guarded, withheld: ReadonlySet<string>): Promise<void> {
  const blocks = [...withheld].map(splitBlock);
  const pairs = guarded.kpis.flatMap(({ kpi, exposes }) => {
    const units = blocks.filter(({ measure }) => exposes.includes(measure)).map(({ unit }) => unit);
    return [...new Set(units)].map((unit) => ({ kpi, unit }));
  });
  await runner.query(
    `WITH withheld AS (SELECT * FROM unnest($2::text[], $3::text[]) AS withheld (kpi, unit)),
       marked AS (
         SELECT unit, period, kpi, tier, withheld.unit IS NOT NULL AND (c.numerator <> 0 OR c.denominator <> 0) IS TRUE AS suppressed
         FROM kpi_cell c LEFT JOIN withheld USING (kpi, unit) WHERE kpi = ANY ($1))
     UPDATE kpi_cell c SET suppressed = marked.suppressed FROM marked
     WHERE (c.unit, c.period, c.kpi, c.tier) = (marked.unit, marked.period, marked.kpi, marked.tier)
       AND c.suppressed <> marked.suppressed`,
    [guarded.kpis.map(({ kpi }) => kpi), pairs.map(({ kpi }) => kpi), pairs.map(({ unit }) => unit)],
  );
}

async function withheldBefore(runner: QueryRunner): Promise<string[]> {
  const rows = await rowsOf<{ block: string }>(
    runner,
    `SELECT unit || ' ' || measure AS block FROM withheld_measure`,
  );
  return rows.map(({ block }) => block);
}

/** Whether the system's records are made up for demonstration, who need no protection. */
async function isSynthetic(runner: QueryRunner): Promise<boolean> {
  return (await countOf(runner, 'SELECT count(*) FROM import_log WHERE demonstration')) > 0;
}

/** Units of the new map of whose area not all is reported: they are shown from their first day on. */
const partlyReported = unitRegister.list({ codeList: 'VN2025' }).filter((unit) => {
  const parts = unitRegister.formerParts(unit);
  return parts.length === 0 || parts.some(({ reported }) => !reported);
});

/** What is shown, and what can be inferred from it without harm. */
async function rememberKnown(
  runner: QueryRunner,
  { kpis, quantities }: Guarded,
  inferable: readonly KnownFigure[],
): Promise<void> {
  const values = quantities.map(({ kpi, name, role }) => `('${kpi}', '${name}', ${VALUE[role]})`);
  await runner.query(
    `INSERT INTO known_figure (unit, quantity, tier, value, period)
     SELECT unit, quantity, tier, value, period FROM kpi_cell c
     CROSS JOIN LATERAL (VALUES ${values.join(', ')}) AS shown (kpi, quantity, value)
     WHERE c.kpi = ANY ($1) AND c.kpi = shown.kpi AND NOT c.suppressed AND (c.numerator <> 0 OR c.denominator <> 0)
       AND EXISTS (SELECT FROM kpi_coverage covered WHERE covered.kpi = c.kpi
         AND covered.covers_from < ${endDayOf('c.period')} AND covered.covers_to >= ${firstDayOf('c.period')})
       AND NOT EXISTS (SELECT FROM unnest($7::text[], $8::date[]) AS partly (unit, began)
         WHERE partly.unit = c.unit AND ${endDayOf('c.period')} <= began)
     UNION
     SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::numeric[], $6::text[])
     ON CONFLICT DO NOTHING`,
    [
      kpis.map(({ kpi }) => kpi),
      inferable.map(({ unit }) => unit),
      inferable.map(({ quantity }) => quantity),
      inferable.map(({ tier }) => tier),
      inferable.map(({ value }) => value),
      inferable.map(({ period }) => period),
      partlyReported.map(({ id }) => id),
      partlyReported.map(({ validFrom }) => validFrom),
    ],
  );
}

/** As long as nothing of a measure has ever been shown, what is withheld of it may be shown later. */
async function rememberWithheld(
  runner: QueryRunner,
  { quantities }: Guarded,
  withheld: ReadonlySet<string>,
): Promise<void> {
  const rows = await rowsOf<{ quantity: string }>(runner, 'SELECT DISTINCT quantity FROM known_figure');
  const known = new Set(rows.map(({ quantity }) => quantity));
  const shown = new Set(quantities.filter(({ name }) => known.has(name)).map(({ measure }) => measure));
  const lasting = [...withheld].map(splitBlock).filter(({ measure }) => shown.has(measure));
  await runner.query(
    `INSERT INTO withheld_measure (unit, measure) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING`,
    [lasting.map(({ unit }) => unit), lasting.map(({ measure }) => measure)],
  );
}

const VALUE = {
  numerator: 'c.numerator',
  complement: 'c.denominator - c.numerator',
  denominator: 'c.denominator',
} as const;
