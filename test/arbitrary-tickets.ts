/** Tickets of any kind that an import takes: over units and agencies that end, merge and become others. */
import fc from 'fast-check';
import { dayOf } from '../shared/period/day';
import { unitRegister } from '../shared/reference/registers';
import type { Ticket } from './tiny-records';

/**
 * 09202 and 09211 became 09202 of the new map; 09304, 09313 and 09316, which 09313 took in before, became 09313; and some
 * whose fellow parts have no ticket. A code that both lists know means the unit of the day.
 */
const CODES = ['09202', '09211', '09304', '09313', '09316', '09163', '258', '259', '27', '24'];
const AGENCIES = ['SO-TTTT', 'UBND-258', 'UBND-09202', 'UBND-09313'];
const HOUR = 3_600_000;

/** Whole hours, of which 17:00 UTC is midnight in Vietnam. */
const received = fc.oneof(
  fc.integer({
    min: Date.parse('2023-12-30T17:00:00Z') / HOUR,
    max: Date.parse('2025-12-30T17:00:00Z') / HOUR,
  }),
  // The turns of a year, of a quarter, of the merger and of the new map.
  ...['2024-01-01', '2024-03-31', '2024-04-01', '2024-12-01', '2025-06-30', '2025-07-01'].map((day) =>
    fc.integer({ min: -30, max: 30 }).map((hours) => Date.parse(`${day}T00:00:00+07:00`) / HOUR + hours),
  ),
);

export function tickets(keys: number): fc.Arbitrary<Ticket> {
  return fc
    .record({
      key: fc.integer({ min: 1, max: keys }),
      code: fc.constantFrom(...CODES),
      at: received,
      sentBefore: fc.integer({ min: 0, max: 800 }),
      answered: fc.boolean(),
      processedAfter: fc.option(fc.integer({ min: 0, max: 900 })),
      dueAfter: fc.integer({ min: 1, max: 900 }),
      rating: fc.option(fc.integer({ min: 1, max: 5 })),
      channel: fc.constantFrom('mobile', 'web'),
      agency: fc.constantFrom(...AGENCIES),
      status: fc.constantFrom('processing', 'published', 'refused'),
      reopened: fc.boolean(),
      duplicate: fc.nat({ max: 9 }),
    })
    .filter(({ code, at }) => unitRegister.byCode(code, { on: dayOf(new Date(at * HOUR)) }) !== undefined)
    .map((ticket) => ({
      ...{ ticket_code: `T${ticket.key}`, kind: 'field', field_code: 'rac-thai', channel: ticket.channel },
      ...{ unit_code: ticket.code, assigned_org: ticket.agency, status: ticket.status, transfers: '0' },
      ...{ sent_at: text(ticket.at - ticket.sentBefore), received_at: text(ticket.at) },
      answered_at: ticket.answered ? text(ticket.at + 1) : '',
      processed_at: ticket.processedAfter === null ? '' : text(ticket.at + ticket.processedAfter),
      due_at: ticket.processedAfter === null ? '' : text(ticket.at + ticket.dueAfter),
      rating: ticket.rating === null ? '' : String(ticket.rating),
      ...{ reopened: String(ticket.reopened), is_duplicate: String(ticket.duplicate === 0) },
    }));
}

function text(hours: number): string {
  return new Date(hours * HOUR).toISOString();
}
