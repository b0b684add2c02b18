/** Reads roll-up cells for any number of units and periods with one statement. */
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { CodedError } from '../errors';
import { InvalidInput } from '../period/invalid-input';
import type { Period } from '../period/period';
import type { UnitId } from '../units/unit';
import { type CellRow, Cells } from './cells';

export interface CellKey {
  readonly unit: UnitId;
  readonly period: Period;
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

const STATEMENT = `
  SELECT cell.unit AS unit, cell.period AS period, cell.kpi AS kpi, cell.tier AS tier,
    cell.numerator AS numerator, cell.denominator AS denominator, cell.demonstration AS demonstration,
    cell.suppressed AS suppressed, reach.as_of AS "asOf"
  FROM kpi_cell cell INNER JOIN kpi_reach reach ON reach.kpi = cell.kpi
  WHERE (cell.unit, cell.period) IN (SELECT * FROM unnest($1::text[], $2::text[]))`;

async function loadCells(dataSource: DataSource, keys: readonly CellKey[]): Promise<Cells[]> {
  const found = new Map<string, Map<string, Cells>>();
  const cells = keys.map(({ unit, period }) => {
    const own = new Cells();
    const ofUnit = found.get(unit);
    if (ofUnit === undefined) found.set(unit, new Map([[period, own]]));
    else ofUnit.set(period, own);
    return own;
  });
  for (const row of await readRows(dataSource, keys)) found.get(row.unit)?.get(row.period)?.add(row);
  return cells;
}

/** From a replica, where there is one. */
async function readRows(dataSource: DataSource, keys: readonly CellKey[]): Promise<CellRow[]> {
  const runner = dataSource.createQueryRunner('slave');
  try {
    const parameters = [keys.map(({ unit }) => unit), keys.map(({ period }) => period)];
    return (await runner.query(STATEMENT, parameters)) as CellRow[]; // what the statement selects
  } finally {
    await runner.release();
  }
}

function keyText({ unit, period }: CellKey): string {
  return `${unit} ${period}`;
}
