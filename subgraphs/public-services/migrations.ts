/** The tables of the public-service records, step by step; a step that has run anywhere is never edited. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PublicServices1700000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE procedure (
        demonstration boolean NOT NULL, procedure_code text NOT NULL, name text NOT NULL, authority_level text NOT NULL,
        online_level text NOT NULL, eligible_full boolean NOT NULL, valid_from date NOT NULL, valid_to date,
        PRIMARY KEY (procedure_code, valid_from));
      CREATE TABLE dossier (
        demonstration boolean NOT NULL, dossier_code text PRIMARY KEY, procedure_code text NOT NULL,
        org_code text NOT NULL, unit_code text NOT NULL, channel text, submitted_at timestamptz NOT NULL,
        received_at timestamptz, due_at timestamptz, finished_at timestamptz, returned_at timestamptz,
        status text NOT NULL, supplement_requests integer NOT NULL, supplement_seconds integer NOT NULL,
        has_digitised_component boolean NOT NULL, result_file text, fee_due_vnd integer NOT NULL,
        online_payment text NOT NULL, vneid_verified boolean NOT NULL, rating integer);
      CREATE INDEX dossier_procedure ON dossier (procedure_code);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE procedure, dossier');
  }
}
