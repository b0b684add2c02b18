/** A record that changes takes its figure along: out of the cells where it was, into those where it is now. */
import { openSystemDatabase, type SystemDatabase } from '../../test/system-database';
import { ticket } from '../../test/tiny-records';
import { subgraph as feedback } from '../../subgraphs/feedback';
import { tickets } from '../../subgraphs/feedback/records';

let system: SystemDatabase;

beforeEach(async () => {
  system = await openSystemDatabase(feedback);
  // Both in ward 09163 of city 256, in March 2023.
  await system.importRows(tickets, [ticket('stays'), ticket('moves')]);
});
afterEach(() => system.close());

const received = async (unit: string, period: string, tier?: string) =>
  (await system.figure(`vn2004.${unit}`, period, 'FBK-01', tier))?.[0];

test('a ticket moved to another commune, district and year counts there and no longer here', async () => {
  const moved = {
    ...{ unit_code: '09247', sent_at: '2024-08-01T08:00:00+07:00', received_at: '2024-08-02T08:00:00+07:00' },
    ...{ due_at: '2024-08-20T08:00:00+07:00', processed_at: '2024-08-05T08:00:00+07:00' },
  };
  await system.importRows(tickets, [ticket('moves', moved)]);
  for (const unit of ['09163', '256', '27']) {
    for (const period of ['2023-03', '2023-Q1', '2023']) {
      expect([unit, period, await received(unit, period)]).toEqual([unit, period, 1]);
    }
  }
  for (const unit of ['09247', '259', '27']) {
    for (const period of ['2024-08', '2024-Q3', '2024']) {
      expect([unit, period, await received(unit, period)]).toEqual([unit, period, 1]);
    }
  }
  expect(await received('256', '2024')).toBeUndefined();
  expect(await received('259', '2023')).toBeUndefined();
});

test('a ticket moved to another month of the same quarter leaves quarter and year as they were', async () => {
  await system.importRows(tickets, [
    ticket('moves', {
      sent_at: '2023-01-31T08:00:00+07:00',
      received_at: '2023-01-31T09:00:00+07:00',
    }),
  ]);
  expect(await received('09163', '2023-01')).toBe(1);
  expect(await received('09163', '2023-03')).toBe(1);
  expect(await received('09163', '2023-Q1')).toBe(2);
  expect(await received('09163', '2023')).toBe(2);
});

test('an import into one month leaves the rest of its year in the figures of quarter and year', async () => {
  const times = { received_at: '2023-02-20T09:00:00+07:00', sent_at: '2023-02-20T08:00:00+07:00' };
  await system.importRows(tickets, [ticket('before', { ...times, due_at: '' })]);
  const later = { received_at: '2023-11-20T09:00:00+07:00', sent_at: '2023-11-20T08:00:00+07:00' };
  await system.importRows(tickets, [ticket('after', { ...later, due_at: '', processed_at: '' })]);
  expect(await received('09163', '2023-Q1')).toBe(3);
  expect(await received('09163', '2023-Q4')).toBe(1);
  expect(await received('27', '2023')).toBe(4);
});

test('the last ticket of a unit that moves away leaves no cell behind', async () => {
  await system.importRows(tickets, [
    ticket('moves', { unit_code: '09247' }),
    ticket('stays', { unit_code: '09247' }),
  ]);
  for (const period of ['2023-03', '2023-Q1', '2023']) {
    expect(await received('09163', period)).toBeUndefined();
    expect(await received('256', period)).toBeUndefined();
    expect(await received('27', period)).toBe(2);
  }
});

test('a ticket handed to an agency of another tier counts for that tier', async () => {
  await system.importRows(tickets, [ticket('moves', { assigned_org: 'UBND-256' })]);
  for (const unit of ['09163', '256', '27']) {
    expect(await received(unit, '2023', 'COMMUNE')).toBe(1);
    expect(await received(unit, '2023', 'DISTRICT')).toBe(1);
    expect(await received(unit, '2023')).toBe(2);
  }
});

test('a KPI that goes by another day follows that day', async () => {
  await system.importRows(tickets, [ticket('moves', { sent_at: '2023-02-27T08:00:00+07:00' })]);
  expect(await system.figure('vn2004.27', '2023-02', 'FBK-06')).toEqual([0, 1]);
  expect(await system.figure('vn2004.27', '2023-03', 'FBK-06')).toEqual([0, 1]);
  expect(await received('27', '2023-03')).toBe(2);
});

test('a ticket found to be a duplicate is no longer received', async () => {
  await system.importRows(tickets, [ticket('moves', { is_duplicate: 'true' })]);
  expect(await received('27', '2023')).toBe(1);
});
