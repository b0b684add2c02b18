/** SIG-01 to SIG-08 by their definitions: certificate by certificate, official by official, signature by signature. */
import { addDays, type Day, dayOf } from '../../shared/period/day';
import type { Tier } from '../../shared/units/unit';
import { agencyOf, seatOf, unitOf } from './areas';
import { agenciesOn } from './feedback-kpis';
import type { HeldRecords } from './held-records';
import type { KindOfRecord, Row } from './import-steps';
import type { Flow, Held, NaiveKpi, Stock } from './naive-kpi';
import { dayIn, dayOfInstantIn, eventIn, holdingOn, holdsOn, isTrue, numberIn } from './rows';

export const signaturesKinds: readonly KindOfRecord[] = [
  {
    name: 'certificate',
    key: ['serial'],
    moves: ['org_code', 'unit_code', 'org_size'],
    place: { unit: 'unit_code', from: 'valid_from' },
    countsOn: (row) => [dayIn(row, 'valid_from')],
  },
  {
    name: 'signature_event',
    key: ['event_id'],
    moves: [],
    countsOn: (row) => [dayOfInstantIn(row, 'signed_at')],
  },
  {
    name: 'official',
    key: ['official_code', 'from_day'],
    moves: [],
    countsOn: (row) => [dayIn(row, 'from_day')],
  },
  {
    name: 'population',
    key: ['unit_code', 'counted_from'],
    moves: [],
    countsOn: (row) => [dayIn(row, 'counted_from')],
  },
];

const TIERS: readonly Tier[] = ['PROVINCE', 'DISTRICT', 'COMMUNE'];
const SMALL = ['micro', 'small', 'medium'];

const isOfType = (type: string) => (row: Row) => row.type === type;
const isCitizens = isOfType('public-citizen');
const serial = (row: Row) => row.serial ?? '';
const holder = (row: Row) => row.holder_ref ?? '';

export const signaturesKpis: readonly NaiveKpi[] = [
  ofCertificates('SIG-01', TIERS, serial, () => true),
  ...['public-citizen', 'enterprise', 'official-personal', 'official-agency'].map((type) =>
    ofCertificates(`SIG-01/${type}`, TIERS, serial, isOfType(type)),
  ),
  {
    ...ofCertificates('SIG-02', [], holder, isCitizens),
    reads: ['certificate', 'population'],
    of: adultsOn,
  },
  ofCertificates(
    ...(['SIG-03', [], holder] as const),
    (row) => row.type === 'enterprise' && SMALL.includes(row.org_size ?? ''),
  ),
  {
    code: 'SIG-04',
    tiers: TIERS,
    reads: ['official', 'certificate'],
    held: (records, on, asOf) => {
      const certified = validOn(records, on, asOf).filter(isOfType('official-personal')).map(holder);
      return mustSignOn(records, on).filter(({ name }) => certified.includes(name));
    },
    of: mustSignOn,
  },
  {
    code: 'SIG-05',
    tiers: TIERS,
    reads: ['certificate'],
    held: (records, on, asOf) => {
      const certified = validOn(records, on, asOf)
        .filter(isOfType('official-agency'))
        .map(({ org_code }) => org_code);
      return agenciesOn(on).filter(({ name }) => certified.includes(name));
    },
    of: (_, on) => agenciesOn(on),
  },
  { code: 'SIG-06', tiers: TIERS, reads: ['signature_event'], happened: signings(remote('ok')) },
  { code: 'SIG-06/failed', tiers: TIERS, reads: ['signature_event'], happened: signings(remote('failed')) },
  {
    code: 'SIG-07',
    tiers: TIERS,
    reads: ['signature_event'],
    isRatio: true,
    happened: signings(({ verify_result }) =>
      verify_result === 'unknown' ? undefined : [verify_result === 'valid' ? 1 : 0, 1],
    ),
  },
  {
    ...ofCertificates('SIG-08', TIERS, serial, () => true),
    held: (records, on, asOf) =>
      certificatesOn(
        validOn(records, on, asOf).filter((row) => (dayIn(row, 'valid_to') ?? '') <= addDays(on, 30)),
        on,
        serial,
      ),
  },
];

function ofCertificates(
  code: string,
  tiers: readonly Tier[],
  name: (row: Row) => string,
  counts: (row: Row) => boolean,
): Stock {
  return {
    ...{ code, tiers, reads: ['certificate'] },
    held: (records, on, asOf) => certificatesOn(validOn(records, on, asOf).filter(counts), on, name),
  };
}

function certificatesOn(certificates: readonly Row[], on: Day, name: (row: Row) => string): Held[] {
  return certificates.flatMap((row) => {
    // A unit that came after the first day of validity is meant from its own first day on.
    const unit = unitOf(row.unit_code, dayIn(row, 'valid_from')) ?? unitOf(row.unit_code, on);
    const tier = agencyOf(row.org_code)?.tier;
    return unit === undefined ? [] : [{ unit, tier, name: name(row), amount: 1 }];
  });
}

/** Neither expired nor revoked on the day. */
function validOn(records: HeldRecords, on: Day, asOf: Date): Row[] {
  return records.rows('certificate', on).filter((row) => {
    const revokedAt = eventIn(row, 'revoked_at', asOf);
    const revoked = revokedAt && dayOf(revokedAt);
    return holdsOn(row, on, 'valid_from', 'valid_to') && (revoked === undefined || on < revoked);
  });
}

function mustSignOn(records: HeldRecords, on: Day): Held[] {
  const subject = { subject: 'official_code', first: 'from_day', last: 'to_day' };
  return holdingOn(records.rows('official'), on, subject)
    .filter((row) => isTrue(row, 'must_sign'))
    .flatMap((row) => {
      const agency = agencyOf(row.org_code);
      const unit = unitOf(seatOf(agency)?.code, dayIn(row, 'from_day'));
      return unit === undefined
        ? []
        : [{ unit, tier: agency?.tier, name: row.official_code ?? '', amount: 1 }];
    });
}

function adultsOn(records: HeldRecords, on: Day): Held[] {
  const subject = { subject: 'unit_code', first: 'counted_from', last: 'counted_to' };
  return holdingOn(records.rows('population'), on, subject).flatMap((row) => {
    const unit = unitOf(row.unit_code, dayIn(row, 'counted_from'));
    return unit === undefined
      ? []
      : [{ unit, tier: undefined, name: row.unit_code ?? '', amount: numberIn(row, 'adults') }];
  });
}

type Counting = (signature: Row) => readonly [numerator: number, denominator: number] | undefined;

function remote(result: string): Counting {
  return (row) => (row.method === 'remote' && row.result === result ? [1, 0] : undefined);
}

/** At the unit of the agency that signed or, of a citizen's signature, received it. */
function signings(counting: Counting): Flow['happened'] {
  return (records, asOf) =>
    records.rows('signature_event').flatMap((row) => {
      const at = eventIn(row, 'signed_at', asOf);
      const agency = agencyOf(row.org_code);
      const unit = unitOf(seatOf(agency)?.code, at && dayOf(at));
      const counted = counting(row);
      if (at === undefined || unit === undefined || counted === undefined) return [];
      const [numerator, denominator] = counted;
      return [{ unit, on: dayOf(at), placed: dayOf(at), tier: agency?.tier, numerator, denominator }];
    });
}
