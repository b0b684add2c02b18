import { csvCell, spreadsheetCell } from './csv-cell';

test('a cell is quoted where it holds what would end it, and only there', () => {
  expect(['Vũ Ninh', 'a,b', 'say "yes"', 'a\nb', '-5', '=1+1'].map(csvCell)).toEqual([
    'Vũ Ninh',
    '"a,b"',
    '"say ""yes"""',
    '"a\nb"',
    '-5',
    '=1+1',
  ]);
});

test.each(['=1+1', '+84912', '-2+3', '@SUM(1)', '\t=1', '\r=1', '＝1+1', '＠SUM(1)'])(
  'what a spreadsheet would run as a formula is text: %j',
  (text) => {
    expect(spreadsheetCell(text).replace(/^"/, '')).toMatch(/^'/);
  },
);

test('a formula with quotes and commas is escaped and quoted', () => {
  expect(spreadsheetCell('=HYPERLINK("http://x","y")')).toBe(`"'=HYPERLINK(""http://x"",""y"")"`);
});

test.each(['Vũ Ninh', '2023-03-01', '5', 'a=b', ''])('other text stays as it is: %j', (text) => {
  expect(spreadsheetCell(text)).toBe(text);
});
