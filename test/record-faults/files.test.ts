/** R18: files as spreadsheets save them, and a rejects file that does no harm when one opens it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subgraph as feedback } from '../../subgraphs/feedback';
import { tickets } from '../../subgraphs/feedback/records';
import { openSystemDatabase, type SystemDatabase } from '../system-database';
import { csvText, type Ticket, ticket } from '../tiny-records';

let system: SystemDatabase;
let folder: string;
beforeAll(async () => {
  system = await openSystemDatabase(feedback);
  folder = await mkdtemp(join(tmpdir(), 'rejects-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await system.close();
});

async function imported(text: string) {
  const rejectsPath = join(folder, 'rejects.csv');
  const { accepted, rejected } = await system.importFile([text], { rejectsPath });
  return { accepted, rejected, rejects: rejected === 0 ? '' : await readFile(rejectsPath, 'utf8') };
}

const file = (...rows: readonly Ticket[]) => csvText(tickets, rows);

it('no cell of the rejects file begins a formula', async () => {
  const codes = ['=cmd|1!A1', '@SUM(1)', '+84912', '-2+3'];
  const { rejects, rejected } = await imported(
    file(...codes.map((unit_code, i) => ticket(`X${i}`, { unit_code }))),
  );
  expect(rejected).toBe(4);
  for (const code of codes) expect(rejects).toContain(code);
  expect(rejects).not.toMatch(/(^|,)"?[=@+-]/m);
});

it('keys that look the same are one key', async () => {
  const spellings = ['Z-1', 'Z-1\u200B', 'Z-1 ', '\uFEFFZ-1', '\u200EZ-1', 'Ho\u00E0-1', 'Hoa\u0300-1'];
  const { accepted, rejected } = await imported(file(...spellings.map((code) => ticket(code))));
  expect([accepted, rejected]).toEqual([2, 5]);
});

it('a byte order mark, quoted names and capitals are read', async () => {
  const [header = '', ...rows] = file(ticket('B-1', { reopened: 'FALSE', is_duplicate: 'FALSE' })).split(
    '\n',
  );
  const quoted = header
    .split(',')
    .map((name) => `"${name}"`)
    .join(',');
  expect(await imported(['\uFEFF' + quoted, ...rows].join('\r\n'))).toMatchObject({
    accepted: 1,
    rejected: 0,
  });
});

it('a stray quote rejects its own row, and no other', async () => {
  const text = file(ticket('Q-1'), ticket('Q-2'), ticket('Q-3')).replace('Q-2', 'Q-2 15" screen');
  const { accepted, rejected } = await imported(text);
  expect(accepted + rejected).toBe(3);
  expect(accepted).toBeGreaterThanOrEqual(2);
});
