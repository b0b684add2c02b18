/** The tables of the document records, step by step; a step that has run anywhere is never edited. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Documents1700000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE document (
        demonstration boolean NOT NULL, document_id text PRIMARY KEY, org_code text NOT NULL, direction text NOT NULL,
        code_number text, code_notation text, type_name text, issued_date date, arrival_date date, due_date date,
        finished_at timestamptz, subject text, is_secret boolean NOT NULL, work_file_code text,
        processed_online boolean NOT NULL, channel text, agency_signed boolean NOT NULL,
        signer_signed boolean NOT NULL, status text NOT NULL);
      CREATE INDEX document_work_file ON document (work_file_code);
      CREATE TABLE work_file (
        demonstration boolean NOT NULL, file_code text PRIMARY KEY, org_code text NOT NULL, title text,
        opened_on date NOT NULL, closed_on date, is_secret boolean NOT NULL, processed_online boolean NOT NULL,
        doc_total integer NOT NULL);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE document, work_file');
  }
}
