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
