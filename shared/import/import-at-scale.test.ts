import { randomTickets } from '../../test/random-tickets';
import { openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import { csvText, ticket } from '../../test/tiny-records';
import { subgraph as feedback } from '../../subgraphs/feedback';
import { tickets } from '../../subgraphs/feedback/records';
import { rebuildAll } from '../rollup/maintain';

let system: SystemDatabase;

beforeEach(async () => {
  system = await openSystemDatabase(feedback);
});
afterEach(() => system.close());

const ROWS = 50_000;
const WARDS = ['09163', '09166', '09169', '09172', '09247'] as const;

/** Row by row, so that whoever reads them need not hold them all. */
function* largeFile(watch: (row: number) => void): Generator<string> {
  const header = csvText(tickets, []);
  yield header;
  for (let i = 0; i < ROWS; i += 1) {
    watch(i);
    const month = String((i % 12) + 1).padStart(2, '0');
    const row = ticket(`T${String(i)}`, {
      unit_code: WARDS[i % WARDS.length] ?? '',
      sent_at: `2023-${month}-01T08:00:00+07:00`,
      received_at: `2023-${month}-02T08:00:00+07:00`,
      due_at: `2023-${month}-20T08:00:00+07:00`,
      processed_at: i % 4 === 0 ? '' : `2023-${month}-10T08:00:00+07:00`,
    });
    yield csvText(tickets, [row]).slice(header.length);
  }
}

test('a large file streams: progress is told while it is still being read, and every row is counted', async () => {
  const progress: number[] = [];
  let readAtFirstProgress: number | undefined;
  let read = 0;
  const file = largeFile((row) => (read = row));
  const onProgress = (rows: number) => {
    readAtFirstProgress ??= read;
    progress.push(rows);
  };
  expect(await system.importFile(file, { onProgress })).toMatchObject({ accepted: ROWS, changed: ROWS });
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  expect(progress.length).toBeGreaterThan(1);
  expect(readAtFirstProgress).toBeLessThan(ROWS / 2);

  // 50 000 tickets in turns over 5 wards, 12 months, and one of 4 not processed.
  expect(await system.figure('vn2004.27', '2023', 'FBK-01')).toEqual([50_000, null]);
  expect(await system.figure('vn2004.256', '2023', 'FBK-02')).toEqual([30_000, 40_000]);
  expect(await system.figure('vn2004.09163', '2023', 'FBK-01')).toEqual([10_000, null]);
  // Rows 0, 12, 24 … are January's, and since 12 is a multiple of 4 none of them is processed.
  expect(await system.figure('vn2004.27', '2023-01', 'FBK-02')).toEqual([0, 4167]);
  expect(await system.figure('vn2004.27', '2023-02', 'FBK-02')).toEqual([4167, 4167]);
});

test('two imports of the same system at once both land, and the cells know both', async () => {
  const rows = randomTickets(7, 400);
  const [first, second] = [rows.slice(0, 250), rows.slice(150)];
  const results = await Promise.all([system.importRows(tickets, first), system.importRows(tickets, second)]);
  expect(results.map(({ accepted }) => accepted)).toEqual([250, 250]);
  expect(results[0].changed + results[1].changed).toBe(400);
  const cells = await system.cells();
  await rebuildAll(system.dataSource, system.plan);
  expect(await system.cells()).toEqual(cells);
});

test('many imports at once wait for one another, and reading goes on meanwhile', async () => {
  const rows = randomTickets(8, 300);
  const files = Array.from({ length: 12 }, (_, i) => rows.slice(i * 25, (i + 1) * 25));
  const imports = Promise.all(files.map((file) => system.importRows(tickets, file)));
  expect(await system.table('feedback_account')).toEqual([]);
  await imports;
  expect(await system.table('ticket')).toHaveLength(300);
});
