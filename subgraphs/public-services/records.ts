/** The records of the one-stop system: administrative procedures, and the dossiers that people file under them. */
import {
  agencyCode,
  day,
  FIRST_HELD_YEAR,
  flag,
  instant,
  integer,
  oneOf,
  optional,
  text,
  unitCode,
} from '../../shared/import/column';
import { declareRecords } from '../../shared/import/record-kind';

/** A procedure has a row for each span of days in which it stayed as it was. */
export const procedures = declareRecords({
  name: 'procedure',
  columns: {
    procedure_code: text(50),
    name: text(500),
    authority_level: oneOf('province', 'district', 'commune'),
    // Live systems still write the levels from before NĐ 42/2022: 2 is info, 3 is partial and 4 is full.
    online_level: oneOf('info', 'partial', 'full'),
    eligible_full: flag(),
    valid_from: day({ firstYear: FIRST_HELD_YEAR }),
    valid_to: optional(day({ firstYear: FIRST_HELD_YEAR })),
  },
  key: ['procedure_code', 'valid_from'],
  succession: { of: ['procedure_code'], from: 'valid_from' },
  place: { tier: 'authority_level', on: ['valid_from'] },
  check: ({ valid_from, valid_to }) =>
    valid_from !== undefined && valid_to !== undefined && valid_to <= valid_from
      ? { column: 'valid_to', reason: 'expected a day after valid_from' }
      : undefined,
});

/** A dossier counts at the unit whose desk takes it in, and for the tier of the agency that handles it. */
export const dossiers = declareRecords({
  name: 'dossier',
  columns: {
    dossier_code: text(50),
    procedure_code: text(50),
    org_code: agencyCode(),
    // That of the one-stop desk; for a department it is the province, where its services are offered (PSV-03).
    unit_code: unitCode(),
    // 1 direct, 2 online, 3 public post; empty counts as direct.
    channel: optional(oneOf('1', '2', '3')),
    submitted_at: instant(),
    received_at: optional(instant()),
    due_at: optional(instant()),
    finished_at: optional(instant()),
    returned_at: optional(instant()),
    // 1 registered, 2 received, 3 not received, 4 in progress, 5 supplement asked for, 6 payment asked for,
    // 7 withdrawn, 8 stopped, 9 finished, 10 result returned.
    status: oneOf('1', '2', '3', '4', '5', '6', '7', '8', '9', '10'),
    supplement_requests: integer(0, 1000),
    supplement_seconds: integer(0, 999_999_999),
    has_digitised_component: flag(),
    result_file: optional(text(500)),
    fee_due_vnd: integer(0, 999_999_999),
    // 0 not paid online, 1 on the national portal, 2 through the gateway of a ministry or province.
    online_payment: oneOf('0', '1', '2'),
    vneid_verified: flag(),
    rating: optional(integer(1, 5)),
  },
  key: ['dossier_code'],
  events: ['submitted_at', 'received_at', 'finished_at', 'returned_at'],
  place: { unit: 'unit_code', on: ['submitted_at'] },
  agency: 'org_code',
  check: ({ status, submitted_at, received_at, finished_at, returned_at }) => {
    if ((status === '9' || status === '10') && finished_at === undefined)
      return { column: 'finished_at', reason: `expected a time for a dossier of status ${status}` };
    if (finished_at !== undefined && received_at === undefined)
      return { column: 'received_at', reason: 'expected a time for a finished dossier' };
    if (before(received_at, submitted_at))
      return { column: 'received_at', reason: 'expected a time not before submitted_at' };
    if (before(finished_at, received_at))
      return { column: 'finished_at', reason: 'expected a time not before received_at' };
    if (before(returned_at, finished_at))
      return { column: 'returned_at', reason: 'expected a time not before finished_at' };
    return undefined;
  },
});

function before(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && Date.parse(a) < Date.parse(b);
}
