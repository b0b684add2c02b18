/** Reads settings from the environment; all faults are reported together. */
import { CodedError } from './errors';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Listening {
  readonly host: string;
  readonly port: number;
}

/** An empty variable counts as one that is not set. */
export function setting(env: Environment, name: string): string | undefined {
  return env[name] === '' ? undefined : env[name];
}

/** A setting that is a whole number. */
export interface WholeNumber {
  readonly name: string;
  readonly standard: number;
  /** Default: 1. */
  readonly least?: number;
  readonly most: number;
}

/** Adds to the faults what is wrong with it; the number is the standard one then. */
export function wholeNumber(
  env: Environment,
  { name, standard, least = 1, most }: WholeNumber,
  faults: string[],
): number {
  const text = setting(env, name) ?? String(standard);
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  faults.push(`${name} is "${text}". Expected a whole number from ${least} to ${most}.`);
  return standard;
}

/** HOST (default 127.0.0.1) and PORT; adds to the faults what is wrong with them. */
export function listening(env: Environment, defaultPort: number, faults: string[]): Listening {
  const text = setting(env, 'PORT') ?? String(defaultPort);
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65_535) faults.push(`PORT is "${text}". Expected a number from 0 to 65535.`);
  return { host: setting(env, 'HOST') ?? '127.0.0.1', port };
}

/** @throws CodedError CONFIG_INVALID with every fault, one on a line */
export function assertNoFaults(faults: readonly string[]): void {
  if (faults.length > 0) throw new CodedError('CONFIG_INVALID', faults.join('\n'));
}
