import { RememberedOperations } from './remembered-operations';

const query = (size: number) => '{'.padEnd(size, 'x');

it('evicts with a flood of registrations only the operations of whoever sends it', () => {
  const store = new RememberedOperations(1000, 10_000);
  store.set('mine', query(100), 'me');
  for (let i = 0; i < 100; i++) store.set(`flood${i}`, query(100), 'flooder');
  expect(store.get('mine')).toBe(query(100));
  const left = Array.from({ length: 100 }, (_, i) => store.get(`flood${i}`)).filter(Boolean);
  expect(left).toHaveLength(10);
});

it('is bounded over all who register, and lets the share go that was used the longest ago', () => {
  const store = new RememberedOperations(1000, 10_000);
  store.set('kept', query(10), 'regular');
  for (let i = 0; i < 30; i++) {
    store.set(`one${i}`, query(10), `passer-by ${i}`);
    expect(store.get('kept')).toBeDefined();
  }
  expect(store.get('one0')).toBeUndefined();
  expect(store.get('one29')).toBeDefined();
});

it('leaves an operation to whoever registered it first', () => {
  const store = new RememberedOperations(1000, 10_000);
  store.set('shared', query(100), 'first');
  store.set('shared', query(100), 'flooder');
  for (let i = 0; i < 100; i++) store.set(`flood${i}`, query(100), 'flooder');
  expect(store.get('shared')).toBeDefined();
});

it('does not keep what is larger than a share', () => {
  const store = new RememberedOperations(1000, 10_000);
  store.set('small', query(10), 'me');
  store.set('large', query(1001), 'me');
  expect([store.get('large'), store.get('small')]).toEqual([undefined, query(10)]);
});
