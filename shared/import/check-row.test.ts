import {
  beneficiary,
  document,
  type OfficialDocument,
  type Ticket,
  ticket,
  workFile,
} from '../../test/tiny-records';
import { documentRecords, workFileRecords } from '../../subgraphs/documents/records';
import { tickets } from '../../subgraphs/feedback/records';
import { certificates } from '../../subgraphs/signatures/records';
import { beneficiaries } from '../../subgraphs/welfare/records';
import { type Checked, rowChecker } from './check-row';
import type { RecordKind, RecordRow } from './record-kind';

const AS_OF = new Date('2024-12-31T23:59:59+07:00');
const cellsOf = (kind: RecordKind, row: RecordRow) => kind.columnNames.map((name) => row[name] ?? '');
const check = (kind: RecordKind, row: RecordRow): Checked =>
  rowChecker(kind, kind.columnNames, AS_OF)(cellsOf(kind, row));
const checkTicket = (changes: Ticket) => check(tickets, ticket('T1', changes));
const fault = (column: string, value: string) => expect.objectContaining({ column, value }) as object;
const headerFault = (message: RegExp) =>
  expect.objectContaining({
    code: 'IMPORT_HEADER',
    message: expect.stringMatching(message) as string,
  }) as Error;
const withHeader = (header: readonly string[]) => () => {
  try {
    rowChecker(tickets, header, AS_OF);
    return undefined;
  } catch (cause) {
    return cause;
  }
};

test('columns may come in any order, and cells come back in the declared one', () => {
  const header = tickets.columnNames.toReversed();
  const row = ticket('T1');
  const cells = tickets.columnNames.map((name) => row[name] ?? null);
  expect(rowChecker(tickets, header, AS_OF)(header.map((name) => row[name] ?? ''))).toEqual({ cells });
});

test('a missing column is named', () => {
  expect(withHeader(tickets.columnNames.filter((name) => name !== 'due_at'))()).toEqual(
    headerFault(/missing: due_at\b/),
  );
});

test('an unknown column is named', () => {
  expect(withHeader([...tickets.columnNames, 'phone'])()).toEqual(headerFault(/\bphone\b.*Expected:/));
});

test('a column that stands twice is named', () => {
  expect(withHeader([...tickets.columnNames, 'rating'])()).toEqual(headerFault(/twice: rating\b/));
});

test('all faults of a header are named together, and what was expected', () => {
  const header = ['phone', ...tickets.columnNames.filter((name) => name !== 'lat' && name !== 'lon')];
  expect(withHeader(header)()).toEqual(headerFault(/missing: lat, lon.*phone.*ticket_code,kind,field_code/));
});

test('a column without a name is told as such', () => {
  expect(withHeader(['', ...tickets.columnNames])()).toEqual(
    headerFault(/unknown or twice: a column without a name\)/),
  );
});

test('a row with too few or too many cells is rejected with both numbers', () => {
  const checker = rowChecker(tickets, tickets.columnNames, AS_OF);
  const cells = cellsOf(tickets, ticket('T1'));
  expect(checker(cells.slice(0, -1))).toEqual(
    expect.objectContaining({ reason: expect.stringMatching(/19.*18/) as string }),
  );
  expect(checker([...cells, 'x'])).toEqual(
    expect.objectContaining({ reason: expect.stringMatching(/19.*20/) as string }),
  );
});

test('an empty cell is nothing where the column is optional, and a fault where it is required', () => {
  expect(checkTicket({ rating: '', due_at: '' })).toHaveProperty('cells');
  expect(checkTicket({ status: '' })).toEqual(fault('status', ''));
});

test('a fault names its column and the value that was got', () => {
  expect(checkTicket({ rating: '6' })).toEqual({
    ...{ column: 'rating', value: '6' },
    reason: expect.stringMatching(/1 to 5/) as string,
  });
  expect(checkTicket({ unit_code: '9163' })).toEqual(fault('unit_code', '9163'));
  expect(checkTicket({ assigned_org: 'SO-XYZ' })).toEqual(fault('assigned_org', 'SO-XYZ'));
});

test('a flag that a spreadsheet wrote in capitals comes back as PostgreSQL reads it', () => {
  const checked = checkTicket({ reopened: 'TRUE', is_duplicate: 'False' });
  expect('cells' in checked && checked.cells.slice(-2)).toEqual(['true', 'false']);
});

describe('what stands for a person is not shown', () => {
  const certificate = {
    ...{ serial: 'S1', issuer: 'public_ca', type: 'public-citizen', holder_ref: '001234567890' },
    ...{ unit_code: '09163', medium: 'remote', valid_from: '2023-03-01', valid_to: '2024-03-01' },
  };

  test.each<[string, RecordKind, RecordRow]>([
    ['holder_ref', certificates, certificate],
    ['beneficiary_code', beneficiaries, beneficiary('001 234 567 890')],
    ['beneficiary_code', beneficiaries, beneficiary('B'.repeat(101))],
  ])('a faulty %s', (column, kind, row) => {
    expect(check(kind, row)).toMatchObject({ column, value: '***' });
  });

  test('but a value that was missing is told as such, and other columns are shown', () => {
    expect(check(beneficiaries, beneficiary(''))).toMatchObject({ column: 'beneficiary_code', value: '' });
    expect(check(beneficiaries, beneficiary('B1', { payee: 'Bà A' }))).toMatchObject({ value: 'Bà A' });
  });
});

test('a ticket is not received before it was sent, whatever the offsets', () => {
  const sent_at = '2023-03-15T02:00:00Z';
  expect(checkTicket({ sent_at, received_at: '2023-03-15T09:00:00+07:00' })).toHaveProperty('cells');
  expect(checkTicket({ sent_at, received_at: '2023-03-15T08:59:59+07:00' })).toEqual(
    fault('received_at', '2023-03-15T08:59:59+07:00'),
  );
});

test('a ticket is not processed before it was received', () => {
  const processed_at = '2023-03-15T08:59:59+07:00';
  expect(checkTicket({ processed_at })).toEqual(fault('processed_at', processed_at));
});

test('an outgoing document has a day of issue, an incoming one a day of arrival', () => {
  const checkDocument = (changes: OfficialDocument) => check(documentRecords, document('D1', changes));
  expect(checkDocument({ issued_date: '' })).toEqual(fault('issued_date', ''));
  expect(checkDocument({ direction: 'in', issued_date: '' })).toEqual(fault('arrival_date', ''));
  expect(checkDocument({ direction: 'in', arrival_date: '2023-03-01' })).toHaveProperty('cells');
});

test('an incoming document may have been issued long ago, one that the agency issues is counted by that day', () => {
  const old = document('D1', { direction: 'in', issued_date: '1975-05-02', arrival_date: '2023-03-01' });
  expect(check(documentRecords, old)).toHaveProperty('cells');
  expect(check(documentRecords, document('D1', { issued_date: '1999-12-31' }))).toEqual(
    fault('issued_date', '1999-12-31'),
  );
});

test('a work file is not closed before it was opened', () => {
  const closed = (closed_on: string) => check(workFileRecords, workFile('F1', { closed_on }));
  expect(closed('2023-01-10')).toHaveProperty('cells');
  expect(closed('2023-01-09')).toEqual(fault('closed_on', '2023-01-09'));
});
