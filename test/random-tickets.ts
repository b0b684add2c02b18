/** Tickets by chance, the same for the same seed: over units, agencies, three years and every state of a ticket. */
import { type Random, seeded } from '../shared/demonstration/random';
import { dayOf } from '../shared/period/day';
import { unitRegister } from '../shared/reference/registers';
import type { Ticket } from './tiny-records';

/** Wards of 256 (one of which ends on 2024-12-01), communes of two districts, a district and the province. */
const UNITS = ['09163', '09175', '09184', '09247', '09256', '09316', '09481', '09508', '256', '259', '27'];
const AGENCIES = ['SO-TTTT', 'SO-XD', 'UBND-256', 'UBND-259', 'UBND-264', 'UBND-09163', 'UBND-09175'];
const STATUSES = ['waiting', 'processing', 'published', 'published', 'refused', 'transferred', 'returned'];

const HOUR = 3_600_000;
/** In UTC: the first and last instants of Vietnamese days lie at 17:00 of the day before. */
const FIRST = Date.parse('2021-12-31T17:00:00Z');
const LAST = Date.parse('2024-12-31T16:59:59Z');

export function randomTickets(seed: number, count: number): Ticket[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, i) => randomTicket(random, `T${String(i).padStart(5, '0')}`));
}

/** Every processed ticket has a due date, and no open one is overdue. */
export function randomTicket(random: Random, ticket_code: string): Ticket {
  const received = randomInstant(random);
  const processed = random.chance(0.7) ? received + random.integer(0, 40 * 24) * HOUR : undefined;
  const due = processed === undefined ? undefined : received + random.integer(1, 40 * 24) * HOUR;
  const sent = received - random.integer(0, 20 * 24) * HOUR;
  const answered = random.chance(0.5) ? received + HOUR : undefined;
  return {
    ...{ ticket_code, kind: random.pick(['field', 'procedure', 'enterprise']), field_code: 'rac-thai' },
    ...{ channel: random.pick(['mobile', 'web', 'hotline']), unit_code: random.pick(unitsOn(received)) },
    ...{ assigned_org: random.pick(AGENCIES), sent_at: written(random, sent) },
    ...{ received_at: written(random, received), due_at: written(random, due) },
    ...{ answered_at: written(random, answered), processed_at: written(random, processed) },
    ...{ status: random.pick(STATUSES), transfers: String(random.integer(0, 3)) },
    rating: random.chance(0.6) ? String(random.integer(1, 5)) : '',
    ...{ reopened: String(random.chance(0.1)), is_duplicate: String(random.chance(0.1)) },
  };
}

/** A ticket of a unit that has ceased to exist would be rejected. */
function unitsOn(received: number): string[] {
  const on = dayOf(new Date(received));
  return UNITS.filter((code) => unitRegister.byCode(code, { on }) !== undefined);
}

/** Often the first or the last second of a Vietnamese month, where a wrong time zone shows. */
function randomInstant(random: Random): number {
  if (random.chance(0.7)) return FIRST + random.integer(0, (LAST - FIRST) / 1000) * 1000;
  const firstOfMonth = Date.UTC(random.integer(2022, 2024), random.integer(1, 11), 1) - 7 * HOUR;
  return random.chance(0.5) ? firstOfMonth : firstOfMonth - 1000;
}

/** As a file may write it: in UTC, or in local time. */
function written(random: Random, instant: number | undefined): string {
  if (instant === undefined) return '';
  if (random.chance(0.5)) return new Date(instant).toISOString().replace('.000', '');
  return new Date(instant + 7 * HOUR).toISOString().replace('.000Z', '+07:00');
}
