import type { OperationUsage } from './operation-usage';
import { Usage } from './usage';
import type { UsageRows } from './usage-rows';

const operation: OperationUsage = { name: 'A', hash: 'h', key: 'A h', fields: ['Query.a'] };
const START = Date.UTC(2026, 0, 1, 8, 59, 50);

let written: (readonly [hour: string, requests: number])[];
let isAway: boolean;
let told: string[];
let ended: number;
let usage: Usage;

beforeEach(() => {
  jest.useFakeTimers({ now: START });
  [written, told, isAway, ended] = [[], [], false, 0];
  usage = new Usage({
    store: {
      write: (rows: UsageRows) => {
        if (isAway) return Promise.reject(new Error('connection refused'));
        written.push(...rows.operations.map(({ hour, requests }) => [hour, requests] as const));
        return Promise.resolve();
      },
      end: () => {
        ended++;
        return Promise.resolve();
      },
    },
    ...{ flushMs: 20_000, log: (message) => told.push(message) },
  }).start();
});
afterEach(() => {
  jest.useRealTimers();
});

it('writes now and then, what was asked in an hour as of that hour', async () => {
  usage.count(operation, undefined);
  await jest.advanceTimersByTimeAsync(10_000);
  expect(written).toEqual([['2026-01-01T08:00:00.000Z', 1]]);
  usage.count(operation, undefined);
  usage.count(operation, undefined);
  await jest.advanceTimersByTimeAsync(19_999);
  expect(written).toHaveLength(1);
  await jest.advanceTimersByTimeAsync(1);
  expect(written.slice(1)).toEqual([['2026-01-01T09:00:00.000Z', 2]]);
});

it('keeps what it cannot write, says so once, and writes it when the database is back', async () => {
  isAway = true;
  for (let minute = 0; minute < 3; minute++) {
    usage.count(operation, undefined);
    await jest.advanceTimersByTimeAsync(60_000);
  }
  expect([written, told]).toEqual([[], ['Usage cannot be stored, and waits in memory: connection refused']]);
  isAway = false;
  await jest.advanceTimersByTimeAsync(20_000);
  expect(written).toEqual([
    ['2026-01-01T08:00:00.000Z', 1],
    ['2026-01-01T09:00:00.000Z', 2],
  ]);
  expect(told.slice(1)).toEqual(['Usage is stored again.']);
});

it('writes the rest when it is stopped, and then nothing more', async () => {
  usage.count(operation, undefined);
  await usage.stop();
  expect([written.length, ended]).toEqual([1, 1]);
  usage.count(operation, undefined);
  await jest.advanceTimersByTimeAsync(600_000);
  expect(written).toHaveLength(1);
});

it('does not hold up a stop when the database does not answer', async () => {
  const hung = new Usage({
    store: { write: () => new Promise(() => undefined), end: () => Promise.resolve() },
    ...{ flushMs: 20_000, log: () => undefined },
  });
  jest.useRealTimers();
  hung.count(operation, undefined);
  const before = Date.now();
  await hung.stop();
  expect(Date.now() - before).toBeLessThan(8000);
});
