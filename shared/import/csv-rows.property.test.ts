/** Whatever cells hold, they are read as they were written; and whatever line is damaged, the others are read. */
import fc from 'fast-check';
import { all, inChunks } from '../../test/tiny-records';
import { csvCell } from './csv-cell';
import { csvRows } from './csv-rows';

/** Cells of what is special in a file, beside a letter that no trimming takes away. */
const cell = fc
  .array(fc.constantFrom('"', ',', '\n', 'ọ', ' ', ';', '=', "'", 'b'), { maxLength: 8 })
  .map((characters) => `x${characters.join('')}x`);
const rows = fc.array(fc.tuple(cell, cell, cell), { maxLength: 12 });
/** A whole line that a quote makes unreadable. */
const damaged = fc.constantFrom('x"x,x,x', '"x"x,x,x', 'x,x, "x"', 'x,"x" ,x', 'x,x,"x""x"x');
const written = (cells: readonly string[]) => cells.map(csvCell).join(',');
const read = (lines: readonly string[], size: number) =>
  all(csvRows(inChunks(Buffer.from(`a,b,c\n${lines.map((line) => `${line}\n`).join('')}`), size)));

test('cells are read as they were written, in whatever pieces the file comes', async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 40 }), async (cells, size) => {
      const [, ...found] = await read(cells.map(written), size);
      expect(found.map(({ fields, fault }) => fault ?? fields)).toEqual(cells);
    }),
  );
});

test('a damaged line between them costs none of them', async () => {
  await fc.assert(
    fc.asyncProperty(
      rows,
      damaged,
      fc.nat(),
      fc.integer({ min: 1, max: 40 }),
      async (cells, line, at, size) => {
        const lines = cells.map(written);
        const [, ...found] = await read(lines.toSpliced(at % (lines.length + 1), 0, line), size);
        const [good, bad] = [found.filter(({ fault }) => !fault), found.filter(({ fault }) => fault)];
        expect([good.map(({ fields }) => fields), bad.length]).toEqual([cells, 1]);
      },
    ),
  );
});
