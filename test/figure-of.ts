/** A KPI as readers see it, read from a system's database: its value, or why there is none, with its status. */
import type { KpiDeclaration, SystemDeclaration } from '../shared/kpi/kpi';
import { statusOf } from '../shared/kpi/reading';
import { parsePeriod } from '../shared/period/period';
import { loadPublishedFigures } from '../shared/published/published-figures';
import { createCellLoader } from '../shared/rollup/load-cells';
import { RequestReader } from '../shared/rollup/request-reader';
import { readingFrom, type StatedReading } from '../shared/subgraph/kpi-source';
import { KpiView, parseKpiId } from '../shared/subgraph/kpi-view';
import type { Tier, UnitId } from '../shared/units/unit';
import type { SystemDatabase } from './system-database';

/** After every period of the tests. */
const NOW = new Date('2030-01-01T00:00:00+07:00');

export type FigureOf = (unit: string, period: string, code: string, tier?: Tier) => Promise<string>;

/** The target that a KPI is measured by, as readers see it. */
export async function targetOf({ dataSource }: SystemDatabase, declaration: SystemDeclaration, id: string) {
  const { key, kpi } = parseKpiId(id, declaration);
  const reader = new RequestReader(dataSource);
  const cells = createCellLoader(reader);
  const figures = loadPublishedFigures(declaration, `subgraphs/${declaration.name}`);
  const context = { ...{ cells, figures, now: NOW, caller: {} }, releases: reader.releases };
  const { value, target } = new KpiView(kpi, key, await cells.load(key), context, {});
  return { value, attainment: target?.attainment, met: target?.met };
}

/** `value, numerator of denominator, status, origin`, or the reason with what is known of the numbers. */
export function figureOf({ dataSource }: SystemDatabase, declaration: SystemDeclaration): FigureOf {
  const figures = loadPublishedFigures(declaration, `subgraphs/${declaration.name}`);
  return async (unit, period, code, tier) => {
    const kpi = declaration.kpis.find((candidate) => candidate.code === code);
    if (kpi === undefined) throw new TypeError(`${declaration.name} has no ${code}.`);
    const key = { unit: unit as UnitId, period: parsePeriod(period) }; // as a test writes it
    const cells = await createCellLoader(new RequestReader(dataSource)).load(key);
    const reading = readingFrom(cells, kpi, key, { figures }, tier);
    return inWords(kpi, { ...reading, status: statusOf(reading, cells.scope.days.endsAt, NOW) });
  };
}

function inWords(kpi: KpiDeclaration, reading: StatedReading): string {
  const { value, numerator, denominator, status, origin, missing } = reading;
  const parts = denominator === null ? [] : [`${numerator ?? '?'} of ${denominator}`];
  if (missing !== null) return [missing, ...parts].join(', ');
  return [`${value ?? ''}${kpi.unit === 'PERCENT' ? ' %' : ''}`, ...parts, status, origin].join(', ');
}
