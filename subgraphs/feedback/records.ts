/** The records of citizen feedback: tickets, and the agencies' accounts on the platform. */
import {
  agencyCode,
  day,
  decimal,
  flag,
  instant,
  integer,
  oneOf,
  optional,
  text,
  unitCode,
} from '../../shared/import/column';
import { declareRecords } from '../../shared/import/record-kind';
import { fields } from './fields';

/** Kinds: QĐ 17/2024/QĐ-UBND Bắc Ninh, Art. 3. A ticket has a place, and an agency that handles it. */
export const tickets = declareRecords({
  name: 'ticket',
  columns: {
    ticket_code: text(50),
    kind: oneOf('field', 'procedure', 'enterprise'),
    field_code: oneOf(...fields.flatMap(({ code, demonstration }) => (demonstration ? [] : code))),
    channel: oneOf('mobile', 'web', 'hotline'),
    unit_code: unitCode(),
    lat: optional(decimal(-90, 90)),
    lon: optional(decimal(-180, 180)),
    assigned_org: agencyCode(),
    sent_at: instant(),
    received_at: instant(),
    due_at: optional(instant()),
    answered_at: optional(instant()),
    processed_at: optional(instant()),
    published_at: optional(instant()),
    status: oneOf(
      'waiting',
      'processing',
      'supplement',
      'to_publish',
      'published',
      'refused',
      'transferred',
      'returned',
    ),
    transfers: integer(0, 1000),
    rating: optional(integer(1, 5)),
    reopened: flag(),
    is_duplicate: flag(),
  },
  key: ['ticket_code'],
  events: ['sent_at', 'received_at', 'answered_at', 'processed_at', 'published_at'],
  place: { unit: 'unit_code', on: ['received_at'] },
  agency: 'assigned_org',
  check: ({ sent_at, received_at, processed_at }) => {
    if (before(received_at, sent_at))
      return { column: 'received_at', reason: 'expected a time not before sent_at' };
    if (before(processed_at, received_at))
      return { column: 'processed_at', reason: 'expected a time not before received_at' };
    return undefined;
  },
});

export const accounts = declareRecords({
  name: 'feedback_account',
  columns: {
    account_code: text(50),
    org_code: agencyCode(),
    activated_on: day(),
    deactivated_on: optional(day()),
  },
  key: ['account_code'],
  history: ['org_code'],
  place: { agency: 'org_code', on: ['activated_on'] },
  agency: 'org_code',
  check: ({ activated_on, deactivated_on }) =>
    activated_on !== undefined && deactivated_on !== undefined && deactivated_on < activated_on
      ? { column: 'deactivated_on', reason: 'expected a day not before activated_on' }
      : undefined,
});

function before(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && Date.parse(a) < Date.parse(b);
}
