/** The tables of the signature records, step by step; a step that has run anywhere is never edited. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Signatures1700000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE certificate (
        demonstration boolean NOT NULL, serial text PRIMARY KEY, issuer text NOT NULL, type text NOT NULL,
        holder_ref text NOT NULL, org_code text, unit_code text NOT NULL, org_size text, medium text NOT NULL,
        valid_from date NOT NULL, valid_to date NOT NULL, revoked_at timestamptz, revoke_reason text);
      CREATE TABLE signature_event (
        demonstration boolean NOT NULL, event_id text PRIMARY KEY, serial text NOT NULL,
        signed_at timestamptz NOT NULL, method text NOT NULL, object_kind text NOT NULL, object_code text,
        org_code text NOT NULL, role text NOT NULL, result text NOT NULL, verify_result text NOT NULL, reason text);
      CREATE INDEX signature_event_signed ON signature_event (signed_at);
      -- Its key also finds the official who holds a certificate.
      CREATE TABLE official (
        demonstration boolean NOT NULL, official_code text NOT NULL, org_code text NOT NULL,
        must_sign boolean NOT NULL, from_day date NOT NULL, to_day date, PRIMARY KEY (official_code, from_day));
      CREATE TABLE population (
        demonstration boolean NOT NULL, unit_code text NOT NULL, counted_from date NOT NULL, counted_to date,
        adults integer NOT NULL, PRIMARY KEY (unit_code, counted_from));`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE certificate, signature_event, official, population');
  }
}

/** A change no longer rewrites the past. */
export class Signatures1700000001001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What a record said, and since when, once it has changed.
      CREATE TABLE certificate_version (
        serial text NOT NULL, org_code text, unit_code text NOT NULL, org_size text, since date NOT NULL,
        PRIMARY KEY (serial, since));
      CREATE INDEX certificate_holder ON certificate (holder_ref);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE certificate_version');
  }
}
