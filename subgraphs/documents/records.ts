/** The records of the document system: documents (NĐ 30/2020, Appendix VI) and the work files that hold them. */
import {
  agencyCode,
  day,
  FIRST_COUNTED_YEAR,
  FIRST_HELD_YEAR,
  flag,
  instant,
  integer,
  oneOf,
  optional,
  text,
} from '../../shared/import/column';
import { dayOf, parseInstant } from '../../shared/period/day';
import { declareRecords } from '../../shared/import/record-kind';

export const documentRecords = declareRecords({
  name: 'document',
  columns: {
    document_id: text(100),
    org_code: agencyCode(),
    direction: oneOf('in', 'out', 'internal'),
    code_number: optional(text(11)),
    code_notation: optional(text(30)),
    type_name: optional(text(100)),
    // An incoming one may be a letter of long ago; those that the agency issues are counted by this day.
    issued_date: optional(day({ firstYear: FIRST_HELD_YEAR })),
    arrival_date: optional(day()),
    due_date: optional(day()),
    finished_at: optional(instant()),
    subject: optional(text(500)),
    is_secret: flag(),
    work_file_code: optional(text(50)),
    processed_online: flag(),
    channel: optional(oneOf('axis', 'paper', 'email')),
    agency_signed: flag(),
    signer_signed: flag(),
    status: text(50),
  },
  key: ['document_id'],
  events: ['issued_date', 'arrival_date', 'finished_at'],
  // The day on which an incoming one was issued is its sender's.
  place: { agency: 'org_code', on: ['arrival_date', 'issued_date'] },
  agency: 'org_code',
  check: ({ direction, issued_date, arrival_date, finished_at }) => {
    if (direction === 'out' && issued_date === undefined)
      return { column: 'issued_date', reason: 'expected a day for an outgoing document' };
    if (direction === 'out' && Number(issued_date?.slice(0, 4)) < FIRST_COUNTED_YEAR)
      return {
        column: 'issued_date',
        reason: `expected a day from ${FIRST_COUNTED_YEAR}-01-01 on, by which it is counted`,
      };
    if (direction === 'in' && arrival_date === undefined)
      return { column: 'arrival_date', reason: 'expected a day for an incoming document' };
    if (
      finished_at !== undefined &&
      arrival_date !== undefined &&
      dayOf(parseInstant(finished_at)) < arrival_date
    )
      return { column: 'finished_at', reason: 'expected a time not before arrival_date' };
    return undefined;
  },
});

export const workFileRecords = declareRecords({
  name: 'work_file',
  columns: {
    file_code: text(50),
    org_code: agencyCode(),
    title: optional(text(500)),
    opened_on: day({ firstYear: FIRST_HELD_YEAR }),
    closed_on: optional(day()),
    is_secret: flag(),
    processed_online: flag(),
    doc_total: integer(0, 100_000),
  },
  key: ['file_code'],
  events: ['opened_on', 'closed_on'],
  place: { agency: 'org_code', on: ['opened_on'] },
  agency: 'org_code',
  check: ({ opened_on, closed_on }) =>
    opened_on !== undefined && closed_on !== undefined && closed_on < opened_on
      ? { column: 'closed_on', reason: 'expected a day not before opened_on' }
      : undefined,
});
