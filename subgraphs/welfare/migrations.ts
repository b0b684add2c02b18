/** The tables of the welfare records, step by step; a step that has run anywhere is never edited. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Welfare1700000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE beneficiary (
        demonstration boolean NOT NULL, beneficiary_code text PRIMARY KEY, "group" text NOT NULL,
        category text NOT NULL, unit_code text NOT NULL, entitled_from date NOT NULL, entitled_to date,
        monthly_amount_vnd integer NOT NULL, bank_code text, account_verified_at timestamptz, payee text NOT NULL,
        pid_matched_at timestamptz);
      CREATE TABLE payment (
        demonstration boolean NOT NULL, payment_id text PRIMARY KEY, beneficiary_code text NOT NULL,
        unit_code text NOT NULL, pay_period text NOT NULL, amount_vnd integer NOT NULL, method text NOT NULL,
        bank_code text, due_on date NOT NULL, paid_on date, status text NOT NULL);
      CREATE INDEX payment_due ON payment (due_on);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE beneficiary, payment');
  }
}

/** A change no longer rewrites the past. */
export class Welfare1700000001001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What a record said, and since when, once it has changed.
      CREATE TABLE beneficiary_version (
        beneficiary_code text NOT NULL, unit_code text NOT NULL, "group" text NOT NULL, category text NOT NULL,
        since date NOT NULL, PRIMARY KEY (beneficiary_code, since));`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE beneficiary_version');
  }
}
