import { RememberedOperations } from './remembered-operations';

const query = (size: number) => '{'.padEnd(size, 'x');
const KB = 1024;
const MB = KB * KB;

it('evicts with a flood of registrations only the operations of whoever sends it', () => {
  const store = new RememberedOperations(10 * KB, MB);
  store.set('mine', query(100), 'me');
  for (let i = 0; i < 100; i++) store.set(`flood${i}`, query(KB), 'flooder');
  expect(store.get('mine')).toBe(query(100));
  const left = Array.from({ length: 100 }, (_, i) => store.get(`flood${i}`)).filter(Boolean);
  expect(left.length).toBeGreaterThan(4);
  expect(left.length).toBeLessThan(10);
});

it('has a place for many who register little', () => {
  const store = new RememberedOperations();
  store.set('mine', query(30), 'client portal');
  for (let i = 0; i < 5000; i++) store.set(`one${i}`, query(30), `address ${i}`);
  expect(store.get('mine')).toBeDefined();
  expect(Array.from({ length: 5000 }, (_, i) => store.get(`one${i}`))).not.toContain(undefined);
});

it('is bounded over all who register, and lets go first what was used the longest ago', () => {
  const store = new RememberedOperations(10 * KB, 100 * KB);
  store.set('kept', query(10), 'regular');
  for (let i = 0; i < 300; i++) {
    store.set(`one${i}`, query(10), `passer-by ${i}`);
    expect(store.get('kept')).toBeDefined();
  }
  const left = Array.from({ length: 300 }, (_, i) => store.get(`one${i}`)).filter(Boolean);
  expect(left.length).toBeGreaterThan(10);
  expect(left.length).toBeLessThan(25);
  expect(store.get('one299')).toBeDefined();
});

it('counts the bytes of what it keeps', () => {
  const store = new RememberedOperations(200 * KB, 1000 * KB);
  // Each of the letters takes three bytes.
  for (let i = 0; i < 30; i++) store.set(`one${i}`, 'ạ'.repeat(30 * KB), `address ${i}`);
  const left = Array.from({ length: 30 }, (_, i) => store.get(`one${i}`)).filter(Boolean);
  expect(left.length).toBeLessThan(12);
});

it('evicts in a flood from many addresses what those have who hold much', () => {
  const store = new RememberedOperations(100 * KB, MB);
  store.set('small', query(100), 'quiet address');
  for (let i = 0; i < 4000; i++) store.set(`flood${i}`, query(5 * KB), `flooder ${i % 64}`);
  expect(store.get('small')).toBeDefined();
});

it.each(['client portal', 'bearer lan'])('evicts for no flood what a %s has registered', (owner) => {
  const store = new RememberedOperations(100 * KB, MB);
  for (let i = 0; i < 10; i++) store.set(`own${i}`, query(8 * KB), owner);
  for (let i = 0; i < 4000; i++) store.set(`flood${i}`, query(1 + (i % 5) * KB), `address ${i}`);
  expect(Array.from({ length: 10 }, (_, i) => store.get(`own${i}`))).not.toContain(undefined);
});

it('keeps nothing of others where clients fill all of it', () => {
  const store = new RememberedOperations(100 * KB, MB);
  for (let i = 0; i < 1000; i++) store.set(`own${i}`, query(9 * KB), `client portal-${i % 20}`);
  const held = () => Array.from({ length: 1000 }, (_, i) => store.get(`own${i}`)).filter(Boolean).length;
  const before = held();
  expect(before).toBeGreaterThan(90);
  for (let i = 0; i < 100; i++) store.set(`flood${i}`, query(90 * KB), `address ${i}`);
  expect(held()).toBe(before);
});

it('leaves an operation to whoever registered it first', () => {
  const store = new RememberedOperations(10 * KB, MB);
  store.set('shared', query(100), 'first');
  store.set('shared', query(100), 'flooder');
  for (let i = 0; i < 100; i++) store.set(`flood${i}`, query(100), 'flooder');
  expect(store.get('shared')).toBeDefined();
});

it('does not keep what is larger than a share', () => {
  const store = new RememberedOperations(10 * KB, MB);
  store.set('small', query(10), 'me');
  store.set('large', query(10 * KB), 'me');
  expect([store.get('large'), store.get('small')]).toEqual([undefined, query(10)]);
});

it('forgets whose an operation was when it goes', () => {
  const store = new RememberedOperations(10 * KB, MB);
  for (let time = 0; time < 2; time++) {
    for (let i = 0; i < 20; i++) store.set(`one${i}`, query(KB), 'me');
    expect([store.get('one0'), store.get('one19')]).toEqual([undefined, query(KB)]);
    for (let i = 0; i < 20; i++) store.set(`two${i}`, query(KB), 'me');
  }
});
