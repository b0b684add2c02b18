/** Records few enough to count by hand, and what the KPIs make of them. */
import { agencies } from '../../shared/reference/registers';
import { openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import { subgraph } from './index';
import { certificates, officials, population, signatureEvents } from './records';

let system: SystemDatabase;

beforeAll(async () => {
  system = await openSystemDatabase(subgraph);
  await system.importRows(population, [{ unit_code: '09163', counted_from: '2023-01-01', adults: '9000' }]);
  await system.importRows(officials, [
    official('O1'),
    official('O2', { from_day: '2023-04-15' }),
    official('O3'),
    official('O4', { must_sign: 'false' }),
  ]);
  await system.importRows(certificates, [
    // A citizen with two, one whose certificate is revoked in April, and one whose certificate ends on 2023-04-20.
    ...[certificate('1', { holder_ref: 'C1' }), certificate('2', { holder_ref: 'C1' })],
    certificate('3', { holder_ref: 'C2', revoked_at: '2023-04-30T09:00:00+07:00' }),
    certificate('4', { holder_ref: 'C3', valid_to: '2023-04-20' }),
    certificate('5', { type: 'enterprise', holder_ref: 'E1', org_size: 'micro' }),
    certificate('6', { type: 'enterprise', holder_ref: 'E2', org_size: 'large' }),
    certificate('7', { type: 'enterprise', holder_ref: 'E3' }),
    ...['O1', 'O2', 'O4', 'unknown'].map((holder_ref) => ofAgency(holder_ref, { holder_ref })),
    ofAgency('own', { type: 'official-agency', holder_ref: 'UBND-09163' }),
    ofAgency('second', { type: 'official-agency', holder_ref: 'UBND-09163' }),
  ]);
  await system.importRows(signatureEvents, [
    ...[event('1'), event('2', { verify_result: 'invalid' }), event('3', { verify_result: 'unknown' })],
    event('4', { result: 'failed', verify_result: 'unknown' }),
    event('5', { method: 'token' }),
  ]);
});

afterAll(() => system.close());

it.each([
  ['SIG-01', '2023-03', [13, null]],
  ['SIG-01', '2023-04', [11, null]],
  ['SIG-02', '2023-03', [3, 9000]],
  ['SIG-02', '2023-04', [1, 9000]],
  ['SIG-03', '2023-03', [1, null]],
  ['SIG-04', '2023-03', [1, 2]],
  ['SIG-04', '2023-04', [2, 3]],
  ['SIG-05', '2023-03', [1, 1]],
  ['SIG-06', '2023-03', [3, null]],
  ['SIG-07', '2023-03', [2, 3]],
  ['SIG-08', '2023-02', [0, null]],
  ['SIG-08', '2023-03', [1, null]],
  ['SIG-08', '2023-04', [0, null]],
])('%s of a ward in %s: %j', async (kpi, period, figure) => {
  expect(await system.figure('vn2004.09163', period, kpi)).toEqual(figure);
});

it('certificates of citizens and enterprises belong to no tier', async () => {
  expect(await system.figure('vn2004.27', '2023-03', 'SIG-01')).toEqual([13, null]);
  expect(await system.figure('vn2004.27', '2023-03', 'SIG-01', 'COMMUNE')).toEqual([6, null]);
});

it('in the province one agency of all has a certificate of its own, made-up ones left out', async () => {
  const real = agencies.filter(({ demonstration }) => !demonstration).length;
  expect(await system.figure('vn2004.27', '2023-03', 'SIG-05')).toEqual([1, real]);
});

function certificate(serial: string, changes = {}) {
  return {
    ...{ serial, issuer: 'public_ca', type: 'public-citizen', unit_code: '09163', medium: 'remote' },
    ...{ holder_ref: serial, valid_from: '2023-02-01', valid_to: '2026-02-01' },
    ...changes,
  };
}

function ofAgency(serial: string, changes = {}) {
  const official = { issuer: 'government_pki', type: 'official-personal', org_code: 'UBND-09163' };
  return certificate(serial, { ...official, ...changes });
}

function official(official_code: string, changes = {}) {
  return { official_code, org_code: 'UBND-09163', must_sign: 'true', from_day: '2023-01-01', ...changes };
}

function event(event_id: string, changes = {}) {
  return {
    ...{ event_id, serial: '1', signed_at: '2023-03-15T09:00:00+07:00', method: 'remote' },
    ...{ object_kind: 'declaration', org_code: 'UBND-09163', role: 'citizen', result: 'ok' },
    ...{ verify_result: 'valid', ...changes },
  };
}
