import { Admission } from './admission';

const MOST = 64;

/** A thread as busy as it is told, and a clock that it is told. */
function admissionOf(busy: () => number, most = MOST, percent = 85) {
  let now = 0;
  const admission = new Admission(most, percent, busy, () => now);
  return {
    admission,
    /** So many come at a time in each of so many windows; gives how many of the last were admitted. */
    crowd: (size: number, windows: number): number => {
      let admitted = 0;
      for (let window = 0; window < windows; window++) {
        now += 100;
        admitted = 0;
        for (let i = 0; i < size; i++) if (admission.enter()) admitted++;
        for (let i = 0; i < admitted; i++) admission.leave();
      }
      return admitted;
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
}

it('admits as many as it may while the thread has time, however many come', () => {
  const { crowd } = admissionOf(() => 0.8);
  expect(crowd(10 * MOST, 100)).toBe(MOST);
});

it('admits all of a burst that is over soon', () => {
  const { crowd } = admissionOf(() => 1);
  expect(crowd(MOST, 1)).toBe(MOST);
  expect(crowd(MOST / 2, 2)).toBe(MOST / 2);
});

it('admits fewer and fewer while the thread has no time left, and never fewer than a few', () => {
  const { crowd } = admissionOf(() => 1);
  const admitted = [1, 4, 4, 4, 20].map((windows) => crowd(10 * MOST, windows));
  expect(admitted).toEqual([...admitted].sort((a, b) => b - a));
  expect(admitted.at(0)).toBe(MOST);
  expect(admitted.at(2)).toBeLessThan(MOST / 2);
  expect([4, 5]).toContain(admitted.at(-1));
});

it('settles where the thread is just not busy', () => {
  let inside = 0;
  // Each takes a twentieth of the thread's time.
  const { crowd } = admissionOf(() => Math.min(1, inside / 20));
  for (let window = 0; window < 100; window++) inside = crowd(10 * MOST, 1);
  for (let window = 0; window < 100; window++) {
    inside = crowd(10 * MOST, 1);
    expect(inside).toBeGreaterThanOrEqual(13);
    expect(inside).toBeLessThanOrEqual(19);
  }
});

it('admits fewer also where the thread has time between two waves of those who wait for the same', () => {
  let window = 0;
  const { crowd } = admissionOf(() => (window++ % 3 === 0 ? 0.95 : 0.7));
  expect(crowd(10 * MOST, 100)).toBeLessThan(8);
});

it('does not take a few for a crowd, however long the thread works on them', () => {
  const { crowd } = admissionOf(() => 1);
  expect(crowd(4, 1000)).toBe(4);
  expect(crowd(MOST, 1)).toBe(MOST);
});

it('admits more again when the crowd has gone, also when nobody has asked meanwhile', () => {
  let busy = 1;
  const { crowd, pass } = admissionOf(() => busy);
  crowd(10 * MOST, 50);
  busy = 0.2;
  expect(crowd(10 * MOST, 9)).toBe(MOST);
  busy = 1;
  crowd(10 * MOST, 50);
  busy = 0.2;
  pass(900);
  expect(crowd(10 * MOST, 1)).toBe(MOST);
});

it('counts those who are still inside', () => {
  const { admission } = admissionOf(() => 0, 2);
  expect([admission.enter(), admission.enter(), admission.enter()]).toEqual([true, true, false]);
  expect(admission.isFull).toBe(true);
  admission.leave();
  expect([admission.enter(), admission.enter()]).toEqual([true, false]);
});

it('admits as many as it may however busy the thread is, where that does not matter', () => {
  const { crowd } = admissionOf(() => 1, MOST, 100);
  expect(crowd(10 * MOST, 100)).toBe(MOST);
});

it('refuses nobody where it has no limit', () => {
  const { crowd } = admissionOf(() => 1, Infinity);
  expect(crowd(10_000, 100)).toBe(10_000);
});

it('admits one at a time where it may no more', () => {
  const { crowd } = admissionOf(() => 1, 1);
  expect(crowd(10, 100)).toBe(1);
});
