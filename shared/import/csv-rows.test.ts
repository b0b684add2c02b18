import { all, inChunks } from '../../test/tiny-records';
import { type CsvChunks, csvRows } from './csv-rows';

const fieldsOf = async (chunks: CsvChunks) => (await all(csvRows(chunks))).map(({ fields }) => fields);
const linesOf = async (text: string) => (await all(csvRows([text]))).map(({ line }) => line);
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const code = (expected: string) => expect.objectContaining({ code: expected }) as Error;

test('a byte order mark is tolerated, in bytes and in text', async () => {
  const text = '\uFEFFcode,name\n1,An\n';
  const rows = [
    ['code', 'name'],
    ['1', 'An'],
  ];
  expect(await fieldsOf(inChunks(utf8(text)))).toEqual(rows);
  expect(await fieldsOf([text])).toEqual(rows);
});

test('cells are trimmed and composed, so that two spellings of one name are the same text', async () => {
  expect(await fieldsOf(['name\n  Quế Võ '.normalize('NFD') + '\n'])).toEqual([
    ['name'],
    ['Quế Võ'.normalize('NFC')],
  ]);
});

test('quoted cells may hold commas, doubled quotes and line breaks', async () => {
  expect(await fieldsOf(['a,b\n"1, 2","say ""yes""\nor no"\n3,4\n'])).toEqual([
    ['a', 'b'],
    ['1, 2', 'say "yes"\nor no'],
    ['3', '4'],
  ]);
});

test.each([
  ['line feed', '\n'],
  ['carriage return and line feed', '\r\n'],
  ['carriage return', '\r'],
])('rows may end with %s', async (_, lineBreak) => {
  expect(await fieldsOf([['a,b', '1,2', '3,4', ''].join(lineBreak)])).toEqual([
    ['a', 'b'],
    ['1', '2'],
    ['3', '4'],
  ]);
});

test.each([
  ['a,b\r\n1,2\n3,4\n', 'after a header from Windows'],
  ['a,b\n1,2\r\n3,4\r\n', 'after a header from Unix'],
])('line breaks of both kinds may stand in one file: %j, %s', async (text) => {
  const rows = await all(csvRows([text]));
  expect(rows.map(({ line, fields }) => [line, ...fields])).toEqual([
    [1, 'a', 'b'],
    [2, '1', '2'],
    [3, '3', '4'],
  ]);
});

test('a row is numbered by the line on which it ends, empty lines and lines inside quotes counted', async () => {
  expect(await linesOf('a,b\n\n1,2\n"3\n3",4\n5,6')).toEqual([1, 3, 5, 6]);
  expect(await linesOf('a,b\r\n"1\r\n1",2\r\n3,4\r\n')).toEqual([1, 3, 4]);
});

test('only a last row that no line break follows is unterminated', async () => {
  const unterminated = async (text: string) =>
    (await all(csvRows([text]))).map(({ unterminated }) => unterminated);
  expect(await unterminated('a\n1\n2')).toEqual([false, false, true]);
  expect(await unterminated('a\n1\n2\n')).toEqual([false, false, false]);
});

test('a character split between two chunks is put together again', async () => {
  expect(await fieldsOf(inChunks(utf8('tên\nQuế Võ\n'), 1))).toEqual([['tên'], ['Quế Võ']]);
});

test.each([
  ['UTF-16 with a byte order mark', Buffer.from('\uFEFFtên\nVõ\n', 'utf16le')],
  ['Latin-1', Buffer.from('name\nVõ\n', 'latin1')],
  ['bytes that begin a character and never end it', Buffer.from([0x61, 0x0a, 0xe1, 0xba, 0x0a])],
])('%s is refused as not UTF-8', async (_, bytes) => {
  await expect(all(csvRows(inChunks(bytes)))).rejects.toEqual(code('IMPORT_ENCODING'));
});

test('the wrong encoding is found however late it comes', async () => {
  const bytes = Buffer.concat([utf8(`name\n${'An\n'.repeat(100_000)}`), Buffer.from('Võ\n', 'latin1')]);
  await expect(all(csvRows(inChunks(bytes)))).rejects.toEqual(code('IMPORT_ENCODING'));
});

test('a quote that is never closed means that the file was cut off', async () => {
  await expect(all(csvRows(['a,b\n1,"2\n3,4\n']))).rejects.toEqual(code('IMPORT_TRUNCATED'));
});

test('a fault of the source itself is passed on, not taken for the end of the file', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(utf8('a\n1\n'));
    throw new Error('the disk is gone');
  }
  await expect(all(csvRows(broken()))).rejects.toThrow('the disk is gone');
});

test('an empty file has no rows, not even a header', async () => {
  expect(await all(csvRows(inChunks(utf8(''))))).toEqual([]);
});
