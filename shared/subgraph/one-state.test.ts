import { ReleaseCheck } from '../rollup/request-reader';
import { executedInOneState } from './one-state';

interface Context {
  readonly releases: ReleaseCheck;
  readonly made: string;
}

const context = (made: string): Context => ({ made, releases: new ReleaseCheck() });

/** @param releases what each statement of each execution reads, in turn */
function setUp(...releases: readonly (readonly number[])[]) {
  const used: string[] = [];
  let closed = 0;
  const close = () => {
    closed++;
    return Promise.resolve();
  };
  const pinned = { context: context('pinned'), close };
  const execution = executedInOneState<Context>({
    renew: () => context('renewed'),
    pin: () => Promise.resolve(pinned),
  });
  const run = async (given: Context): Promise<string> => {
    const read = releases[used.push(given.made) - 1] ?? [];
    for (const release of read) given.releases.note(String(release));
    return Promise.resolve(read.join(' '));
  };
  return { used, run, execution, closed: () => closed };
}

it('executes once what reads one release, and says which', async () => {
  const { used, run, execution } = setUp([5, 5]);
  expect(await execution(context('given'), run)).toEqual({ result: '5 5', release: '5' });
  expect(used).toEqual(['given']);
});

it('executes once what reads nothing', async () => {
  const { run, execution } = setUp([]);
  expect(await execution(context('given'), run)).toEqual({ result: '', release: undefined });
});

it('executes again what reads two releases, with a context that has read nothing', async () => {
  const { used, run, execution } = setUp([5, 6], [6, 6]);
  expect(await execution(context('given'), run)).toEqual({ result: '6 6', release: '6' });
  expect(used).toEqual(['given', 'renewed']);
});

it('pins one state for what reads two releases each time, and lets go of it', async () => {
  const { used, run, execution, closed } = setUp([5, 6], [6, 7], [7, 7]);
  expect(await execution(context('given'), run)).toEqual({ result: '7 7', release: '7' });
  expect(used).toEqual(['given', 'renewed', 'pinned']);
  expect(closed()).toBe(1);
});

it('lets go of it after a fault, too', async () => {
  const { run, execution, closed } = setUp([5, 6], [6, 7]);
  const failing = async (given: Context) => (given.made === 'pinned' ? Promise.reject(new Error('broken')) : run(given)); // prettier-ignore
  await expect(execution(context('given'), failing)).rejects.toThrow('broken');
  expect(closed()).toBe(1);
});

it('lets what shares a context go on with the same one', async () => {
  const seen = new Set<Context>();
  const { run, execution } = setUp([5], [6], [6], [6]);
  const given = context('given');
  expect(await execution(given, run)).toMatchObject({ release: '5' });
  const noting = async (own: Context) => {
    if (own !== given) seen.add(own);
    return run(own);
  };
  // It has read release 5 by now.
  expect(await execution(given, noting)).toMatchObject({ release: '6' });
  expect(await execution(given, noting)).toMatchObject({ release: '6' });
  expect(seen.size).toBe(1);
});
