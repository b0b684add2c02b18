/** The tables of the feedback records, step by step; a step that has run anywhere is never edited. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Tickets1700000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ticket (
        demonstration boolean NOT NULL, ticket_code text PRIMARY KEY, kind text NOT NULL, field_code text NOT NULL,
        channel text NOT NULL, unit_code text NOT NULL, lat double precision, lon double precision,
        assigned_org text NOT NULL, sent_at timestamptz NOT NULL, received_at timestamptz NOT NULL,
        due_at timestamptz, answered_at timestamptz, processed_at timestamptz, published_at timestamptz,
        status text NOT NULL, transfers integer NOT NULL, rating integer, reopened boolean NOT NULL,
        is_duplicate boolean NOT NULL);
      CREATE INDEX ticket_place ON ticket (unit_code, received_at);
      CREATE TABLE feedback_account (
        demonstration boolean NOT NULL, account_code text PRIMARY KEY, org_code text NOT NULL,
        activated_on date NOT NULL, deactivated_on date);
      CREATE INDEX feedback_account_org ON feedback_account (org_code);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ticket, feedback_account');
  }
}

/** A change no longer rewrites the past. */
export class Tickets1700000001001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What a record said, and since when, once it has changed.
      CREATE TABLE feedback_account_version (
        account_code text NOT NULL, org_code text NOT NULL, since date NOT NULL, PRIMARY KEY (account_code, since));`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE feedback_account_version');
  }
}
