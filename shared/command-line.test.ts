import { parseCommandLine, runCommand } from './command-line';
import { CodedError } from './errors';

const out = jest.spyOn(console, 'log').mockReturnValue();
const err = jest.spyOn(console, 'error').mockReturnValue();
afterEach(() => {
  process.exitCode = undefined;
  jest.clearAllMocks();
});

async function ended(main: () => void | Promise<void>) {
  runCommand(main);
  await new Promise(setImmediate);
  return { status: process.exitCode, out: out.mock.calls.flat(), err: err.mock.calls.flat() };
}

const fault = new CodedError('BAD_USER_INPUT', 'There is none.');

it.each<[string, () => void | Promise<void>]>([
  [
    'throws at once',
    () => {
      throw fault;
    },
  ],
  ['throws later', () => Promise.reject(fault)],
])('prints a fault by its code and message where a command %s', async (_, main) => {
  expect(await ended(main)).toEqual({ status: 1, out: [], err: ['BAD_USER_INPUT: There is none.'] });
});

it('prints what nobody expected with all that is known of it', async () => {
  const unexpected = new TypeError('a bug');
  expect(await ended(() => Promise.reject(unexpected))).toMatchObject({ status: 1, err: [unexpected] });
});

it('has nothing to say of a command that ends well', async () => {
  expect(await ended(() => undefined)).toEqual({ status: undefined, out: [], err: [] });
});

const parsed = (args: string[]) => () => {
  parseCommandLine({ args, options: { days: { type: 'string' } } }, 'npm run it -- [--days <days>]');
};

it('answers --help with the usage', async () => {
  expect(await ended(parsed(['--help']))).toEqual({
    ...{ status: undefined, out: ['usage: npm run it -- [--days <days>]'], err: [] },
  });
});

it('refuses an option that it does not know, and says what it knows', async () => {
  expect(await ended(parsed(['--hours', '3']))).toMatchObject({
    ...{ status: 1, err: [expect.stringMatching(/^CONFIG_INVALID: .*--hours[^]*\nusage: npm run it/)] },
  });
});
