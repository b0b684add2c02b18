/** An attacker with every cell that is shown, pencil and paper: no figure of few people comes out, whatever was imported. */
import fc from 'fast-check';
import { openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import { beneficiary, payment } from '../../test/tiny-records';
import { subgraph as welfare } from '../../subgraphs/welfare';
import { beneficiaries, payments } from '../../subgraphs/welfare/records';
import { rowsOf } from '../database/rows';
import { parseDay } from '../period/day';
import { endDay, parsePeriod } from '../period/period';
import { addDays } from '../period/day';
import { unitRegister } from '../reference/registers';
import { computable, type Sum } from './computable';
import { rebuildAll } from './maintain';

let system: SystemDatabase;
beforeAll(async () => {
  system = await openSystemDatabase(welfare);
});
afterAll(() => system.close());

/** Two of a later merger (09520 went into 09508 on 2024-12-01), their neighbour, two of one new commune, and a district's own. */
const PLACES = ['09508', '09520', '09511', '09202', '09211', '09193', '256'];
const MONTHS = ['2024-10', '2024-11', '2024-12'];

/** People by place and month: often none or few. */
const people = fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 30 })), {
  ...{ minLength: PLACES.length * MONTHS.length, maxLength: PLACES.length * MONTHS.length },
});

interface CellRow {
  readonly unit: string;
  readonly period: string;
  readonly tier: string;
  readonly people: number;
  readonly suppressed: boolean;
}

test('over units, months, tiers and both maps', async () => {
  let withheld = 0;
  await fc.assert(
    fc.asyncProperty(people, async (counts) => {
      await system.dataSource.query('TRUNCATE beneficiary, payment, import_log');
      await rebuildAll(system.dataSource, system.plan);
      const cases = counts.flatMap((count, i) => {
        const [place = '', month = ''] = [PLACES[i % PLACES.length], MONTHS[Math.floor(i / PLACES.length)]];
        const unit_code = place === '09520' && month === '2024-12' ? '09508' : place;
        return Array.from({ length: count }, (_, n) => ({ code: `${place}-${n}`, unit_code, month }));
      });
      const entitled = cases
        .filter(({ month }) => month === '2024-10')
        .map(({ code, unit_code }) => beneficiary(code, { unit_code, entitled_from: '2024-10-01' }));
      const paid = cases.map(({ code, unit_code, month }) =>
        payment(`${code}-${month}`, { beneficiary_code: code, unit_code, due_on: `${month}-10` }),
      );
      await system.importRows(beneficiaries, [beneficiary('one', { unit_code: '09163' }), ...entitled]);
      await system.importRows(payments, [payment('one', { due_on: '2024-10-10' }), ...paid]);
      for (const [kpi, stock] of [
        ['WEL-05', false],
        ['WEL-01', true],
      ] as const) {
        const cells = await cellsOf(kpi);
        const hidden = cells.filter(({ suppressed }) => suppressed);
        const few = cells.filter(({ people: behind }) => behind > 0 && behind < 5);
        expect(few.filter(({ suppressed }) => !suppressed)).toEqual([]);
        const told = new Set(computable(equations(cells, stock), hidden.map(nameOf)));
        expect(few.filter((cell) => told.has(nameOf(cell)))).toEqual([]);
        withheld += hidden.length;
      }
      const incremental = await system.cells();
      await rebuildAll(system.dataSource, system.plan);
      expect(await system.cells()).toEqual(incremental);
    }),
    { numRuns: 15 },
  );
  expect(withheld).toBeGreaterThan(0);
});

function cellsOf(kpi: string): Promise<CellRow[]> {
  return rowsOf<CellRow>(
    system.dataSource,
    'SELECT unit, period, tier, people::float8 AS people, suppressed FROM kpi_cell WHERE kpi = $1 AND period LIKE $2',
    [kpi, '2024%'],
  );
}

const nameOf = ({ unit, period, tier }: Pick<CellRow, 'unit' | 'period' | 'tier'>) =>
  `${unit} ${period} ${tier}`;

/** All that adds up to all: units, parts on the new map, tiers and, of flows, months. A cell that is not there is nothing. */
function equations(cells: readonly CellRow[], stock: boolean): Sum[] {
  const known = new Set(cells.map(nameOf));
  return cells
    .flatMap((cell) => {
      const { unit: id, period, tier } = cell;
      const unit = unitRegister.get(id);
      if (unit === undefined) return [];
      const last = addDays(endDay(parsePeriod(period)), -1);
      const children = unitRegister.list({ parent: unit.id, on: last });
      // Of a month or year in which communes merged, those that ended count for flows.
      const ended = stock ? [] : unitRegister.list({ parent: unit.id, on: parseDay('2024-10-01') });
      const below = [...new Set([...children, ...ended])].map((part) => nameOf({ ...cell, unit: part.id }));
      const before = unit.codeList === 'VN2025' ? unitRegister.formerParts(unit) : [];
      const parts = before.map((part) => nameOf({ ...cell, unit: part.id }));
      const tiers =
        tier === '' ? ['PROVINCE', 'DISTRICT', 'COMMUNE'].map((t) => nameOf({ ...cell, tier: t })) : [];
      const months =
        stock || !period.includes('Q') ? [] : MONTHS.map((month) => nameOf({ ...cell, period: month }));
      // On the new map a month without a cell is unknown, not nothing.
      const added = unit.codeList === 'VN2004' || months.every((month) => known.has(month)) ? months : [];
      const whole = nameOf(cell);
      return [
        // What 256 keeps itself is a part that no cell tells.
        ...(id === 'vn2004.256' ? [] : [{ whole, parts: below }]),
        ...[parts, tiers, added].map((of) => ({
          whole,
          parts: of,
        })),
        ...(period === '2024' && !stock ? [{ whole, parts: [nameOf({ ...cell, period: '2024-Q4' })] }] : []),
      ];
    })
    .map(({ whole, parts }) => ({ whole, parts: parts.filter((part) => known.has(part)) }))
    .filter(({ parts }) => parts.length > 0);
}
