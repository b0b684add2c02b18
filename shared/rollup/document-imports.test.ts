/** Documents and work files look into each other: imports of either in any order end like a rebuild. */
import { openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import { document, type OfficialDocument, type WorkFile, workFile } from '../../test/tiny-records';
import { subgraph as documents } from '../../subgraphs/documents';
import { documentRecords, workFileRecords } from '../../subgraphs/documents/records';
import { type Random, seeded } from '../demonstration/random';
import { rebuildAll } from './maintain';

let system: SystemDatabase;

beforeEach(async () => {
  system = await openSystemDatabase(documents);
});
afterEach(() => system.close());

const AGENCIES = ['SO-TTTT', 'SO-XD', 'UBND-256', 'UBND-259', 'UBND-09163', 'UBND-09175'];
const FILES = 60;

test.each([1, 2, 3, 4])('after every import the cells are those of a rebuild (seed %i)', async (seed) => {
  const random = seeded(seed);
  for (let i = 0; i < 6; i += 1) {
    if (random.chance(0.5)) await system.importRows(workFileRecords, rows(random, FILES, randomFile));
    else await system.importRows(documentRecords, rows(random, 90, randomDocument));
    const cells = await system.cells();
    await rebuildAll(system.dataSource, system.plan);
    expect(await system.cells()).toEqual(cells);
  }
  expect((await system.cells()).length).toBeGreaterThan(100);
});

/** Half of the possible keys, so that most imports bring new records and change others. */
function rows<T>(random: Random, keys: number, row: (random: Random, key: number) => T): T[] {
  return Array.from({ length: keys }, (_, key) => key)
    .filter(() => random.chance(0.5))
    .map((key) => row(random, key));
}

function randomFile(random: Random, key: number): WorkFile {
  return workFile(`F${key}`, {
    org_code: random.pick(AGENCIES),
    opened_on: '2022-01-01',
    closed_on: random.chance(0.8) ? randomDay(random) : '',
    is_secret: String(random.chance(0.1)),
    processed_online: String(random.chance(0.7)),
  });
}

function randomDocument(random: Random, key: number): OfficialDocument {
  return document(`D${key}`, {
    org_code: random.pick(AGENCIES),
    direction: random.pick(['in', 'out', 'out', 'internal']),
    issued_date: randomDay(random),
    arrival_date: randomDay(random),
    due_date: random.chance(0.5) ? randomDay(random) : '',
    finished_at: random.chance(0.5) ? `${randomDay(random)}T17:00:00Z` : '',
    is_secret: String(random.chance(0.1)),
    work_file_code: random.chance(0.8) ? `F${random.integer(0, FILES - 1)}` : '',
    channel: random.pick(['axis', 'paper', '']),
    agency_signed: String(random.chance(0.7)),
    signer_signed: String(random.chance(0.7)),
  });
}

function randomDay(random: Random): string {
  const twoDigits = (n: number) => String(n).padStart(2, '0');
  return `${random.integer(2022, 2024)}-${twoDigits(random.integer(1, 12))}-${twoDigits(random.integer(1, 28))}`;
}
