/** Small records to build tests from: one good row of each kind, and rows as the text of a CSV file. */
import { csvCell } from '../shared/import/csv-cell';
import type { RecordKind, RecordRow } from '../shared/import/record-kind';
import type { documentRecords, workFileRecords } from '../subgraphs/documents/records';
import type { accounts, tickets } from '../subgraphs/feedback/records';
import type { dossiers, procedures } from '../subgraphs/public-services/records';
import type { beneficiaries, payments } from '../subgraphs/welfare/records';

type RowOf<K> = K extends RecordKind<infer C> ? RecordRow<C> : never;
export type Ticket = RowOf<typeof tickets>;
export type Account = RowOf<typeof accounts>;
export type OfficialDocument = RowOf<typeof documentRecords>;
export type WorkFile = RowOf<typeof workFileRecords>;
export type Dossier = RowOf<typeof dossiers>;
export type Procedure = RowOf<typeof procedures>;
export type Beneficiary = RowOf<typeof beneficiaries>;
export type Payment = RowOf<typeof payments>;

/** Received in Vũ Ninh (09163, a ward of 256 in 27) in March 2023, handled in time by the ward's own office. */
export function ticket(ticket_code: string, changes: Ticket = {}): Ticket {
  return {
    ...{ ticket_code, kind: 'field', field_code: 'rac-thai', channel: 'mobile', unit_code: '09163' },
    ...{ assigned_org: 'UBND-09163', sent_at: '2023-03-14T08:00:00+07:00' },
    ...{ received_at: '2023-03-15T09:00:00+07:00', due_at: '2023-04-05T17:00:00+07:00' },
    ...{ processed_at: '2023-03-20T10:00:00+07:00', status: 'published', transfers: '0' },
    ...{ reopened: 'false', is_duplicate: 'false' },
    ...changes,
  };
}

export function account(account_code: string, changes: Account = {}): Account {
  return { account_code, org_code: 'UBND-09163', activated_on: '2023-02-10', ...changes };
}

/** An outgoing document of the province's department of information, issued in March 2023, without signatures. */
export function document(document_id: string, changes: OfficialDocument = {}): OfficialDocument {
  return {
    ...{ document_id, org_code: 'SO-TTTT', direction: 'out', issued_date: '2023-03-15', is_secret: 'false' },
    ...{ processed_online: 'true', channel: 'axis', agency_signed: 'false', signer_signed: 'false' },
    ...{ status: 'issued' },
    ...changes,
  };
}

/** A work file of the same department, closed in March 2023. */
export function workFile(file_code: string, changes: WorkFile = {}): WorkFile {
  return {
    ...{ file_code, org_code: 'SO-TTTT', opened_on: '2023-01-10', closed_on: '2023-03-20' },
    ...{ is_secret: 'false', processed_online: 'true', doc_total: '1' },
    ...changes,
  };
}

/** A dossier of the commune procedure 3.1, filed on paper in Vũ Ninh and finished in time. */
export function dossier(dossier_code: string, changes: Dossier = {}): Dossier {
  return {
    ...{ dossier_code, procedure_code: '3.1', org_code: 'UBND-09163', unit_code: '09163', channel: '1' },
    ...{ submitted_at: '2023-07-03T08:00:00+07:00', received_at: '2023-07-03T08:00:00+07:00' },
    ...{ status: '4', supplement_requests: '0', supplement_seconds: '0', has_digitised_component: 'false' },
    ...{ fee_due_vnd: '0', online_payment: '0', vneid_verified: 'false' },
    ...changes,
  };
}

/** A procedure of the commune tier that is only described online, since 2022. */
export function procedure(procedure_code: string, changes: Procedure = {}): Procedure {
  return {
    ...{ procedure_code, name: 'Thủ tục thử', authority_level: 'commune', online_level: 'info' },
    ...{ eligible_full: 'false', valid_from: '2022-01-01' },
    ...changes,
  };
}

/** Entitled in Vũ Ninh since the start of 2023, without an account. */
export function beneficiary(beneficiary_code: string, changes: Beneficiary = {}): Beneficiary {
  return {
    ...{ beneficiary_code, group: 'social_protection', category: 'elderly', unit_code: '09163' },
    ...{ entitled_from: '2023-01-01', monthly_amount_vnd: '500000', payee: 'self' },
    ...changes,
  };
}

/** Paid by account in Vũ Ninh on the day it was due. */
export function payment(payment_id: string, changes: Payment = {}): Payment {
  return {
    ...{ payment_id, beneficiary_code: 'B1', unit_code: '09163', pay_period: '202401', amount_vnd: '500000' },
    ...{ method: 'account', due_on: '2024-01-10', paid_on: '2024-01-10', status: 'settled' },
    ...changes,
  };
}

/** A CSV file of those rows, its columns in the declared order. */
export function csvText(kind: RecordKind, rows: readonly RecordRow[]): string {
  const line = (row: RecordRow) => kind.columnNames.map((name) => csvCell(row[name] ?? '')).join(',');
  return [kind.columnNames.join(','), ...rows.map(line), ''].join('\n');
}

/** The bytes as a stream of chunks of that size, as a file's stream hands them out. */
export async function* inChunks(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

/** All that an asynchronous iterable yields. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const held: T[] = [];
  for await (const item of items) held.push(item);
  return held;
}
