/** The records of digital signatures: certificates, what was signed with them, and whom the figures are measured by. */
import {
  agencyCode,
  checked,
  type Column,
  day,
  FIRST_HELD_YEAR,
  flag,
  instant,
  integer,
  oneOf,
  optional,
  pseudonym,
  text,
  unitCode,
} from '../../shared/import/column';
import { declareRecords } from '../../shared/import/record-kind';
import { agencies, unitRegister } from '../../shared/reference/registers';
import { parseDay } from '../../shared/period/day';

/** It is valid from its first day until before its last, and until before the day on which it is revoked. */
export const certificates = declareRecords({
  name: 'certificate',
  columns: {
    serial: publicText(100),
    issuer: oneOf('public_ca', 'government_pki'),
    type: oneOf('public-citizen', 'enterprise', 'official-personal', 'official-agency'),
    holder_ref: pseudonym(publicText(100)),
    // The agency that an official belongs to, or that holds the certificate itself.
    org_code: optional(agencyCode()),
    unit_code: unitCode(),
    // Of an enterprise, as far as it is known.
    org_size: optional(oneOf('micro', 'small', 'medium', 'large')),
    medium: oneOf('usb', 'sim', 'hsm', 'remote'),
    valid_from: day(),
    valid_to: day(),
    revoked_at: optional(instant()),
    revoke_reason: optional(publicText(500)),
  },
  key: ['serial'],
  events: ['revoked_at'],
  history: ['org_code', 'unit_code', 'org_size'],
  place: { unit: 'unit_code', on: ['valid_from'], until: ['valid_to', 'revoked_at'] },
  agency: 'org_code',
  check: ({ type = '', org_code, unit_code, valid_from, valid_to }) => {
    const fault = spanFault('valid_to', 'valid_from', valid_from, valid_to);
    if (fault !== undefined || !type.startsWith('official-')) return fault;
    if (org_code === undefined)
      return { column: 'org_code', reason: `expected an agency for a certificate of type ${type}` };
    // Else it would count in one unit, and its official or agency in another.
    const seat = seats.get(org_code) ?? '';
    return unit_code === seat
      ? undefined
      : { column: 'unit_code', reason: `expected ${seat}, the unit of ${org_code}` };
  },
});

/** A signature counts at the agency that made it or, of a citizen, that received it. */
export const signatureEvents = declareRecords({
  name: 'signature_event',
  columns: {
    event_id: publicText(100),
    serial: publicText(100),
    signed_at: instant(),
    method: oneOf('remote', 'token', 'sim', 'hsm'),
    object_kind: oneOf('document', 'dossier_result', 'receipt', 'declaration'),
    object_code: optional(publicText(100)),
    org_code: agencyCode(),
    role: oneOf('agency', 'signer', 'citizen'),
    result: oneOf('ok', 'failed'),
    // Unknown: it was not checked.
    verify_result: oneOf('valid', 'invalid', 'unknown'),
    reason: optional(publicText(500)),
  },
  key: ['event_id'],
  events: ['signed_at'],
  place: { agency: 'org_code', on: ['signed_at'] },
  agency: 'org_code',
});

/** An official has a row for each span of days at one agency; holder_ref of a certificate names the official's code. */
export const officials = declareRecords({
  name: 'official',
  columns: {
    official_code: pseudonym(publicText(100)),
    org_code: agencyCode(),
    must_sign: flag(),
    from_day: day({ firstYear: FIRST_HELD_YEAR }),
    // The first day no longer in office.
    to_day: optional(day({ firstYear: FIRST_HELD_YEAR })),
  },
  key: ['official_code', 'from_day'],
  succession: { of: ['official_code'], from: 'from_day' },
  place: { agency: 'org_code', on: ['from_day'] },
  agency: 'org_code',
  check: ({ from_day, to_day }) => spanFault('to_day', 'from_day', from_day, to_day),
});

/** How many adults live in a commune; what lies above adds up. */
export const population = declareRecords({
  name: 'population',
  columns: {
    unit_code: unitCode(),
    counted_from: day({ firstYear: FIRST_HELD_YEAR }),
    // The first day for which another count holds.
    counted_to: optional(day({ firstYear: FIRST_HELD_YEAR })),
    adults: integer(0, 999_999_999),
  },
  key: ['unit_code', 'counted_from'],
  succession: { of: ['unit_code'], from: 'counted_from' },
  place: { unit: 'unit_code', on: ['counted_from'] },
  check: ({ unit_code = '', counted_from = '', counted_to }) => {
    const unit = unitRegister.byCode(unit_code, { on: parseDay(counted_from) });
    return unit === undefined || unit.level === 'COMMUNE'
      ? spanFault('counted_to', 'counted_from', counted_from, counted_to)
      : { column: 'unit_code', reason: 'expected a commune, since what lies above adds up' };
  },
});

/** The unit code of each agency: the register holds none without a unit. */
const seats = new Map(agencies.map(({ code, unit = '' }) => [code, unitRegister.get(unit)?.code]));

function spanFault<C extends string>(
  column: C,
  first: C,
  from: string | undefined,
  to: string | undefined,
): { column: C; reason: string } | undefined {
  return from !== undefined && to !== undefined && to <= from
    ? { column, reason: `expected a day after ${first}` }
    : undefined;
}

/** Text without a private key, whose PEM form says what it is. */
function publicText(maxLength: number): Column {
  const isPublic = (cell: string) => !/PRIVATE KEY/i.test(cell);
  return checked(text(maxLength), isPublic, 'no private key, which must never leave its holder');
}
