/** Synthetic records of signatures, marked as demonstration, that add up to every published figure of the system. */
import type { Demonstration } from '../../shared/demonstration/demonstration';
import { type Random, seeded } from '../../shared/demonstration/random';
import type { RecordRow } from '../../shared/import/record-kind';
import { addDays, type Day } from '../../shared/period/day';
import { ADULTS, type Certificate, certificates, LAST_DAY, officials } from './made-up-certificates';
import {
  certificates as certificateRecords,
  officials as officialRecords,
  population,
  signatureEvents,
} from './records';

export const demonstration: Demonstration = {
  asOf: new Date('2024-10-31T23:59:59+07:00'),
  files: [
    { kind: certificateRecords, rows: certificateRows },
    { kind: signatureEvents, rows: eventRows },
    { kind: officialRecords, rows: officialRows },
    { kind: population, rows: populationRows },
  ],
};

function* certificateRows(): Generator<RecordRow> {
  for (const certificate of certificates()) {
    const { serial, type, holder, agency, unit, size, medium, from, to, revoked } = certificate;
    yield {
      serial,
      issuer: type.startsWith('official') ? 'government_pki' : 'public_ca',
      type,
      holder_ref: holder,
      ...(agency === undefined ? {} : { org_code: agency }),
      unit_code: unit,
      ...(size === undefined ? {} : { org_size: size }),
      medium,
      valid_from: from,
      valid_to: to,
      ...(revoked === undefined
        ? {}
        : { revoked_at: `${revoked}T10:00:00+07:00`, revoke_reason: 'Thu hồi minh họa' }),
    };
  }
}

/** Of how many certificates of a type one is used, how often, by whom and for what. */
const USES = {
  'public-citizen': { every: 6, times: 1, role: 'citizen', objects: ['declaration'] },
  enterprise: { every: 6, times: 1, role: 'citizen', objects: ['declaration'] },
  'official-personal': { every: 1, times: 1, role: 'signer', objects: ['document', 'dossier_result'] },
  'official-agency': { every: 1, times: 3, role: 'agency', objects: ['document', 'receipt'] },
};
const METHODS: Readonly<Record<string, string>> = { usb: 'token' };

function* eventRows(): Generator<RecordRow> {
  const random = seeded(6000);
  let count = 0;
  let seen = 0;
  for (const certificate of certificates()) {
    const { every, times } = USES[certificate.type];
    seen += 1;
    if (seen % every !== 0) continue;
    for (let i = 0; i < times; i++) {
      count += 1;
      yield eventRow(`DEMO-${String(count).padStart(5, '0')}`, certificate, random);
    }
  }
}

function eventRow(id: string, certificate: Certificate, random: Random): RecordRow {
  const { serial, type, agency, unit, medium } = certificate;
  const { role, objects } = USES[type];
  const failed = random.chance(0.025);
  const invalid = !failed && random.chance(0.02);
  return {
    event_id: id,
    serial,
    signed_at: `${signedOn(certificate, random)}T${String(random.integer(7, 17)).padStart(2, '0')}:30:00+07:00`,
    method: METHODS[medium] ?? medium,
    object_kind: random.pick(objects),
    object_code: `${id}-X`,
    // What a citizen signs goes to the commune.
    org_code: agency ?? `UBND-${unit}`,
    role,
    result: failed ? 'failed' : 'ok',
    verify_result: invalid ? 'invalid' : failed || random.chance(0.03) ? 'unknown' : 'valid',
    ...(invalid ? { reason: random.pick(['integrity', 'chain', 'timestamp']) } : {}),
  };
}

/** While the certificate was valid. */
function signedOn({ from, to, revoked }: Certificate, random: Random): Day {
  const ends = [addDays(to, -1), addDays(revoked ?? to, -1), LAST_DAY].reduce((a, b) => (a < b ? a : b));
  const days = Math.round((Date.parse(ends) - Date.parse(from)) / 86_400_000);
  return addDays(from, random.integer(0, Math.max(0, days)));
}

function* officialRows(): Generator<RecordRow> {
  for (const { code, agency, mustSign, from, to } of officials()) {
    yield {
      official_code: code,
      org_code: agency.code,
      must_sign: String(mustSign),
      from_day: from,
      ...(to === undefined ? {} : { to_day: to }),
    };
  }
}

function* populationRows(): Generator<RecordRow> {
  for (const [unit, adults] of ADULTS) {
    yield { unit_code: unit, counted_from: '2022-01-01', adults: String(adults) };
  }
}
