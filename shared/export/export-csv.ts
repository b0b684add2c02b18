/** All that a filter selects of a system's KPIs as CSV (RFC 4180), in pieces: never more than one batch is held. */
import type { CodedError } from '../errors';
import type { CsvPieces } from '../http/csv-over-http';
import { csvCell, spreadsheetCell } from '../import/csv-cell';
import type { KpiDeclaration, SystemDeclaration } from '../kpi/kpi';
import { formatInstant } from '../period/day';
import { lastDayOf } from '../period/period';
import { unitRegister } from '../reference/registers';
import type { CellKey } from '../rollup/load-cells';
import { type KpiSelection, selectKpis } from '../subgraph/kpi-selection';
import type { SystemContext } from '../subgraph/kpi-source';
import { KpiView } from '../subgraph/kpi-view';
import { versionOn } from '../units/register';
import { exportFilter } from './export-filter';

/** Units and periods whose cells come with one statement. */
const KEYS_AT_ONCE = 500;
/** Characters that are handed out together. */
const PIECE = 65_536;

type Cell = string | number | boolean | null | undefined;
type Column = (view: KpiView, kpi: KpiDeclaration) => Cell;

const COLUMNS: Readonly<Record<string, Column>> = {
  unit: ({ key }) => key.unit,
  unit_code: ({ key }) => unitRegister.get(key.unit)?.code,
  unit_name: ({ key }) => nameIn(key),
  period: ({ key }) => key.period,
  code: (_, { code }) => code,
  name_vi: (_, { name }) => name.vi,
  name_en: (_, { name }) => name.en,
  value: ({ value }) => value,
  unit_of_measure: (_, { unit }) => unit,
  numerator: ({ numerator }) => numerator,
  denominator: ({ denominator }) => denominator,
  origin: ({ origin }) => origin,
  missing: ({ missing }) => missing,
  status: ({ status }) => status,
  reprojected: ({ reprojected }) => reprojected,
  data_as_of: ({ dataAsOf }) => dataAsOf && formatInstant(dataAsOf),
};

/** One state of the figures, which is kept until it is closed. */
interface State {
  readonly context: SystemContext;
  readonly close: () => Promise<void>;
}

/** @param onExpiry told when the state can be kept no longer: whatever is read afterwards fails */
export type OpenState = (onExpiry: (cause: CodedError) => void) => Promise<State>;

/**
 * A row for each unit, period and KPI, in that order, missing ones with their reason; all of one state, which is opened for
 * the first piece and closed after the last, or when nobody reads on.
 * @throws InvalidInput at once for a filter that selects nothing that there is
 */
export function exportCsv(
  declaration: SystemDeclaration,
  parameters: URLSearchParams,
  open: OpenState,
): CsvPieces {
  const selection = selectKpis(declaration, exportFilter(parameters));
  const expiry = new AbortController();
  const openState = () =>
    open((cause) => {
      expiry.abort(cause);
    });
  return { [Symbol.asyncIterator]: () => pieces(selection, openState), expired: expiry.signal };
}

async function* pieces(selection: KpiSelection, open: () => Promise<State>): AsyncGenerator<string> {
  const { context, close } = await open();
  try {
    yield* piecesOf(selection, context);
  } finally {
    await close();
  }
}

async function* piecesOf(selection: KpiSelection, context: SystemContext): AsyncGenerator<string> {
  let piece = line(Object.keys(COLUMNS));
  for (const keys of batches(selection)) {
    const cells = await context.cells.loadMany(keys);
    context.cells.clearAll();
    for (const [i, key] of keys.entries()) {
      const found = cells[i];
      if (found === undefined || found instanceof Error) throw found ?? new TypeError('A batch fell short.');
      for (const kpi of selection.kpis) piece += row(new KpiView(kpi, key, found, context, {}), kpi);
      if (piece.length < PIECE) continue;
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}

function* batches({ units, periods }: KpiSelection): Generator<CellKey[]> {
  let batch: CellKey[] = [];
  for (const unit of units) {
    for (const period of periods) {
      batch.push({ unit, period });
      if (batch.length < KEYS_AT_ONCE) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

function row(view: KpiView, kpi: KpiDeclaration): string {
  return line(Object.values(COLUMNS).map((column) => column(view, kpi)));
}

function line(cells: readonly Cell[]): string {
  return `${cells.map(written).join(',')}\r\n`;
}

/** A number may begin with a minus; a name that does is no formula. */
function written(cell: Cell): string {
  return typeof cell === 'string' ? spreadsheetCell(cell) : csvCell(String(cell ?? ''));
}

/** The name that the unit bore on the period's last day. */
function nameIn({ unit: id, period }: CellKey): string | undefined {
  const unit = unitRegister.get(id);
  return unit && versionOn(unit, lastDayOf(period)).name.vi;
}
