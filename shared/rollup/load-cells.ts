/** Reads roll-up cells for any number of units and periods with one statement, and with them what the records cover. */
import DataLoader from 'dataloader';
import { CodedError } from '../errors';
import { InvalidInput } from '../period/invalid-input';
import type { Period } from '../period/period';
import type { UnitId } from '../units/unit';
import { type CellRow, Cells } from './cells';
import type { RequestReader, StateRow } from './request-reader';
import { STATE, type SystemCoverage } from './system-coverage';
import { unitPeriods } from './unit-period';

export interface CellKey {
  readonly unit: UnitId;
  readonly period: Period;
}

export type CellLoader = DataLoader<CellKey, Cells, string>;

/**
 * For the length of one request: keys asked for in the same tick go out as one statement.
 * @param mostKeys units and periods that the request may read in all
 */
export function createCellLoader(reader: RequestReader, mostKeys = Infinity): CellLoader {
  const unitPeriod = unitPeriods();
  const read = async (keys: readonly CellKey[]) => {
    const parameters = [keys.map(({ unit }) => unit), keys.map(({ period }) => period)];
    const { rows, covered } = await reader.read<CellOrState>(CELLS_STATEMENT, parameters);
    return cellsOf(keys, rows, covered, unitPeriod);
  };
  let asked = 0;
  return new DataLoader(
    async (keys) => {
      asked += keys.length;
      if (asked > mostKeys) throw tooMany(asked, mostKeys);
      return read(keys).catch(unreadable);
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
export function unreadable(cause: unknown): never {
  // Whoever waits too long for one state is told that, not that the system is down.
  if (cause instanceof CodedError && cause.code === 'DEADLINE_EXCEEDED') throw cause;
  console.error('The roll-ups cannot be read:', cause);
  throw new CodedError(
    'SUBGRAPH_UNAVAILABLE',
    'The system cannot read its figures, so its fields are null. Other systems are unaffected; try again later.',
  );
}

export type CellOrState = CellRow & StateRow;

export const CELLS_STATEMENT = `
  SELECT NULL AS unit, NULL AS period, NULL AS kpi, NULL AS tier, NULL::numeric AS numerator, NULL::numeric AS denominator,
    NULL::boolean AS suppressed, ${STATE} AS state
  UNION ALL
  SELECT unit, period, kpi, tier, numerator, denominator, suppressed, NULL
  FROM kpi_cell
  WHERE (unit, period) IN (SELECT * FROM unnest($2::text[], $3::text[]))`;

function cellsOf(
  keys: readonly CellKey[],
  rows: readonly CellOrState[],
  covered: SystemCoverage,
  unitPeriod: ReturnType<typeof unitPeriods>,
): Cells[] {
  const found = new Map<string, Map<string, Cells>>();
  const cells = keys.map(({ unit, period }) => {
    const own = new Cells(unitPeriod(unit, period), covered);
    const ofUnit = found.get(unit);
    if (ofUnit === undefined) found.set(unit, new Map([[period, own]]));
    else ofUnit.set(period, own);
    return own;
  });
  for (const row of rows) found.get(row.unit)?.get(row.period)?.add(row);
  return cells;
}

function keyText({ unit, period }: CellKey): string {
  return `${unit} ${period}`;
}
