/** Loads a system's published figures; the same path for every system. */
import { type DataRow, readDataFile } from '../reference/data-file';
import { unitRegister } from '../reference/registers';
import { parseDay } from '../period/day';
import { parsePeriod } from '../period/period';
import { tiers, type UnitId } from '../units/unit';
import { type KpiCode, type SystemDeclaration, unitsOfMeasure } from '../kpi/kpi';
import { type PeriodKind, periodKinds, type PublishedFigure, qualifiers } from '../kpi/published-figure';
import { figureSources } from './figure-sources';

/** The figures of one system, looked up by KPI and unit. */
export class PublishedFigures {
  private readonly byKpiAndUnit = new Map<string, PublishedFigure[]>();

  constructor(readonly all: readonly PublishedFigure[]) {
    for (const figure of all) {
      const key = `${figure.kpi} ${figure.unit}`;
      this.byKpiAndUnit.set(key, [...(this.byKpiAndUnit.get(key) ?? []), figure]);
    }
  }

  of(kpi: KpiCode, unit: UnitId): readonly PublishedFigure[] {
    return this.byKpiAndUnit.get(`${kpi} ${unit}`) ?? [];
  }
}

/** Reads `published.csv` in the system's folder, given from the project's root. */
export function loadPublishedFigures({ kpis }: SystemDeclaration, folder: string): PublishedFigures {
  const rows = readDataFile(folder, 'published.csv');
  return new PublishedFigures(
    rows.map((row) => ({
      kpi: kpis.find(({ code }) => code === row.text('kpi'))?.code ?? row.fail('kpi', 'is not declared'),
      unit: unitRegister.get(row.text('unit'))?.id ?? row.fail('unit', 'is not in the register'),
      tier: row.optional('tier') === undefined ? undefined : row.oneOf('tier', tiers),
      measure: row.optional('measure'),
      unitOfMeasure: row.oneOf('unit_of_measure', unitsOfMeasure),
      value: row.number('value') ?? row.fail('value', 'is empty'),
      numerator: row.number('numerator'),
      denominator: row.number('denominator'),
      qualifier: row.oneOf('qualifier', qualifiers),
      quote: row.text('quote'),
      note: row.optional('note'),
      source: figureSources.get(row.text('source')) ?? row.fail('source', 'is not in sources.csv'),
      ...spanOf(row, row.oneOf('period_kind', periodKinds)),
    })),
  );
}

function spanOf(row: DataRow, periodKind: PeriodKind) {
  const period = () => row.parsed('period', parsePeriod) ?? row.fail('period', 'is empty');
  const asOf = () => row.parsed('as_of', parseDay) ?? row.fail('as_of', 'is empty');
  switch (periodKind) {
    case 'FULL_PERIOD':
      return { periodKind, period: period() };
    case 'YEAR_TO_DATE':
      return { periodKind, period: period(), asOf: asOf() };
    case 'AS_OF':
    case 'CUMULATIVE':
      return { periodKind, asOf: asOf() };
  }
}
