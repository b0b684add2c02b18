import { mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { all } from '../../test/tiny-records';
import { csvRows } from './csv-rows';
import { RejectsFile } from './rejects-file';

const folder = mkdtempSync(join(tmpdir(), 'rejects-test-'));
const path = join(folder, 'rejects.csv');

afterAll(() => rm(folder, { recursive: true }));

test('holds line, column, value and reason, none of them a formula to a spreadsheet', async () => {
  const rejects = new RejectsFile(path);
  await rejects.add({ line: 2, column: 'unit_code', value: "=cmd|'/c calc'!A1", reason: 'expected a code' });
  await rejects.add({ line: 3, column: 'unit_code', value: '9,5 "x"', reason: '@x is not a day' });
  await rejects.complete();
  await rejects.keep();
  const rows = await all(csvRows([await readFile(path, 'utf8')]));
  expect(rows.map(({ fields }) => fields)).toEqual([
    ['line', 'column', 'value', 'reason'],
    ['2', 'unit_code', "'=cmd|'/c calc'!A1", 'expected a code'],
    ['3', 'unit_code', '9,5 "x"', "'@x is not a day"],
  ]);
});
