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
  demonstration: boolean;
  /** How many people are behind it, where few must not be told; as text. */
  people: string | null;
  /** Withheld, because few people are behind it or it would give such a cell away. */
  suppressed: boolean;
}

/** The instant up to which the records behind a KPI reach. */
export interface KpiReach {
  kpi: string;
  asOf: Date;
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
    demonstration: { type: 'boolean' },
    people: { type: 'numeric', nullable: true },
    suppressed: { type: 'boolean', default: false },
  },
});

export const kpiReachEntity = new EntitySchema<KpiReach>({
  name: 'kpi_reach',
  tableName: 'kpi_reach',
  columns: { kpi: { type: 'text', primary: true }, asOf: { name: 'as_of', type: 'timestamptz' } },
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

export const rollupMigrations = [RollupTables1700000000000, RollupTables1700000000001];
