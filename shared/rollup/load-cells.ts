/** Reads roll-up cells for any number of units and periods with one statement. */
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { CodedError } from '../errors';
import type { Cell } from '../kpi/reading';
import { InvalidInput } from '../period/invalid-input';
import type { Period } from '../period/period';
import type { UnitId } from '../units/unit';
import { type KpiCell, kpiCellEntity, type KpiReach, kpiReachEntity } from './cell';

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

/**
 * For the length of one request: keys asked for in the same tick go out as one statement.
 * @param mostKeys units and periods that the request may read in all
 */
export function createCellLoader(dataSource: DataSource, mostKeys = Infinity): CellLoader {
  let asked = 0;
  return new DataLoader(
    async (keys) => {
      asked += keys.length;
      if (asked > mostKeys) throw tooMany(asked, mostKeys);
      return loadCells(dataSource, keys).catch(unreadable);
    },
    { cacheKeyFn: keyText },
  );
}

function tooMany(asked: number, mostKeys: number): InvalidInput {
  return new InvalidInput(
    `The request reads ${asked} units and periods of one system, each of a series counted. Expected at most ${mostKeys}: ask for fewer units, shorter series or a coarser grain, or take the export.`,
  );
}

/** One fault for all that was asked, so that it is told once: the system has nothing to answer from. */
function unreadable(cause: unknown): never {
  console.error('The roll-ups cannot be read:', cause);
  throw new CodedError(
    'SUBGRAPH_UNAVAILABLE',
    'The system cannot read its figures, so its fields are null. Other systems are unaffected; try again later.',
  );
}

async function loadCells(dataSource: DataSource, keys: readonly CellKey[]): Promise<Cells[]> {
  const rows = await dataSource
    .getRepository(kpiCellEntity)
    .createQueryBuilder('cell')
    .innerJoin(kpiReachEntity.options.name, 'reach', 'reach.kpi = cell.kpi')
    .select(['cell.unit AS unit', 'cell.period AS period', 'cell.kpi AS kpi', 'cell.tier AS tier'])
    .addSelect(['cell.numerator AS numerator', 'cell.denominator AS denominator'])
    .addSelect([
      'cell.demonstration AS demonstration',
      'cell.suppressed AS suppressed',
      'reach.as_of AS "asOf"',
    ])
    .where('(cell.unit, cell.period) IN (SELECT * FROM unnest(:units::text[], :periods::text[]))', {
      units: keys.map(({ unit }) => unit),
      periods: keys.map(({ period }) => period),
    })
    .getRawMany<KpiCell & KpiReach>();
  const found = new Map<string, Map<string, Cell>>(keys.map((key) => [keyText(key), new Map()]));
  for (const { unit, period, kpi, tier, numerator, denominator, ...cell } of rows) {
    found.get(`${unit} ${period}`)?.set(cellName(kpi, tier), {
      ...cell,
      numerator: numberOf(numerator),
      denominator: numberOf(denominator),
    });
  }
  return keys.map((key) => found.get(keyText(key)) ?? new Map<string, Cell>());
}

/** Counts and amounts fit a double. */
function numberOf(numeric: string | null): number | null {
  return numeric === null ? null : Number(numeric);
}

function keyText({ unit, period }: CellKey): string {
  return `${unit} ${period}`;
}
