import { CodedError } from '../errors';
import { parsePeriod } from '../period/period';
import { DataRow, dataRows } from './data-file';

const row = new DataRow('some/file.csv', 7, {
  name: 'Bắc Ninh',
  empty: '',
  count: '1.5',
  flag: 'true',
  period: '2023-13',
});

it('reads what a cell holds', () => {
  expect(row.text('name')).toBe('Bắc Ninh');
  expect(row.number('count')).toBe(1.5);
  expect(row.flag('flag')).toBe(true);
  expect(row.oneOf('flag', ['true', 'false'])).toBe('true');
});

it('reads a file that a spreadsheet has saved: marks, line breaks, blanks and capitals', () => {
  const [first, second] = dataRows(
    'some/file.csv',
    '\uFEFFcode,name,flag\r\nA-1 ,"An,\r\nBình",TRUE\r\n\r\nA-2,Chi,False',
  );
  expect([first?.text('code'), first?.text('name'), first?.flag('flag')]).toEqual(['A-1', 'An,\nBình', true]);
  expect(second?.flag('flag')).toBe(false);
  expect(faultOf(() => second?.number('name')).message).toBe(
    'some/file.csv, line 5, column name: is no number.',
  );
});

it('a row that does not fit the header is a fault with its line', () => {
  expect(() => dataRows('some/file.csv', 'a,b\n1,2\n3\n')).toThrow(
    expect.objectContaining({
      code: 'REFERENCE_INVALID',
      message: expect.stringMatching(/^some\/file\.csv: .*line 3/) as string,
    }) as Error,
  );
});

it('an empty cell is absent, not zero', () => {
  expect(row.optional('empty')).toBeUndefined();
  expect(row.number('empty')).toBeUndefined();
  expect(row.parsed('empty', parsePeriod)).toBeUndefined();
});

it.each([
  ['an empty cell that must hold something', 'empty', () => row.text('empty')],
  ['a column that does not exist', 'nothing', () => row.optional('nothing')],
  ['text where a number is due', 'name', () => row.number('name')],
  ['a word that is not in the list', 'name', () => row.oneOf('name', ['a', 'b'])],
  ['a flag that is neither true nor false', 'count', () => row.flag('count')],
  ['a period that does not parse', 'period', () => row.parsed('period', parsePeriod)],
])('refuses %s, naming file, line and column', (_, column, read) => {
  const fault = faultOf(read);
  expect(fault.code).toBe('REFERENCE_INVALID');
  expect(fault.message).toContain(`some/file.csv, line 7, column ${column}: `);
});

function faultOf(read: () => unknown): CodedError {
  try {
    read();
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}
