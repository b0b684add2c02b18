import { rowChecker } from '../../shared/import/check-row';
import type { RecordKind, RecordRow } from '../../shared/import/record-kind';
import { certificates, officials, population, signatureEvents } from './records';

const AS_OF = new Date('2024-12-31T23:59:59+07:00');

const ofCitizen = {
  ...{ serial: 'S1', issuer: 'public_ca', type: 'public-citizen', holder_ref: 'P1', unit_code: '09163' },
  ...{ medium: 'remote', valid_from: '2023-03-01', valid_to: '2024-03-01' },
};
const ofOfficial = { ...ofCitizen, type: 'official-personal', org_code: 'UBND-09163' };

const official = { official_code: 'O1', org_code: 'UBND-256', must_sign: 'true', from_day: '1998-09-01' };

it.each<[string, RecordKind, RecordRow]>([
  ['a certificate of a citizen', certificates, ofCitizen],
  ['one of an official', certificates, ofOfficial],
  ['an official in office since before there were systems', officials, official],
  ['a row of the population', population, { unit_code: '09163', counted_from: '2023-01-01', adults: '9000' }],
])('%s is accepted', (_, kind, row) => {
  expect(fault(kind, row)).toBeUndefined();
});

describe('what must never be imported is refused, and it is said why', () => {
  const key = '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE';

  it.each(['serial', 'holder_ref', 'revoke_reason'])('a private key in %s of a certificate', (column) => {
    expect(fault(certificates, { ...ofCitizen, [column]: key })).toMatchObject({
      column,
      reason: expect.stringContaining('no private key') as unknown,
    });
  });

  it('a private key as what was signed', () => {
    const event = { event_id: 'E1', serial: 'S1', signed_at: '2023-03-02T09:00:00+07:00', method: 'remote' };
    const row = { ...event, object_kind: 'document', object_code: key };
    expect(fault(signatureEvents, row)).toMatchObject({ column: 'object_code' });
  });

  it.each(['012345678', '001234567890', '0012 3456 7890'])(
    'an identity number for a holder: %s',
    (number) => {
      expect(fault(certificates, { ...ofCitizen, holder_ref: number })).toMatchObject({
        column: 'holder_ref',
        reason: expect.stringContaining('personal identity number') as unknown,
      });
    },
  );
});

it.each<[string, RecordKind, RecordRow, string]>([
  ['that ends before it begins', certificates, { ...ofCitizen, valid_to: '2023-03-01' }, 'valid_to'],
  ['of an official without an agency', certificates, { ...ofOfficial, org_code: '' }, 'org_code'],
  ["away from the agency's unit", certificates, { ...ofOfficial, unit_code: '09166' }, 'unit_code'],
  [
    'of an office that ends before it begins',
    officials,
    { ...official, from_day: '2023-03-01', to_day: '2023-02-01' },
    'to_day',
  ],
  ['of an agency of the demonstration', officials, { ...official, org_code: 'DEMO-P01' }, 'org_code'],
  [
    'of the adults of a whole district',
    population,
    { unit_code: '256', counted_from: '2023-01-01', adults: '150000' },
    'unit_code',
  ],
])('a record %s is rejected', (_, kind, row, column) => {
  expect(fault(kind, row)).toMatchObject({ column });
});

function fault(kind: RecordKind, row: RecordRow) {
  const checked = rowChecker(kind, kind.columnNames, AS_OF)(kind.columnNames.map((name) => row[name] ?? ''));
  return 'cells' in checked ? undefined : checked;
}
