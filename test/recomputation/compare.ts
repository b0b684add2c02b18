/** Takes the same steps with the product and with the naive computation, and lists every figure in which they differ. */
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { rowsOf } from '../../shared/database/rows';
import { deleteRecords } from '../../shared/import/delete-records';
import { breakdownOf, type KpiDeclaration, type SystemDeclaration } from '../../shared/kpi/kpi';
import { read, statusOf } from '../../shared/kpi/reading';
import { parseDay, startOf } from '../../shared/period/day';
import { endDay, parsePeriod, type Period, periodsBetween } from '../../shared/period/period';
import { unitRegister } from '../../shared/reference/registers';
import type { Cells } from '../../shared/rollup/cells';
import { type CellKey, createCellLoader } from '../../shared/rollup/load-cells';
import { RequestReader } from '../../shared/rollup/request-reader';
import type { Subgraph } from '../../shared/subgraph/subgraph';
import type { Tier, Unit } from '../../shared/units/unit';
import { openSystemDatabase, type SystemDatabase } from '../system-database';
import { AGENCY_CODES, FIRST, LAST, UNIT_CODES } from './arbitrary-steps';
import { agencyOf, areaOn, seatOf } from './areas';
import { HeldRecords } from './held-records';
import type { Row, Step } from './import-steps';
import type { NaiveKpi } from './naive-kpi';
import { type NaiveFigure, NaiveFigures } from './naive-figures';
import type { NaiveSystem } from './naive-systems';

/** Some of the periods are over on it, others are not. */
const NOW = new Date('2025-11-20T10:00:00+07:00');

/** The years and quarters that imports cover, and more on either side. */
export const COARSE_PERIODS: readonly Period[] = [
  ...periodsBetween(parsePeriod('2021'), parsePeriod('2027'), 'YEAR'),
  ...periodsBetween(parsePeriod('2022-07'), parsePeriod('2026-03'), 'QUARTER'),
];
/** And the months. */
export const ALL_PERIODS: readonly Period[] = [
  ...COARSE_PERIODS,
  ...periodsBetween(parsePeriod('2022-08'), parsePeriod('2026-02'), 'MONTH'),
];

const ENDS = new Map(ALL_PERIODS.map((period) => [period, startOf(endDay(period)).getTime()]));

/** Every unit that a record can reach on some day, and some that none reaches. */
const UNITS: readonly Unit[] = reachableUnits();

function reachableUnits(): Unit[] {
  const places = [
    ...unitRegister.list().filter(({ code }) => UNIT_CODES.includes(code)),
    ...AGENCY_CODES.flatMap((code) => seatOf(agencyOf(code)) ?? []),
  ];
  const days = [FIRST, '2024-12-01', '2025-07-01', LAST].map(parseDay);
  const reached = new Set(places.flatMap((place) => days.flatMap((day) => [...areaOn(place, day)])));
  const others = [
    'vn2004.09166',
    'vn2004.09178',
    'vn2004.259',
    'vn2025.09193',
    'vn2025.07228',
    'vn2025.09499',
  ];
  return unitRegister.list().filter((unit) => reached.has(unit) || others.includes(unit.id));
}

/** Counts that readers get otherwise than from cells. */
export interface OtherCounts {
  readonly kpis: readonly NaiveKpi[];
  /** By code the counts of a unit and period; undefined where they are not served. */
  load(
    reader: RequestReader,
    keys: readonly CellKey[],
  ): Promise<readonly (ReadonlyMap<string, number> | undefined)[]>;
}

export class ComparedSystem {
  private records: HeldRecords;

  private constructor(
    private readonly database: SystemDatabase,
    private readonly kpis: readonly (readonly [KpiDeclaration, NaiveKpi | undefined])[],
    private readonly naive: NaiveSystem,
    private readonly others: OtherCounts | undefined,
  ) {
    this.records = new HeldRecords(naive.kinds);
  }

  static async open(
    subgraph: Subgraph,
    declaration: SystemDeclaration,
    naive: NaiveSystem,
    others?: OtherCounts,
  ): Promise<ComparedSystem> {
    const declared = declaration.kpis.flatMap((kpi) => [kpi, ...breakdownOf(kpi)]);
    const kpis = declared.map((kpi) => [kpi, naiveOf(kpi, naive)] as const);
    return new ComparedSystem(await openSystemDatabase(subgraph), kpis, naive, others);
  }

  close(): Promise<void> {
    return this.database.close();
  }

  /** Forgets all that was imported. */
  async clear(): Promise<void> {
    const { dataSource } = this.database;
    const kept = ['place', 'agency', 'rollup_state', 'migrations'];
    const tables = await rowsOf<{ name: string }>(
      dataSource,
      `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ($1)`,
      [kept],
    );
    await dataSource.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')}`);
    this.records = new HeldRecords(this.naive.kinds);
  }

  /** @throws where the product does not accept what the naive computation does */
  async take(step: Step): Promise<void> {
    const { database } = this;
    this.records.take(step);
    if ('keys' in step) {
      await deleteRecords(database.dataSource, [csvOf(step.keys)], database);
      return;
    }
    const kind = database.plan.kinds.find(({ name }) => name === step.records);
    if (kind === undefined) throw new TypeError(`The product has no ${step.records} records.`);
    const { asOf, coversFrom, rows } = step;
    const rejectsPath = join(tmpdir(), `${database.prefix}rejects.csv`);
    const options = { asOf, rejectsPath, ...(coversFrom === undefined ? {} : { coversFrom }) };
    const { rejected } = await database.importRows(kind, rows, options);
    if (rejected > 0)
      throw new Error(
        `The product rejects what the definition counts:\n${await readFile(rejectsPath, 'utf8')}`,
      );
  }

  /** Of those periods. */
  async differences(periods: readonly Period[]): Promise<Differences> {
    const figures = new NaiveFigures(this.records, NOW);
    const loader = createCellLoader(new RequestReader(this.database.dataSource));
    const lines: string[] = [];
    let compared = 0;
    for (const unit of UNITS) {
      const all = await Promise.all(periods.map((period) => loader.load({ unit: unit.id, period })));
      for (const [index, period] of periods.entries()) {
        const cells = all[index];
        for (const [kpi, naive] of this.kpis) {
          for (const tier of [undefined, ...kpi.tiers]) {
            const defined = naive === undefined ? undefined : figures.figure(naive, unit, period, tier);
            const served = cells && figureFrom(cells, kpi, period, tier);
            compared += 1;
            if (served !== undefined && isSame(kpi, defined, served)) continue;
            const where = [kpi.code, unit.id, period, tier ?? 'all tiers'].join(' ');
            lines.push(
              `${where}: by the definition ${inWords(defined)}, the product says ${inWords(served)}`,
            );
          }
        }
      }
    }
    const others = await this.otherDifferences(figures);
    return { lines: [...lines, ...others.lines], compared: compared + others.compared };
  }

  /** The same of what does not come from cells, by year and quarter. */
  private async otherDifferences(figures: NaiveFigures): Promise<Differences> {
    const lines: string[] = [];
    const { others } = this;
    if (others === undefined) return { lines, compared: 0 };
    const asked = UNITS.flatMap((unit) => COARSE_PERIODS.map((period) => ({ unit, period })));
    const keys = asked.map(({ unit: { id }, period }) => ({ unit: id, period }));
    const all = await others.load(new RequestReader(this.database.dataSource), keys);
    for (const [index, counts] of all.entries()) {
      const { unit, period } = asked[index] ?? {};
      if (unit === undefined || period === undefined) continue;
      for (const kpi of others.kpis) {
        const { numerator } = figures.figure(kpi, unit, period, undefined);
        const served = counts?.get(kpi.code) ?? null;
        if (numerator !== served)
          lines.push(
            `${kpi.code} ${unit.id} ${period}: by the definition ${numerator ?? 'none'}, the product says ${served ?? 'none'}`,
          );
      }
    }
    return { lines, compared: all.length * others.kpis.length };
  }

  /** Everything in the roll-up tables, as text. */
  async cells(): Promise<string[]> {
    return [
      ...(await lines(this.database.dataSource, 'kpi_cell')),
      ...(await lines(this.database.dataSource, 'kpi_coverage')),
    ];
  }

  get rollup(): Pick<SystemDatabase, 'dataSource' | 'plan'> {
    return this.database;
  }
}

export interface Differences {
  /** One for each figure that the product tells otherwise than its definition. */
  readonly lines: readonly string[];
  readonly compared: number;
}

type ServedFigure = Omit<NaiveFigure, 'missing'> & { readonly missing: string | null };

/** As a reader gets it, but with the figures that are withheld from readers. */
function figureFrom(cells: Cells, kpi: KpiDeclaration, period: Period, tier: Tier | undefined): ServedFigure {
  const cell = cells.get(kpi.code, tier);
  const reading = read(kpi, {
    ...{ period, tier, figures: [], coverage: cells.coverage(kpi), existed: cells.scope.existed },
    cell: cell && { ...cell, suppressed: false },
  });
  const { numerator, denominator, missing } = reading;
  const status = statusOf(reading, ENDS.get(period) ?? NaN, NOW);
  return { numerator, denominator, missing, status };
}

function isSame(kpi: KpiDeclaration, defined: NaiveFigure | undefined, served: ServedFigure): boolean {
  // A share by field has no single value, and pensions are only published.
  if (defined === undefined)
    return (
      served.missing === (kpi.distribution ? 'NOT_APPLICABLE' : 'NOT_PUBLISHED') ||
      served.missing === 'NOT_APPLICABLE'
    );
  return (
    isNear(defined.numerator, served.numerator) &&
    isNear(defined.denominator, served.denominator) &&
    defined.missing === served.missing &&
    defined.status === served.status
  );
}

/** Sums of rates differ in their last digits. */
function isNear(one: number | null, other: number | null): boolean {
  return one === other || (one !== null && other !== null && Math.abs(one - other) < 1e-9);
}

function inWords(figure: ServedFigure | undefined): string {
  if (figure === undefined) return 'no figure';
  const { numerator, denominator, missing, status } = figure;
  return `${numerator ?? 'null'} of ${denominator ?? 'null'}, ${missing ?? status}`;
}

/** @throws where the definition of a KPI that counts records is not written out here, or only here */
function naiveOf({ code, counts, tiers }: KpiDeclaration, { kpis }: NaiveSystem): NaiveKpi | undefined {
  const naive = kpis.find((kpi) => kpi.code === code);
  if ((naive === undefined) !== (counts === undefined))
    throw new TypeError(`${code} needs a naive computation.`);
  if (naive !== undefined && tiers.join() !== naive.tiers.join())
    throw new TypeError(`${code} has tiers ${tiers.join()}.`);
  return naive;
}

function csvOf(rows: readonly Row[]): string {
  const header = Object.keys(rows[0] ?? {});
  return [header, ...rows.map((row) => header.map((column) => row[column] ?? ''))]
    .map((cells) => `${cells.join(',')}\n`)
    .join('');
}

async function lines(dataSource: DataSource, table: string): Promise<string[]> {
  const rows = await rowsOf<{ line: string }>(
    dataSource,
    `SELECT to_jsonb(r)::text AS line FROM "${table}" r`,
  );
  return rows.map(({ line }) => line).sort();
}
