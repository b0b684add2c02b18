import { all, inChunks } from '../../test/tiny-records';
import { type CsvChunks, csvRows } from './csv-rows';

const fieldsOf = async (chunks: CsvChunks) => (await all(csvRows(chunks))).map(({ fields }) => fields);
const linesOf = async (text: string) => (await all(csvRows([text]))).map(({ line }) => line);
const utf8 = (text: string) => Buffer.from(text, 'utf8');
/** The lines that can be read, with their first cell, and those that cannot, with the column at fault. */
const readable = async (...lines: string[]) =>
  (await all(csvRows([lines.join('\n')])))
    .slice(1)
    .map(({ line, fields, fault }) =>
      fault === undefined ? `${line} ${fields[0] ?? ''}` : `${line} fault in ${fault.column}`,
    );
const refusal = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as Error;

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
  ['UTF-16 with a byte order mark', Buffer.from('\uFEFFtên\nVõ\n', 'utf16le'), /UTF-16 \(line 1\)/],
  ['UTF-16 without one', Buffer.from('code,name\n1,An\n', 'utf16le'), /UTF-16 \(line 1\)/],
  [
    'Windows-1258, whose tones follow their letters',
    Buffer.from('name\nHo\xcca\n', 'latin1'),
    /seems to be Windows-1258 \(line 2\)/,
  ],
  ['Latin-1', Buffer.from('name\nAn\nVõ\n', 'latin1'), /code page such as Windows-1258 or TCVN3 \(line 3\)/],
  [
    'bytes that begin a character and never end it',
    Buffer.from([0x61, 0x0a, 0xe1, 0xba, 0x0a]),
    /\(line 2\)/,
  ],
  ['a character cut off at the end', Buffer.from([0x61, 0x0a, 0x61, 0x0a, 0xe1, 0xba]), /\(line 3\)/],
])('%s is refused as not UTF-8, and it is said what it seems to be', async (_, bytes, message) => {
  for (const size of [1, 2, 3, 65_536])
    await expect(all(csvRows(inChunks(bytes, size)))).rejects.toEqual(refusal('IMPORT_ENCODING', message));
});

test('the wrong encoding is found however late it comes', async () => {
  const bytes = Buffer.concat([utf8(`name\n${'An\n'.repeat(100_000)}`), Buffer.from('Võ\n', 'latin1')]);
  await expect(all(csvRows(inChunks(bytes)))).rejects.toEqual(refusal('IMPORT_ENCODING', /line 100002/));
});

test('a quote that is never closed means that the file was cut off, and it is said where it opened', async () => {
  await expect(all(csvRows(['a,b\n1,"2\n3,4\n']))).rejects.toEqual(
    refusal('IMPORT_TRUNCATED', /quote that opens on line 2 is never closed/),
  );
});

describe('a quote at a wrong place costs its own line, and no other', () => {
  test.each([
    ['inside a cell without quotes', '2,15" screen,x,x'],
    ['behind the quote that closes a cell', '2,"Quán" mới,x,x'],
    ['before the quote that opens a cell', '2, "Quán",x,x'],
    ['that nothing closes on its line', '2,"Quán,x,x'],
  ])('%s', async (_, bad) => {
    const rows = [
      'code,name,c,d',
      '1,An,x,x',
      bad,
      '3,Chi,x,x',
      '4,"Dũng, Giang",x,x',
      '5,"a ""b""",x,x',
      '',
    ];
    expect(await readable(...rows)).toEqual(['2 1', '3 fault in name', '4 3', '5 4', '6 5']);
  });

  test('in the first column too, and after a line break inside quotes', async () => {
    const rows = ['code,name,c,d', '1,"An', 'An",x,x', '"2,Bình,x,x', '3,Chi,x,x', '4,"Dũng",x,x', ''];
    expect(await readable(...rows)).toEqual(['3 1', '4 fault in code', '5 3', '6 4']);
  });

  test('nor do two of them make one row of all that stands between', async () => {
    const rows = ['code,name,c,d', '1,"15 inch,x,x', '2,An,x,x', '3,15",x,x', '4,Chi,x,x', ''];
    expect(await readable(...rows)).toEqual(['2 fault in name', '3 2', '4 fault in name', '5 4']);
  });

  test.each([
    ['however far away the next quote is', '2,"Chi",x,x'],
    ['also where no other follows in so many lines that it cannot enclose a cell', '2,Chi,x,x'],
  ])('%s', async (_, last) => {
    const between = Array.from({ length: 20_000 }, (_, i) => `${i},An,x,x`);
    const rows = await readable('code,name,c,d', '"1,An,x,x', ...between, last, '');
    expect([rows[0], rows.at(-1)]).toEqual(['2 fault in code', '20003 2']);
    expect(rows).toHaveLength(20_002);
  });

  test('whatever the pieces in which the file comes', async () => {
    const bytes = utf8('code,name,c,d\n1,"Hòa ""b""\n,",x,x\n2,15" x,x,x\n3,"An",x,x\n');
    const whole = await all(csvRows(inChunks(bytes)));
    for (const size of [1, 2, 3, 5, 7]) expect(await all(csvRows(inChunks(bytes, size)))).toEqual(whole);
    expect(whole.map(({ fields, fault }) => (fault ? '' : fields[1]))).toEqual([
      'name',
      'Hòa "b"\n,',
      '',
      'An',
    ]);
  });
});

test('characters that nobody can see are removed: byte order marks, zero-width spaces, marks of direction', async () => {
  const invisible = ['\uFEFF', '\u200B', '\u200D', '\u200E', '\u2060', '\u00AD', '\u{E0020}', '\u001A'];
  for (const character of invisible) {
    const text = '~"co~de",name\n~"Z~-1",An~\n'.replaceAll('~', character);
    expect(await fieldsOf([text])).toEqual([
      ['code', 'name'],
      ['Z-1', 'An'],
    ]);
  }
  expect(await fieldsOf(inChunks(utf8('\uFEFF"code","name"\n\uFEFF"1","An"\n')))).toEqual([
    ['code', 'name'],
    ['1', 'An'],
  ]);
});

test('names of columns may be in any case', async () => {
  expect(await fieldsOf(['Code,NAME\nA-1,An\n'])).toEqual([
    ['code', 'name'],
    ['A-1', 'An'],
  ]);
});

test('rows of empty cells, blanks or a DOS end-of-file mark, as spreadsheets leave them, are none', async () => {
  const rows = await all(csvRows(['code,name\n1,An\n,\n   \n\n2,Bình\n\u001A']));
  expect(rows.map(({ line, fields, unterminated }) => [line, fields[0], unterminated])).toEqual([
    [1, 'code', false],
    [2, '1', false],
    [6, '2', false],
  ]);
});

test('but a row of empty cells in quotes is one', async () => {
  expect(await fieldsOf(['code,name\n"",""\n'])).toEqual([
    ['code', 'name'],
    ['', ''],
  ]);
});

describe('columns without a name at the end', () => {
  test('are left out where they are empty', async () => {
    expect(await fieldsOf(['code,name,,\n1,An,,\n2,,,\n'])).toEqual([
      ['code', 'name'],
      ['1', 'An'],
      ['2', ''],
    ]);
  });

  test('cost the row in which they are not, or that has too few or too many', async () => {
    const rows = await all(csvRows(['code,name,\n1,An,x\n2,Bình\n3,Chi,,\n4,Dũng,\n']));
    expect(rows.map(({ fault }) => fault?.reason)).toEqual([
      undefined,
      expect.stringMatching(/^expected 2 cells and 1 empty/) as string,
      expect.stringMatching(/got 2/) as string,
      expect.stringMatching(/got 4/) as string,
      undefined,
    ]);
  });
});

test.each([
  ['code;name\n1;An\n', /separated by semicolons, expected commas/],
  ['code\tname\n1\tAn\n', /separated by tabs, expected commas/],
  ['code|name\n1|An\n', /separated by vertical bars, expected commas/],
  ['sep=,\ncode,name\n', /Line 1 is "sep=,".*Delete it/],
  ['sep=;\ncode;name\n', /Line 1 is "sep=;".*Delete it/],
  ['code,na"me\n1,An\n', /quote at a wrong place, in column 2/],
])('a first line that is no header of ours, %j, is named', async (text, message) => {
  await expect(all(csvRows([text]))).rejects.toEqual(refusal('IMPORT_HEADER', message));
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

test.each(['\uFEFF', '\n\n', ' , \n'])('nor has a file of nothing but %j', async (text) => {
  expect(await all(csvRows(inChunks(utf8(text))))).toEqual([]);
});
