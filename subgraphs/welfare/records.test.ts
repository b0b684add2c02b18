import { rowChecker } from '../../shared/import/check-row';
import type { RecordKind, RecordRow } from '../../shared/import/record-kind';
import { beneficiaries, payments } from './records';

const AS_OF = new Date('2024-12-31T23:59:59+07:00');

const beneficiary = {
  ...{ beneficiary_code: 'B1', group: 'social_protection', category: 'elderly', unit_code: '09163' },
  ...{ entitled_from: '2023-03-01', monthly_amount_vnd: '360000', payee: 'guardian' },
};
const payment = {
  ...{ payment_id: 'P1', beneficiary_code: 'B1', unit_code: '09163', pay_period: '202303' },
  ...{
    amount_vnd: '360000',
    method: 'account',
    due_on: '2023-03-10',
    paid_on: '2023-03-09',
    status: 'settled',
  },
};

it.each<[string, RecordKind, RecordRow]>([
  ['a beneficiary', beneficiaries, beneficiary],
  ['one of merit', beneficiaries, { ...beneficiary, group: 'merit', category: 'wounded' }],
  [
    'one entitled since before there were systems',
    beneficiaries,
    { ...beneficiary, entitled_from: '1995-07-01' },
  ],
  ['one of a category that is not listed', beneficiaries, { ...beneficiary, category: 'other' }],
  ['a payment', payments, payment],
  ['one that failed', payments, { ...payment, status: 'failed', paid_on: '' }],
])('%s is accepted', (_, kind, row) => {
  expect(fault(kind, row)).toBeUndefined();
});

it.each(['012345678', '001234567890', '001.234.567.890'])(
  'an identity number for a beneficiary is refused, and it is said why: %s',
  (beneficiary_code) => {
    const refused = {
      column: 'beneficiary_code',
      reason: expect.stringContaining('personal identity number') as unknown,
    };
    expect(fault(beneficiaries, { ...beneficiary, beneficiary_code })).toMatchObject(refused);
    expect(fault(payments, { ...payment, beneficiary_code })).toMatchObject(refused);
  },
);

it.each(['2023', '202313', '202300', '2023-03', '20233'])('%s is no month that is paid for', (pay_period) => {
  expect(fault(payments, { ...payment, pay_period })).toMatchObject({ column: 'pay_period' });
});

it.each<[string, RecordKind, RecordRow, string]>([
  [
    'of merit in a category of social protection',
    beneficiaries,
    { ...beneficiary, group: 'merit' },
    'category',
  ],
  [
    'of social protection in one of merit',
    beneficiaries,
    { ...beneficiary, category: 'wounded' },
    'category',
  ],
  ['that ends before it begins', beneficiaries, { ...beneficiary, entitled_to: '2023-02-01' }, 'entitled_to'],
  ['that is due before there were systems', payments, { ...payment, due_on: '1999-12-31' }, 'due_on'],
  ['that is settled on no day', payments, { ...payment, paid_on: '' }, 'paid_on'],
])('a record %s is rejected', (_, kind, row, column) => {
  expect(fault(kind, row)).toMatchObject({ column });
});

function fault(kind: RecordKind, row: RecordRow) {
  const checked = rowChecker(kind, kind.columnNames, AS_OF)(kind.columnNames.map((name) => row[name] ?? ''));
  return 'cells' in checked ? undefined : checked;
}
