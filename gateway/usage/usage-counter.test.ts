import type { Viewer } from '../execution/access-rules';
import type { OperationUsage } from './operation-usage';
import { ANONYMOUS, BEARERS, MOST_OPERATIONS, OTHERS, UsageCounter } from './usage-counter';
import { UsageRows } from './usage-rows';

const HOUR = '2026-01-01T00:00:00.000Z';
const operation = (name: string, ...fields: string[]): OperationUsage => ({
  ...{ name, hash: 'h', key: `${name} h`, fields },
});
const viewer = (id?: string) =>
  ({
    ...{ name: 'somebody', scopes: new Set() },
    ...(id === undefined ? {} : { client: { id } }),
  }) as unknown as Viewer;

let counter: UsageCounter;
beforeEach(() => {
  counter = new UsageCounter();
});
const taken = () => {
  const rows = new UsageRows();
  counter.moveTo(rows, HOUR);
  return rows;
};

it('counts operations and their fields by client, and each request once', () => {
  const a = operation('A', 'Query.a', 'Query.b');
  const b = operation('B', 'Query.b');
  counter.count(a, viewer('portal'));
  counter.count(a, viewer('portal'));
  counter.count(b, viewer('portal'));
  counter.count(b, undefined);
  counter.count(b, viewer());
  const rows = taken();
  expect(rows.operations.map(({ client, operation: name, requests }) => [client, name, requests])).toEqual([
    ['portal', 'A', 2],
    ['portal', 'B', 1],
    [ANONYMOUS, 'B', 1],
    [BEARERS, 'B', 1],
  ]);
  expect(rows.fields.map(({ client, field, requests }) => [client, field, requests])).toEqual([
    ['portal', 'Query.a', 2],
    ['portal', 'Query.b', 3],
    [ANONYMOUS, 'Query.b', 1],
    [BEARERS, 'Query.b', 1],
  ]);
  expect(taken()).toMatchObject({ operations: [], fields: [], documents: [] });
  // Prepared anew it is another object of the same operation.
  counter.count({ ...a }, viewer('portal'));
  expect(taken()).toMatchObject({ operations: [{ requests: 1 }], documents: [] });
});

it('counts beyond so many operations of a client the fields alone, and has room again in the next hour', () => {
  for (let at = 0; at < MOST_OPERATIONS + 5; at++)
    counter.count(operation(`Made${at}`, 'Query.a'), undefined);
  counter.count(operation('Known', 'Query.a'), viewer('portal'));
  const rows = taken();
  expect(rows.operations).toHaveLength(MOST_OPERATIONS + 2);
  expect(rows.operations).toContainEqual({
    ...{ hour: HOUR, client: ANONYMOUS, operation: OTHERS, hash: '', requests: 5 },
  });
  expect(rows.operations).toContainEqual(expect.objectContaining({ client: 'portal', operation: 'Known' }));
  expect(rows.fields).toContainEqual({
    ...{ hour: HOUR, client: ANONYMOUS, field: 'Query.a', requests: MOST_OPERATIONS + 5 },
  });
  counter.count(operation('New', 'Query.a'), undefined);
  expect(taken().operations.map(({ operation: name }) => name)).toEqual([OTHERS]);
  counter.startHour();
  counter.count(operation('New', 'Query.a'), undefined);
  expect(taken().operations.map(({ operation: name }) => name)).toEqual(['New']);
});

it('keeps no more rows than its bound, and adds to those that it has', () => {
  const rows = new UsageRows(2);
  for (const client of ['a', 'b', 'c', 'a', 'c']) {
    rows.addField({ hour: HOUR, client, field: 'Query.a', requests: 1 });
    rows.addOperation({ hour: HOUR, client, operation: 'A', hash: 'h', requests: 1 });
    rows.addDocument(operation(client), HOUR);
  }
  expect(rows.fields.map(({ client, requests }) => [client, requests])).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
  expect(rows.operations).toHaveLength(2);
  expect(rows.documents).toHaveLength(2);
});
