/** Where and when a record counts: by the Vietnamese calendar, and by the units as they were on its day. */
import { openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import { ticket } from '../../test/tiny-records';
import { subgraph as feedback } from '../../subgraphs/feedback';
import { tickets } from '../../subgraphs/feedback/records';

let system: SystemDatabase;

beforeEach(async () => {
  system = await openSystemDatabase(feedback);
});
afterEach(() => system.close());

const received = async (unit: string, period: string) => (await system.figure(unit, period, 'FBK-01'))?.[0];
const receivedAt = (code: string, received_at: string, unit_code: string) =>
  ticket(code, { unit_code, sent_at: received_at, received_at, due_at: '', processed_at: '' });

test('midnight in Vietnam parts the months, however the file writes its times', async () => {
  await system.importRows(tickets, [
    receivedAt('last second of 2023', '2023-12-31T16:59:59Z', '09163'),
    receivedAt('first second of 2024', '2023-12-31T17:00:00Z', '09163'),
    receivedAt('the same in local time', '2024-01-01T00:00:00+07:00', '09163'),
    receivedAt('the same in New York', '2023-12-31T12:00:00-05:00', '09163'),
  ]);
  expect(await received('vn2004.09163', '2023-12')).toBe(1);
  expect(await received('vn2004.09163', '2023-Q4')).toBe(1);
  expect(await received('vn2004.27', '2023')).toBe(1);
  expect(await received('vn2004.09163', '2024-01')).toBe(3);
  expect(await received('vn2004.27', '2024')).toBe(3);
});

test('a ward that was merged away counts up to its last day, and its district and province with it', async () => {
  // Vệ An (09175) belonged to the city 256 until it became part of 09184 on 2024-12-01.
  await system.importRows(tickets, [receivedAt('on its last day', '2024-11-30T23:59:59+07:00', '09175')]);
  for (const unit of ['vn2004.09175', 'vn2004.256', 'vn2004.27']) {
    expect([unit, await received(unit, '2024-11')]).toEqual([unit, 1]);
  }
  expect(await received('vn2004.09184', '2024')).toBeUndefined();
});

test('a ward that took others in keeps its identity over that day', async () => {
  await system.importRows(tickets, [
    receivedAt('as Ninh Xá', '2024-11-30T12:00:00+07:00', '09184'),
    receivedAt('as Tiền Ninh Vệ', '2024-12-01T00:00:00+07:00', '09184'),
  ]);
  expect(await received('vn2004.09184', '2024-11')).toBe(1);
  expect(await received('vn2004.09184', '2024-12')).toBe(1);
  expect(await received('vn2004.256', '2024-Q4')).toBe(2);
});

test('a code that both code lists know means the unit of its day', async () => {
  // 09187: ward Suối Hoa of city 256 until 2025-06-30, ward Kinh Bắc of the new province 24 since.
  const rows = [
    receivedAt('old', '2025-06-30T23:59:59+07:00', '09187'),
    receivedAt('new', '2025-07-01T00:00:00+07:00', '09187'),
  ];
  await system.importRows(tickets, rows, { asOf: new Date('2025-12-31T23:59:59+07:00') });
  expect(await received('vn2004.09187', '2025')).toBe(1);
  expect(await received('vn2004.256', '2025')).toBe(1);
  expect(await received('vn2004.27', '2025')).toBe(1);
  for (const unit of ['vn2025.09187', 'vn2025.24']) {
    expect(await received(unit, '2025-Q3')).toBe(1);
  }
});

test('a new name in the middle of a month does not split the unit', async () => {
  // 259 became a town on 2023-04-10; its code and identity stayed.
  await system.importRows(tickets, [
    receivedAt('as a rural district', '2023-04-09T12:00:00+07:00', '09247'),
    receivedAt('as a town', '2023-04-10T12:00:00+07:00', '09247'),
  ]);
  expect(await received('vn2004.259', '2023-04')).toBe(2);
  expect(await received('vn2004.27', '2023-04')).toBe(2);
});

test('a ticket placed at a district counts there and in the province, on both maps, and in no commune', async () => {
  await system.importRows(tickets, [receivedAt('T1', '2023-05-05T12:00:00+07:00', '256')]);
  const units = (await system.cells()).map((cell) => cell.split(' ')[0]);
  expect(new Set(units)).toEqual(new Set(['vn2004.256', 'vn2004.27', 'vn2025.24']));
});
