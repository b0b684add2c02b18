/** Rows of every kind of record that an import accepts, over few keys, so that they come again. */
import fc from 'fast-check';
import { addDays, type Day } from '../../shared/period/day';
import { CATEGORIES } from '../../subgraphs/welfare/records';
import {
  AGENCY_CODES,
  agencyExists,
  dayBetween,
  FIRST,
  LAST,
  someDay,
  someInstant,
  tierExists,
  UNIT_CODES,
  unitExists,
  vietnameseDay,
  written,
  writtenOption,
} from './arbitrary-steps';
import { unitRegister } from '../../shared/reference/registers';
import { agencyOf, seatOf, unitOf } from './areas';
import type { Row } from './import-steps';
import { asOfDay } from './rows';

const key = (prefix: string, count: number) => fc.integer({ min: 1, max: count }).map((n) => `${prefix}${n}`);
const flag = fc.boolean().map(String);
const mostly = fc.constantFrom('true', 'true', 'true', 'false');
const unitCode = fc.constantFrom(...UNIT_CODES);
const agencyCode = fc.constantFrom(...AGENCY_CODES);
/** Days or hours after something else, or never. */
const after = (max: number) => fc.option(fc.integer({ min: 0, max }), { freq: 4 });
/** Days before or after something else, or never. */
const around = fc.option(fc.integer({ min: -100, max: 300 }), { freq: 4 });
const later = (day: Day, days: number | null) => (days === null ? '' : addDays(day, days));
const laterHour = (hour: number, hours: number | null) => (hours === null ? null : hour + hours);

export const ticket: fc.Arbitrary<Row> = fc
  .record({
    ...{ ticket_code: key('T', 25), channel: fc.constantFrom('mobile', 'web'), unit_code: unitCode },
    ...{ assigned_org: agencyCode, at: someInstant, field_code: fc.constantFrom('rac-thai', 'chat-thai') },
    ...{ sentBefore: fc.integer({ min: 0, max: 900 }), answered: after(900), processed: after(2000) },
    ...{ due: after(900), status: fc.constantFrom('processing', 'published', 'published', 'refused') },
    ...{ rating: fc.constantFrom('', '', '1', '2', '3', '5'), reopened: flag, duplicate: fc.nat({ max: 7 }) },
  })
  .filter(({ unit_code, at }) => unitExists(unit_code, vietnameseDay(at)))
  .map(({ at, sentBefore, answered, processed, due, duplicate, ...row }) => ({
    ...row,
    ...{ kind: 'field', transfers: '0', is_duplicate: String(duplicate === 0) },
    ...{ sent_at: written(at - sentBefore), received_at: written(at) },
    answered_at: writtenOption(laterHour(at, answered)),
    processed_at: writtenOption(laterHour(at, processed)),
    due_at: writtenOption(laterHour(at, due)),
  }));

export const account: fc.Arbitrary<Row> = fc
  .record({ account_code: key('A', 8), org_code: agencyCode, from: someDay, days: after(600) })
  .filter(({ org_code, from }) => agencyExists(org_code, from))
  .map(({ from, days, ...row }) => ({ ...row, activated_on: from, deactivated_on: later(from, days) }));

export const officialDocument: fc.Arbitrary<Row> = fc
  .record({
    ...{
      document_id: key('D', 25),
      org_code: agencyCode,
      on: someDay,
      direction: fc.constantFrom('in', 'out'),
    },
    ...{ secret: fc.nat({ max: 7 }), agency_signed: mostly, signer_signed: mostly },
    ...{
      channel: fc.constantFrom('', 'axis', 'paper'),
      work_file_code: fc.constantFrom('', 'F1', 'F2', 'F3', 'F4'),
    },
    ...{ due: after(60), finished: after(90), hour: fc.integer({ min: 0, max: 23 }) },
  })
  .filter(({ org_code, on }) => agencyExists(org_code, on))
  .map(({ on, secret, due, finished, hour, ...row }) => ({
    ...row,
    ...{ processed_online: 'true', status: 'x', is_secret: String(secret === 0) },
    ...(row.direction === 'out' ? { issued_date: on } : { arrival_date: on }),
    due_date: later(on, due),
    finished_at:
      finished === null ? '' : `${addDays(on, finished)}T${String(hour).padStart(2, '0')}:00:00+07:00`,
  }));

export const workFile: fc.Arbitrary<Row> = fc
  .record({
    ...{ file_code: key('F', 12), org_code: agencyCode, on: someDay, days: after(300) },
    ...{ secret: fc.nat({ max: 7 }), processed_online: flag },
  })
  .filter(({ org_code, on }) => agencyExists(org_code, on))
  .map(({ on, days, secret, ...row }) => ({
    ...row,
    ...{ opened_on: on, closed_on: later(on, days), is_secret: String(secret === 0), doc_total: '1' },
  }));

/** Spans of one procedure overlap, and leave gaps. */
export const procedure: fc.Arbitrary<Row> = fc
  .record({
    procedure_code: key('P', 4),
    authority_level: fc.constantFrom('province', 'district', 'commune', 'commune'),
    online_level: fc.constantFrom('info', 'partial', 'full', 'full'),
    ...{ eligible_full: flag, from: someDay, days: after(500) },
  })
  .filter(({ authority_level, from }) => tierExists(authority_level, from))
  .map(({ from, days, ...row }) => ({
    ...row,
    ...{ name: 'Thủ tục', valid_from: from, valid_to: days === null ? '' : addDays(from, days + 1) },
  }));

export const dossier: fc.Arbitrary<Row> = fc
  .record({
    ...{ dossier_code: key('H', 25), procedure_code: key('P', 5), org_code: agencyCode, unit_code: unitCode },
    ...{ channel: fc.constantFrom('', '1', '2', '2'), at: someInstant },
    ...{ received: after(400), finished: after(900), due: after(900) },
    ...{
      supplement_requests: fc.constantFrom('0', '1', '2'),
      supplement_seconds: fc.constantFrom('0', '360000'),
    },
    ...{ has_digitised_component: flag, result_file: fc.constantFrom('', 'kq.pdf') },
    ...{ fee_due_vnd: fc.constantFrom('0', '50000'), online_payment: fc.constantFrom('0', '1', '2') },
    open: fc.constantFrom('1', '3', '4', '7'),
    done: fc.constantFrom('8', '9', '10'),
    atOwnDesk: fc.boolean(),
  })
  .map(({ atOwnDesk, ...row }) => ({
    ...row,
    unit_code: (atOwnDesk ? seatOf(agencyOf(row.org_code))?.code : undefined) ?? row.unit_code,
  }))
  .filter(({ unit_code, at }) => unitExists(unit_code, vietnameseDay(at)))
  .map(({ at, received, finished, due, open, done, ...row }) => {
    const receivedAt = laterHour(at, received);
    const finishedAt = receivedAt === null ? null : laterHour(receivedAt, finished);
    return {
      ...row,
      ...{ vneid_verified: 'false', status: finishedAt === null ? open : done },
      ...{ submitted_at: written(at), received_at: writtenOption(receivedAt) },
      ...{ finished_at: writtenOption(finishedAt), due_at: writtenOption(laterHour(at, due)) },
    };
  });

const group = fc.constantFrom(
  ['social_protection', CATEGORIES.social_protection[0]] as const,
  ['merit', CATEGORIES.merit[0]] as const,
);

/** One that moves to the new map keeps the day from which it is entitled, on which its new unit was not there yet. */
export const beneficiary = (asOf: Date): fc.Arbitrary<Row> =>
  fc
    .record({
      ...{ beneficiary_code: key('B', 12), group, unit_code: unitCode, from: someDay },
      ...{ days: after(500), verified: around, matched: around },
    })
    .map(({ beneficiary_code, group: [name, category], unit_code, from, days, verified, matched }) => ({
      ...{ beneficiary_code, group: name, category, unit_code, monthly_amount_vnd: '500000', payee: 'self' },
      ...{ entitled_from: from, entitled_to: days === null ? '' : addDays(from, days + 1) },
      account_verified_at: happens(from, verified),
      pid_matched_at: happens(from, matched),
    }))
    .filter(({ unit_code, entitled_from, entitled_to }) =>
      isThere(unit_code, entitled_from, entitled_to, asOfDay(asOf)),
    );

/** The unit was there when the record began to hold, or came while it held. */
function isThere(code: string, from: Day, until: string, asOf: Day): boolean {
  const later = unitRegister.byCode(code, { codeList: 'VN2025' })?.validFrom;
  if (unitExists(code, from)) return true;
  return (
    later !== undefined &&
    from < later &&
    later <= asOf &&
    (until === '' || later < until) &&
    unitOf(code, from) === undefined
  );
}

/** Days after that day, or before it, at a time of its own; or never. */
function happens(from: Day, days: number | null): string {
  return days === null
    ? ''
    : `${addDays(from, days)}T${String(Math.abs(days) % 24).padStart(2, '0')}:00:00+07:00`;
}

export const payment: fc.Arbitrary<Row> = fc
  .record({
    ...{ payment_id: key('Y', 25), beneficiary_code: key('B', 8), unit_code: unitCode, due: someDay },
    ...{
      amount_vnd: fc.constantFrom('500000', '360000', '2500000'),
      method: fc.constantFrom('account', 'cash'),
    },
    ...{
      paid: fc.integer({ min: -10, max: 60 }),
      status: fc.constantFrom('settled', 'settled', 'failed', 'held'),
    },
  })
  .filter(({ unit_code, due }) => unitExists(unit_code, due))
  .map(({ due, paid, ...row }) => ({
    ...row,
    ...{ pay_period: '202401', due_on: due },
    paid_on: row.status === 'settled' ? addDays(due, paid) : '',
  }));

/** Officials and agencies hold theirs at the agency's unit, citizens and enterprises anywhere. */
export const certificate = (asOf: Date): fc.Arbitrary<Row> =>
  fc
    .record({
      serial: key('S', 25),
      type: fc.constantFrom('public-citizen', 'enterprise', 'official-personal', 'official-agency'),
      ...{ holder: fc.integer({ min: 1, max: 6 }), org_code: agencyCode, code: unitCode },
      org_size: fc.constantFrom('', 'micro', 'medium', 'large'),
      ...{ from: someDay, days: fc.integer({ min: 1, max: 700 }), revoked: after(700) },
    })
    .map(({ holder, code, from, days, revoked, ...row }) => {
      const isOfficial = row.type.startsWith('official-');
      return {
        ...row,
        ...{ issuer: 'government_pki', medium: 'usb', valid_from: from, valid_to: addDays(from, days) },
        holder_ref: `${isOfficial ? 'O' : 'C'}${holder}`,
        org_code: isOfficial ? row.org_code : '',
        unit_code: isOfficial ? (seatOf(agencyOf(row.org_code))?.code ?? '') : code,
        revoked_at: happens(from, revoked),
      };
    })
    .filter(({ unit_code, valid_from, valid_to, revoked_at }) => {
      const revoked = revoked_at === '' ? valid_to : revoked_at.slice(0, 10);
      return isThere(unit_code, valid_from, revoked < valid_to ? revoked : valid_to, asOfDay(asOf));
    });

/** Who stops to sign and starts again, moves, and comes back. */
export const official: fc.Arbitrary<Row> = fc
  .record({
    ...{ official_code: key('O', 6), org_code: agencyCode, must: fc.nat({ max: 3 }), from: someDay },
    days: after(400),
  })
  .filter(({ org_code, from }) => agencyExists(org_code, from))
  .map(({ must, from, days, ...row }) => ({
    ...row,
    ...{ must_sign: String(must > 0), from_day: from, to_day: days === null ? '' : addDays(from, days + 1) },
  }));

export const population: fc.Arbitrary<Row> = fc
  .record({
    unit_code: fc.constantFrom('09175', '09184', '09202', '09211', '09163', '09187'),
    ...{ from: dayBetween(FIRST, LAST), days: after(500), adults: fc.integer({ min: 0, max: 50 }) },
  })
  .filter(({ unit_code, from }) => unitExists(unit_code, from))
  .map(({ unit_code, from, days, adults }) => ({
    ...{ unit_code, counted_from: from, adults: String(adults) },
    counted_to: days === null ? '' : addDays(from, days + 1),
  }));

export const signatureEvent: fc.Arbitrary<Row> = fc
  .record({
    ...{ event_id: key('E', 25), serial: key('S', 5), at: someInstant, org_code: agencyCode },
    ...{ method: fc.constantFrom('remote', 'remote', 'token'), result: fc.constantFrom('ok', 'failed') },
    verify_result: fc.constantFrom('valid', 'invalid', 'unknown'),
  })
  .filter(({ org_code, at }) => agencyExists(org_code, vietnameseDay(at)))
  .map(({ at, ...row }) => ({ ...row, signed_at: written(at), object_kind: 'document', role: 'agency' }));
