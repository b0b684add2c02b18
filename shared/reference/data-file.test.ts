import { CodedError } from '../errors';
import { parsePeriod } from '../period/period';
import { DataRow } from './data-file';

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
