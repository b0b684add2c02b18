/** The roll-up table and what stands beside it in every system's database. */
import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';

/** One roll-up cell; its key is unit, period, KPI and tier, the tier empty for all tiers together. */
export interface KpiCell {
  unit: string;
  period: string;
  kpi: string;
  tier: string;
  /** As text: PostgreSQL hands out numeric so, for its precision. */
  numerator: string | null;
  denominator: string | null;
  /** The numerator, or what is left of the denominator, is about too few persons; the denominator is. */
  numeratorSensitive: boolean;
  denominatorSensitive: boolean;
  /** Withheld: sensitive, or needed so that a sensitive one cannot be inferred. */
  suppressed: boolean;
}

/** A span of time for which the records behind a KPI are complete, as their imports stated. */
export interface KpiCoverage {
  kpi: string;
  coversFrom: string;
  /** The instant that the records reach up to. */
  coversTo: Date;
  demonstration: boolean;
}

export const kpiCellEntity = new EntitySchema<KpiCell>({
  name: 'kpi_cell',
  tableName: 'kpi_cell',
  columns: {
    unit: { type: 'text', primary: true },
    period: { type: 'text', primary: true },
    kpi: { type: 'text', primary: true },
    tier: { type: 'text', primary: true },
    numerator: { type: 'numeric', nullable: true },
    denominator: { type: 'numeric', nullable: true },
    numeratorSensitive: { name: 'numerator_sensitive', type: 'boolean', default: false },
    denominatorSensitive: { name: 'denominator_sensitive', type: 'boolean', default: false },
    suppressed: { type: 'boolean', default: false },
  },
});

export const kpiCoverageEntity = new EntitySchema<KpiCoverage>({
  name: 'kpi_coverage',
  tableName: 'kpi_coverage',
  columns: {
    kpi: { type: 'text', primary: true },
    coversFrom: { name: 'covers_from', type: 'date', primary: true },
    coversTo: { name: 'covers_to', type: 'timestamptz' },
    demonstration: { type: 'boolean' },
  },
});

/** What every system's database holds besides its records. */
export class RollupTables1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kpi_cell (
        unit text NOT NULL, period text NOT NULL, kpi text NOT NULL, tier text NOT NULL,
        numerator numeric, denominator numeric, demonstration boolean NOT NULL,
        PRIMARY KEY (unit, period, kpi, tier));
      CREATE TABLE kpi_reach (kpi text PRIMARY KEY, as_of timestamptz NOT NULL);

      -- A unit's code on a day leads to the unit itself and to each unit above it.
      CREATE TABLE place (code text NOT NULL, unit text NOT NULL, valid_from date NOT NULL, valid_to date NOT NULL);
      CREATE INDEX place_code ON place (code);
      CREATE TABLE agency (
        code text PRIMARY KEY, tier text NOT NULL, unit_code text, valid_from date NOT NULL, valid_to date NOT NULL,
        demonstration boolean NOT NULL);

      -- What the cells were made with: when registers or declarations change, they are made anew.
      CREATE TABLE rollup_state (system text NOT NULL, fingerprint text NOT NULL);

      CREATE TABLE import_log (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, records text NOT NULL, accepted integer NOT NULL,
        rejected integer NOT NULL, changed integer NOT NULL, demonstration boolean NOT NULL,
        as_of timestamptz NOT NULL, imported_at timestamptz NOT NULL DEFAULT now());`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE kpi_cell, kpi_reach, place, agency, rollup_state, import_log');
  }
}

/** The new map, where what lasts is counted on the last day; and small cells. */
export class RollupTables1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE kpi_cell ADD people numeric, ADD suppressed boolean NOT NULL DEFAULT false;
      -- Asks for the registers, and so for all cells, anew.
      DELETE FROM rollup_state;

      -- A unit's code, while that unit bears it, leads to each unit to whose area it belongs, for as long as it does.
      DROP TABLE place;
      CREATE TABLE place (
        code text NOT NULL, level text NOT NULL, valid_from date NOT NULL, valid_to date NOT NULL,
        unit text NOT NULL, member_from date NOT NULL, member_to date NOT NULL);
      CREATE INDEX place_code ON place (code);
      CREATE INDEX place_unit ON place (unit);
      -- What a unit of the new map consisted of before.
      CREATE TABLE part (unit text NOT NULL, part text NOT NULL, valid_from date NOT NULL, valid_to date NOT NULL);
      CREATE INDEX part_unit ON part (unit);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE part; ALTER TABLE kpi_cell DROP people, DROP suppressed');
  }
}

/** Coverage as imports state it, and the memory of what was withheld and what is known. */
export class RollupTables1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Asks for the registers, and so for all cells, anew; the number of the state that readers see stays.
      ALTER TABLE rollup_state ADD release bigint NOT NULL DEFAULT 0;
      UPDATE rollup_state SET fingerprint = '';
      DELETE FROM kpi_cell;
      ALTER TABLE kpi_cell DROP people, DROP demonstration,
        ADD numerator_sensitive boolean NOT NULL DEFAULT false, ADD denominator_sensitive boolean NOT NULL DEFAULT false;
      DROP TABLE kpi_reach, part;
      CREATE TABLE kpi_coverage (
        kpi text NOT NULL, covers_from date NOT NULL, covers_to timestamptz NOT NULL, demonstration boolean NOT NULL,
        PRIMARY KEY (kpi, covers_from));

      -- From when on its records are complete, up to as_of; null for a deletion, which covers nothing.
      ALTER TABLE import_log ADD covers_from date,
        -- The latest instant that a row of the file speaks of: such rows wait where it is after as_of.
        ADD last_event timestamptz;

      -- A measure that a unit is withheld of, from the first release that hid it on.
      CREATE TABLE withheld_measure (unit text NOT NULL, measure text NOT NULL, PRIMARY KEY (unit, measure));
      -- Sums of which a release has hidden some members: what is left of them to solve for.
      CREATE TABLE open_sum (period text NOT NULL, terms text NOT NULL);
      CREATE UNIQUE INDEX open_sum_once ON open_sum (period, md5(terms));
      -- Every figure of persons that could be known from a release.
      CREATE TABLE known_figure (
        unit text NOT NULL, quantity text NOT NULL, tier text NOT NULL, value numeric NOT NULL, period text NOT NULL,
        PRIMARY KEY (unit, quantity, tier, value, period));`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE known_figure, open_sum, withheld_measure, kpi_coverage;
      ALTER TABLE import_log DROP covers_from, DROP last_event;
      ALTER TABLE rollup_state DROP release;
      ALTER TABLE kpi_cell DROP numerator_sensitive, DROP denominator_sensitive, ADD people numeric, ADD demonstration boolean NOT NULL;
      CREATE TABLE part (unit text NOT NULL, part text NOT NULL, valid_from date NOT NULL, valid_to date NOT NULL);
      CREATE TABLE kpi_reach (kpi text PRIMARY KEY, as_of timestamptz NOT NULL);`);
  }
}

export const rollupMigrations = [
  RollupTables1700000000000,
  RollupTables1700000000001,
  RollupTables1700000000002,
];
