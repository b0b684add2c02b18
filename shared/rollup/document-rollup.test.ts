/** The figures of documents and work files, worked out by hand. */
import { openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import { document, type OfficialDocument, workFile } from '../../test/tiny-records';
import { subgraph as documents } from '../../subgraphs/documents';
import { documentRecords, workFileRecords } from '../../subgraphs/documents/records';

let system: SystemDatabase;

beforeEach(async () => {
  system = await openSystemDatabase(documents);
});
afterEach(() => system.close());

const PROVINCE = 'vn2004.27';
const signed = (id: string, changes: OfficialDocument = {}) =>
  document(id, { agency_signed: 'true', signer_signed: 'true', ...changes });

test('the mean of rates is that of the agencies, not the ratio of their sums', async () => {
  // One agency: 1 of 4 files with a signed document; another: 1 of 1. Mean 62.5 %, ratio of sums 40 %.
  await system.importRows(workFileRecords, [
    ...['F1', 'F2', 'F3', 'F4'].map((code) => workFile(code)),
    workFile('F5', { org_code: 'SO-XD' }),
  ]);
  await system.importRows(documentRecords, [
    signed('D1', { work_file_code: 'F1' }),
    signed('D5', { work_file_code: 'F5', org_code: 'SO-XD' }),
  ]);
  expect(await system.figure(PROVINCE, '2023-03', 'DOC-03')).toEqual([1.25, 2]);
});

test("an agency's rate over a year is taken over the year, not averaged over its months", async () => {
  const inMay = { closed_on: '2023-05-20' };
  await system.importRows(workFileRecords, [workFile('F1'), workFile('F2', inMay), workFile('F3', inMay)]);
  await system.importRows(documentRecords, [signed('D1', { work_file_code: 'F1' })]);
  const [numerator, denominator] = (await system.figure(PROVINCE, '2023', 'DOC-03')) ?? [];
  expect(numerator).toBeCloseTo(1 / 3, 12);
  expect(denominator).toBe(1);
});

test('a document that comes after its work file, changes or moves to another changes the rate', async () => {
  await system.importRows(workFileRecords, [workFile('F1'), workFile('F2', { closed_on: '2023-08-20' })]);
  // Issued in a month in which no work file was closed.
  const issued_date = '2024-11-15';
  const rates = async () => [
    await system.figure(PROVINCE, '2023-03', 'DOC-03'),
    await system.figure(PROVINCE, '2023-08', 'DOC-03'),
  ];
  // Of documents nothing is known yet, so the rate is missing, not zero.
  expect(await rates()).toEqual([undefined, undefined]);
  await system.importRows(documentRecords, [signed('D1', { issued_date, work_file_code: 'F1' })]);
  expect(await rates()).toEqual([
    [1, 1],
    [0, 1],
  ]);
  await system.importRows(documentRecords, [signed('D1', { issued_date, work_file_code: 'F2' })]);
  expect(await rates()).toEqual([
    [0, 1],
    [1, 1],
  ]);
  await system.importRows(documentRecords, [document('D1', { issued_date, work_file_code: 'F2' })]);
  expect(await rates()).toEqual([
    [0, 1],
    [0, 1],
  ]);
});

test('a work file that comes after its document finds it', async () => {
  await system.importRows(documentRecords, [signed('D1', { work_file_code: 'F1' })]);
  await system.importRows(workFileRecords, [workFile('F1')]);
  expect(await system.figure(PROVINCE, '2023', 'DOC-03')).toEqual([1, 1]);
});

test('a document counts as signed with both signatures only, and not when it is secret or incoming', async () => {
  await system.importRows(documentRecords, [
    signed('both'),
    signed('signer only', { agency_signed: 'false' }),
    signed('agency only', { signer_signed: 'false' }),
    signed('secret', { is_secret: 'true' }),
    signed('incoming', { direction: 'in', arrival_date: '2023-03-15' }),
  ]);
  expect(await system.figure(PROVINCE, '2023', 'DOC-02')).toEqual([1, 3]);
});

test('agencies without a signed document are counted anew for each period, never summed over months', async () => {
  // SO-XD signs nothing in January, February and March; SO-TTTT signs in March only; SO-GDDT issues nothing.
  await system.importRows(
    documentRecords,
    ['2023-01-10', '2023-02-10', '2023-03-10'].flatMap((issued_date, i) => [
      document(`X${i}`, { org_code: 'SO-XD', issued_date }),
      i === 2 ? signed(`T${i}`, { issued_date }) : document(`T${i}`, { issued_date }),
    ]),
  );
  const without = async (period: string) => (await system.figure(PROVINCE, period, 'DOC-06'))?.[0];
  expect([await without('2023-01'), await without('2023-02'), await without('2023-03')]).toEqual([2, 2, 1]);
  expect([await without('2023-Q1'), await without('2023')]).toEqual([1, 1]);
});

test('an agency that issued nothing, or nothing but secret documents, is not one without a signed document', async () => {
  await system.importRows(documentRecords, [
    document('received', { org_code: 'SO-XD', direction: 'in', arrival_date: '2023-03-15' }),
    document('secret', { org_code: 'SO-GDDT', is_secret: 'true' }),
    document('issued'),
  ]);
  expect(await system.figure(PROVINCE, '2023', 'DOC-06')).toMatchObject([1, null]);
});

test('agencies without a signed document are counted at every level above their place', async () => {
  await system.importRows(documentRecords, [
    document('D1', { org_code: 'UBND-09163' }),
    document('D2', { org_code: 'UBND-256' }),
    document('D3'),
  ]);
  const without = async (unit: string, tier?: string) =>
    (await system.figure(`vn2004.${unit}`, '2023', 'DOC-06', tier))?.[0];
  expect([await without('09163'), await without('256'), await without('27')]).toEqual([1, 2, 3]);
  expect(await without('27', 'DISTRICT')).toBe(1);
});

test('incoming documents count by their due day, and are in time up to its end in Vietnam', async () => {
  const incoming = (id: string, finished_at: string) =>
    document(id, {
      ...{ direction: 'in', issued_date: '', arrival_date: '2023-03-28', due_date: '2023-03-31' },
      finished_at,
    });
  await system.importRows(documentRecords, [
    incoming('in its last second', '2023-03-31T23:59:59+07:00'),
    incoming('a second late', '2023-03-31T17:00:00Z'),
    incoming('never', ''),
  ]);
  expect(await system.figure(PROVINCE, '2023-03', 'DOC-05')).toEqual([1, 3]);
  // 3 days for the one finished in March, 4 for the one that was a second late, which is April's.
  expect(await system.figure(PROVINCE, '2023-03', 'DOC-07')).toEqual([3, 1]);
  expect(await system.figure(PROVINCE, '2023-04', 'DOC-07')).toEqual([4, 1]);
  expect(await system.figure(PROVINCE, '2023', 'DOC-07')).toEqual([7, 2]);
});
