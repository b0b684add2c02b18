/** What lasts, imported and changed and deleted in any order, up to any day: the cells are what a count by hand gives. */
import fc from 'fast-check';
import { openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import { type Beneficiary, beneficiary } from '../../test/tiny-records';
import { subgraph as welfare } from '../../subgraphs/welfare';
import { beneficiaries } from '../../subgraphs/welfare/records';
import { rowsOf } from '../database/rows';
import { deleteRecords } from '../import/delete-records';
import { addDays, type Day, dayOf, parseDay, startOf, validOn } from '../period/day';
import { endDay, firstDay, grains, parsePeriod, type Period, periodOf } from '../period/period';
import { unitRegister } from '../reference/registers';
import type { Unit } from '../units/unit';
import { rebuildAll } from './maintain';

const KEYS = 12;
/** Merged ones, both parts of one new commune, part of another, a district, and one of the new map. */
const CODES = ['09520', '09508', '09202', '09211', '09163', '258', '09187'];

let system: SystemDatabase;
beforeAll(async () => {
  system = await openSystemDatabase(welfare);
});
afterAll(() => system.close());

const day = fc
  .integer({ min: 0, max: 800 })
  .map((days) => addDays(parseDay('2023-12-20'), days))
  .chain((some) =>
    fc.constantFrom(some, parseDay('2024-12-01'), parseDay('2025-06-30'), parseDay('2025-07-01')),
  );
const row: fc.Arbitrary<Beneficiary> = fc
  .record({
    key: fc.integer({ min: 1, max: KEYS }),
    code: fc.constantFrom(...CODES),
    from: day,
    days: fc.option(fc.integer({ min: 1, max: 500 })),
    verified: fc.option(day),
  })
  .filter(({ code, from }) => unitRegister.byCode(code, { on: from }) !== undefined)
  .map(({ key, code, from, days, verified }) =>
    beneficiary(`B${key}`, {
      ...{ unit_code: code, entitled_from: from, entitled_to: days === null ? '' : addDays(from, days) },
      account_verified_at: verified === null ? '' : startOf(verified).toISOString(),
    }),
  );
const step = fc.record({
  rows: fc.uniqueArray(row, { minLength: 1, maxLength: 8, selector: (one) => one.beneficiary_code }),
  gone: fc.uniqueArray(fc.integer({ min: 1, max: KEYS }), { maxLength: 3 }),
  days: fc.integer({ min: 0, max: 200 }),
});

test('on every level and grain, on both maps', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
      await system.dataSource.query('TRUNCATE beneficiary, import_log');
      await rebuildAll(system.dataSource, system.plan);
      const held = new Map<string, Beneficiary>();
      let asOf = parseDay('2025-05-20');
      for (const { rows, gone, days } of steps) {
        asOf = addDays(asOf, days);
        await system.importRows(beneficiaries, rows, { asOf: startOf(asOf) });
        for (const one of rows) held.set(one.beneficiary_code ?? '', one);
        const keys = gone.map((key) => `B${key}`);
        await deleteRecords(system.dataSource, [['beneficiary_code', ...keys, ''].join('\n')], system);
        for (const key of keys) held.delete(key);
        const counted = byHand([...held.values()], asOf);
        expect(await cells()).toEqual(counted);
        compared += counted.length;
      }
      const incremental = await system.cells();
      await rebuildAll(system.dataSource, system.plan);
      expect(await system.cells()).toEqual(incremental);
    }),
    { numRuns: 15 },
  );
  expect(compared).toBeGreaterThan(1000);
});

async function cells(): Promise<string[]> {
  const rows = await rowsOf<{ line: string }>(
    system.dataSource,
    `SELECT concat_ws(' ', unit, period, kpi, trim_scale(numerator), trim_scale(denominator)) AS line FROM kpi_cell
     WHERE tier = '' AND kpi IN ('WEL-01', 'WEL-02')`,
  );
  return rows.map(({ line }) => line).sort();
}

interface Spell {
  readonly base: Unit;
  readonly from: Day;
  readonly to: Day;
  readonly verified: Day | undefined;
}

function byHand(rows: readonly Beneficiary[], asOf: Day): string[] {
  const spells = rows.flatMap(
    ({ unit_code = '', entitled_from = '', entitled_to, account_verified_at }): Spell[] => {
      const from = parseDay(entitled_from);
      const base = unitRegister.byCode(unit_code, { on: from });
      const to = parseDay(entitled_to === undefined || entitled_to === '' ? '3999-12-31' : entitled_to);
      const verified = account_verified_at ? dayOf(new Date(account_verified_at)) : undefined;
      return base === undefined ? [] : [{ base, from, to, verified }];
    },
  );
  const accounts = spells.flatMap(({ verified, ...spell }): Spell[] => {
    if (verified === undefined) return [];
    const from = verified > spell.from ? verified : spell.from;
    return from < spell.to ? [{ ...spell, from, verified }] : [];
  });
  return [
    ...lines(asOf, firstYear(spells), spells, (unit, last) => `WEL-01 ${count(spells, unit, last)}`),
    ...lines(
      asOf,
      firstYear(accounts.length > 0 ? accounts : spells),
      [...spells, ...accounts],
      (unit, last) => `WEL-02 ${count(accounts, unit, last)} ${count(spells, unit, last)}`,
    ),
  ].sort();
}

/** A line for each unit that any of the spells was ever counted in, and each period since the first year. */
function lines(
  asOf: Day,
  first: Day | undefined,
  spells: readonly Spell[],
  figures: (unit: Unit, last: Day) => string,
): string[] {
  if (first === undefined || first > asOf) return [];
  const days: Day[] = [];
  for (let on = first; on <= asOf; on = addDays(on, 1)) days.push(on);
  const periods = new Set(days.flatMap((on) => grains.map((grain) => periodOf(on, grain))));
  const units = unitRegister.list();
  const told = units.filter((unit) =>
    spells.some(({ base, from, to }) => days.some((on) => from <= on && on < to && belongs(base, unit, on))),
  );
  const has = (unit: Unit, last: Day) => told.includes(unit) && lasts(unit, last);
  return [...periods].flatMap((period: Period) => {
    const end = addDays(endDay(parsePeriod(period)), -1);
    const last = end < asOf ? end : asOf;
    return told
      .filter((unit) => has(unit, last) && missingParts(unit, last).every((part) => has(part, last)))
      .map((unit) => `${unit.id} ${period} ${figures(unit, last)}`);
  });
}

function missingParts(unit: Unit, last: Day): Unit[] {
  if (unit.codeList !== 'VN2025' || validOn(unit, last)) return [];
  return unitRegister.formerParts(unit).filter((part) => validOn(part, last));
}

/** A unit of the new map stands for its area before it began as well. */
function lasts(unit: Unit, on: Day): boolean {
  return (
    validOn(unit, on) || (unit.codeList === 'VN2025' && unit.validFrom !== undefined && on < unit.validFrom)
  );
}

const count = (spells: readonly Spell[], unit: Unit, on: Day) =>
  spells.filter(({ base, from, to }) => from <= on && on < to && belongs(base, unit, on)).length;

/** Whether what is kept at the base belongs to the unit's area on the day. */
function belongs(base: Unit, unit: Unit, on: Day): boolean {
  return areaOf(base, on).includes(unit);
}

const areas = new Map<string, Unit[]>();

function areaOf(base: Unit, on: Day): Unit[] {
  const key = `${base.id} ${on}`;
  const known = areas.get(key) ?? areasOf(base, on);
  areas.set(key, known);
  return known;
}

function areasOf(base: Unit, on: Day): Unit[] {
  if (base.validTo !== undefined && on >= base.validTo) {
    // What a district kept itself is left to the province's heir.
    const heirs = unitRegister.successors(base);
    const left =
      heirs.length > 0
        ? heirs
        : unitRegister.ancestors(base).flatMap((above) => unitRegister.successors(above));
    return [...new Set(left.flatMap((heir) => areaOf(heir, on)))];
  }
  const above = [base, ...unitRegister.ancestors(base, on)];
  if (base.codeList === 'VN2025') return above;
  const fresh = (unit: Unit): Unit[] =>
    unit.codeList === 'VN2025' ? [unit] : unitRegister.successors(unit).flatMap(fresh);
  return [...new Set([...above, ...above.flatMap(fresh)])];
}

function firstYear(spells: readonly Spell[]): Day | undefined {
  const [first] = spells.map(({ from }) => from).sort();
  return first && firstDay(periodOf(first, 'YEAR'));
}
