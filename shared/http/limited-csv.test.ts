import { CodedError } from '../errors';
import type { CsvFile } from './csv-over-http';
import { limitedCsv } from './limited-csv';

async function* pieces() {
  yield await Promise.resolve('a,b\r\n');
}
const file = (name: string): CsvFile => ({ name, open: pieces });
const OVERLOADED = new CodedError('OVERLOADED', '2 exports are being read. Try again when one has ended.');

it('opens so many of all files together, and the next when one has been read', () => {
  const files = limitedCsv(new Map(['one', 'other'].map((name) => [name, file(name)])), 2);
  const open = (name: string) => {
    const left = new AbortController();
    void files.get(name)?.open(new URLSearchParams(), left.signal);
    return left;
  };
  expect([...files.values()].map(({ name }) => name)).toEqual(['one', 'other']);
  const first = open('one');
  open('other');
  expect(() => open('one')).toThrow(OVERLOADED);
  expect(() => open('other')).toThrow(OVERLOADED);
  first.abort();
  first.abort();
  open('other');
  expect(() => open('one')).toThrow(OVERLOADED);
});
