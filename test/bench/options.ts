/** The command line of `npm run bench`. */
import { parseCommandLine } from '../../shared/command-line';
import { CodedError } from '../../shared/errors';
import { type Case, CASES } from './cases';

export interface BenchOptions {
  readonly cases: readonly Case[];
  readonly rounds: number;
  /** How long a round lasts. */
  readonly seconds: number;
  /** Whether the peers from npm take part. */
  readonly peers: boolean;
  /** Only write a CPU profile of our gateway under this case. */
  readonly profile?: Case;
}

const USAGE = 'npm run bench -- [--cases S,M,L] [--rounds 5] [--seconds 1.5] [--no-peers] [--profile S|M|L]';

/** @throws CodedError CONFIG_INVALID with the usage */
export function benchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseCommandLine(
    {
      args: [...args],
      options: {
        cases: { type: 'string', default: CASES.map(({ name }) => name).join(',') },
        rounds: { type: 'string', default: '5' },
        seconds: { type: 'string', default: '1.5' },
        'no-peers': { type: 'boolean', default: false },
        profile: { type: 'string' },
      },
    },
    USAGE,
  );
  return {
    cases: values.cases.split(',').map(caseNamed),
    rounds: positive('rounds', values.rounds),
    seconds: positive('seconds', values.seconds),
    peers: !values['no-peers'],
    ...(values.profile === undefined ? {} : { profile: caseNamed(values.profile) }),
  };
}

function caseNamed(name: string): Case {
  const found = CASES.find((candidate) => candidate.name === name);
  if (found === undefined) throw wrong(`There is no case "${name}".`);
  return found;
}

function positive(option: string, text: string): number {
  if (!(Number(text) > 0)) throw wrong(`--${option} is "${text}". Expected a number above 0.`);
  return Number(text);
}

function wrong(fault: string): CodedError {
  return new CodedError('CONFIG_INVALID', `${fault}\nusage: ${USAGE}`);
}
