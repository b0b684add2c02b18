/** The roll-up table and what stands beside it in every system's database. */
import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';

/** One roll-up cell; its key is unit, period, KPI and tier, the tier empty for all tiers together. */
export interface KpiCell {
  unit: string;
  period: string;
  kpi: string;
  tier: string;
  numerator: number | null;
  denominator: number | null;
  demonstration: boolean;
  asOf: Date;
}

/** PostgreSQL hands out numeric as text, for its precision; counts fit a double. */
const asNumber = {
  to: (value: number | null) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};

export const kpiCellEntity = new EntitySchema<KpiCell>({
  name: 'kpi_cell',
  tableName: 'kpi_cell',
  columns: {
    unit: { type: 'text', primary: true },
    period: { type: 'text', primary: true },
    kpi: { type: 'text', primary: true },
    tier: { type: 'text', primary: true },
    numerator: { type: 'numeric', nullable: true, transformer: asNumber },
    denominator: { type: 'numeric', nullable: true, transformer: asNumber },
    demonstration: { type: 'boolean' },
    asOf: { name: 'as_of', type: 'timestamptz' },
  },
});

/** What every system's database holds besides its records. */
export class RollupTables1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kpi_cell (
        unit text NOT NULL, period text NOT NULL, kpi text NOT NULL, tier text NOT NULL,
        numerator numeric, denominator numeric, demonstration boolean NOT NULL, as_of timestamptz NOT NULL,
        PRIMARY KEY (unit, period, kpi, tier));

      -- A unit's code on a day leads to the unit itself and to each unit above it.
      CREATE TABLE place (code text NOT NULL, unit text NOT NULL, valid_from date NOT NULL, valid_to date NOT NULL);
      CREATE INDEX place_code ON place (code);
      CREATE TABLE agency (
        code text PRIMARY KEY, tier text NOT NULL, unit_code text, valid_from date NOT NULL, valid_to date NOT NULL);

      -- What the cells were made with: when registers or declarations change, they are made anew.
      CREATE TABLE rollup_state (fingerprint text NOT NULL);

      CREATE TABLE import_log (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, records text NOT NULL, accepted integer NOT NULL,
        rejected integer NOT NULL, changed integer NOT NULL, demonstration boolean NOT NULL,
        as_of timestamptz NOT NULL, imported_at timestamptz NOT NULL DEFAULT now());`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE kpi_cell, place, agency, rollup_state, import_log');
  }
}
