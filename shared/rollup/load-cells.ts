/** Reads roll-up cells for any number of units and periods with one statement. */
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { Cell } from '../kpi/reading';
import type { Period } from '../period/period';
import type { UnitId } from '../units/unit';
import { kpiCellEntity } from './cell';

export interface CellKey {
  readonly unit: UnitId;
  readonly period: Period;
}

/** All cells of one unit and period, by KPI and tier. */
export type Cells = ReadonlyMap<string, Cell>;

/** A cell's place in Cells; without a tier it is that of all tiers together. */
export function cellName(kpi: string, tier = ''): string {
  return `${kpi} ${tier}`;
}

export type CellLoader = DataLoader<CellKey, Cells, string>;

/** For the length of one request: keys asked for in the same tick go out as one statement. */
export function createCellLoader(dataSource: DataSource): CellLoader {
  return new DataLoader((keys) => loadCells(dataSource, keys), { cacheKeyFn: keyText });
}

async function loadCells(dataSource: DataSource, keys: readonly CellKey[]): Promise<Cells[]> {
  const rows = await dataSource
    .getRepository(kpiCellEntity)
    .createQueryBuilder('cell')
    .where('(cell.unit, cell.period) IN (SELECT * FROM unnest(:units::text[], :periods::text[]))', {
      units: keys.map(({ unit }) => unit),
      periods: keys.map(({ period }) => period),
    })
    .getMany();
  const found = new Map<string, Map<string, Cell>>(keys.map((key) => [keyText(key), new Map()]));
  for (const row of rows) found.get(`${row.unit} ${row.period}`)?.set(cellName(row.kpi, row.tier), row);
  return keys.map((key) => found.get(keyText(key)) ?? new Map<string, Cell>());
}

function keyText({ unit, period }: CellKey): string {
  return `${unit} ${period}`;
}
