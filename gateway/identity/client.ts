/**
 * A client, such as a data partner, is a folder: `client.yaml` says who it is, what it may see and how much of it, `keys.json` beside it
 * keeps the hashes of its keys, and all else are its operations.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { assertNoFaults } from '../../shared/environment';
import { errorCode } from '../../shared/error-code';
import { CodedError } from '../../shared/errors';
import { isKeptKey, type KeptKey } from './api-key';
import { faultOfUnits } from './units';

/**
 * What a client may ask beside its registered operations: anything; anything, but it is logged; nothing; nothing, and the registered ones
 * by their id or name alone.
 */
export const CLIENT_MODES = ['open', 'log-unknown', 'safelist', 'require-id'] as const;
export type ClientMode = (typeof CLIENT_MODES)[number];

export interface Rate {
  readonly requests: number;
  readonly perSeconds: number;
}

export function perMinute(requests: number): Rate {
  return { requests, perSeconds: 60 };
}

/** What a client may see beside what is public. */
export interface Grants {
  readonly scopes: readonly string[];
  /** The terms that it has agreed to, for fields that `@policy` guards; absent: none. */
  readonly policies?: readonly string[] | undefined;
}

export interface ClientDeclaration extends Grants {
  /** The name of its folder, and part of its keys. */
  readonly id: string;
  /** Such as `Open data portal of the province`. */
  readonly name: string;
  /** A role, never a person: `head of the data team`. */
  readonly contact: string;
  /** Ids of units; absent: all. */
  readonly units?: readonly string[] | undefined;
  /** Absent: `open`. */
  readonly mode?: ClientMode | undefined;
  /** How often it may ask; absent: as often as an address without a key, but counted for itself. */
  readonly rate?: Rate | undefined;
  /** What one operation may cost at most; absent: as much as everybody's. */
  readonly costBudget?: number | undefined;
  /** What all its operations of a minute may cost together; absent: as much as its rate allows. */
  readonly costPerMinute?: number | undefined;
}

export interface Client extends ClientDeclaration {
  readonly mode: ClientMode;
  readonly keys: readonly KeptKey[];
}

export const DECLARATION = 'client.yaml';
export const KEYS = 'keys.json';
export const CLIENT_ID = /^[a-z][a-z0-9-]{0,62}$/;

/** The folders of clients; none where the folder of all does not exist. */
export function clientIds(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && CLIENT_ID.test(entry.name))
      .map(({ name }) => name);
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return [];
    throw cause;
  }
}

/** Changes when a file of the client's does. */
export function versionOf(folder: string, id: string): string {
  return [DECLARATION, KEYS].map((file) => modified(join(folder, id, file))).join();
}

function modified(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.mtimeMs} ${found.size} ${found.ino}`;
}

/** @throws CodedError CONFIG_INVALID with all that is wrong with the client's files */
export function readClient(folder: string, id: string): Client {
  const faults: string[] = [];
  const path = join(folder, id, DECLARATION);
  const given = readYaml(path);
  const text = (key: string) => {
    const value = given[key];
    if (typeof value === 'string' && value !== '') return value;
    const got = value === undefined ? 'missing' : JSON.stringify(value);
    faults.push(`${path}: ${key} is ${got}. Expected a text.`);
    return '';
  };
  const list = (key: string): string[] | undefined => {
    const value = given[key];
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.every((item): item is string => typeof item === 'string')) return value;
    faults.push(`${path}: ${key} is ${JSON.stringify(value)}. Expected a list of texts.`);
    return undefined;
  };
  const wholeNumber = (
    key: string,
    from: Record<string, unknown> = given,
    within = '',
  ): number | undefined => {
    const value = from[key];
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
    faults.push(
      `${path}: ${within}${key} is ${JSON.stringify(value)}. Expected a whole number of at least 1.`,
    );
    return undefined;
  };
  const mode = (): ClientMode => {
    const value = given.mode ?? 'open';
    const found = CLIENT_MODES.find((one) => one === value);
    if (found === undefined)
      faults.push(`${path}: mode is ${JSON.stringify(value)}. Expected ${CLIENT_MODES.join(', ')}.`);
    return found ?? 'require-id';
  };
  const rate = (): Rate | undefined => {
    if (given.rate === undefined) return undefined;
    const value = isRecord(given.rate) ? given.rate : {};
    if (Object.keys(value).sort().join() !== 'perSeconds,requests') {
      faults.push(
        `${path}: rate is ${JSON.stringify(given.rate)}. Expected {requests: 600, perSeconds: 60} or the like.`,
      );
      return undefined;
    }
    const requests = wholeNumber('requests', value, 'rate.');
    const perSeconds = wholeNumber('perSeconds', value, 'rate.');
    return requests === undefined || perSeconds === undefined ? undefined : { requests, perSeconds };
  };
  const units = (): string[] | undefined => {
    const value = list('units');
    const fault = value && faultOfUnits(value);
    if (fault !== undefined) faults.push(`${path}: units has ${fault}`);
    return value;
  };
  const unknown = Object.keys(given).filter((key) => !KNOWN.includes(key));
  if (unknown.length > 0)
    faults.push(`${path}: ${unknown.join(', ')} is unknown. Expected ${KNOWN.join(', ')}.`);
  const client = {
    id,
    name: text('name'),
    contact: text('contact'),
    scopes: list('scopes') ?? [],
    policies: list('policies'),
    units: units(),
    mode: mode(),
    rate: rate(),
    costBudget: wholeNumber('costBudget'),
    costPerMinute: wholeNumber('costPerMinute'),
    keys: keysIn(join(folder, id, KEYS), faults),
  };
  assertNoFaults(faults);
  return client;
}

const KNOWN = [
  ...['name', 'contact', 'scopes', 'policies', 'units', 'mode', 'rate'],
  ...['costBudget', 'costPerMinute'],
];

function readYaml(path: string): Record<string, unknown> {
  try {
    const given: unknown = parse(readFileSync(path, 'utf8'));
    if (isRecord(given)) return given;
    throw new TypeError('It holds no keys and values.');
  } catch (cause) {
    throw new CodedError(
      'CONFIG_INVALID',
      `${path} cannot be read as YAML with ${KNOWN.join(', ')}: ${cause instanceof Error ? cause.message : ''}`,
      { cause },
    );
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws CodedError CONFIG_INVALID with all that is wrong with the file */
export function readKeys(folder: string, id: string): KeptKey[] {
  const faults: string[] = [];
  const keys = keysIn(join(folder, id, KEYS), faults);
  assertNoFaults(faults);
  return keys;
}

/** Adds to the faults what is wrong with the file, which people may have edited or merged. */
function keysIn(path: string, faults: string[]): KeptKey[] {
  const given = jsonIn(path);
  if (!Array.isArray(given)) {
    faults.push(`${path} cannot be read as a list of keys. Expected what \`npm run client\` has written.`);
    return [];
  }
  return given.filter((value, index): value is KeptKey => {
    const isKey = isKeptKey(value);
    if (!isKey) faults.push(`${path}: Its key ${index + 1} is none. Expected ${KEY_FORM}.`);
    return isKey;
  });
}

const KEY_FORM = 'id, salt, hash and created, and perhaps revoked, as `npm run client` has written them';

/** Without a file there are no keys yet; undefined for what is no JSON. */
function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    return errorCode(cause) === 'ENOENT' ? [] : undefined;
  }
}

/** In one step, so that nobody reads half of it. */
export function writeKeys(folder: string, id: string, keys: readonly KeptKey[]): void {
  const path = join(folder, id, KEYS);
  const unfinished = `${path}.${process.pid}.unfinished`;
  writeFileSync(unfinished, `${JSON.stringify(keys, null, 2)}\n`);
  renameSync(unfinished, path);
}

/** @throws CodedError BAD_USER_INPUT when there is one already */
export function writeClient(folder: string, { id, ...declaration }: ClientDeclaration): void {
  mkdirSync(join(folder, id), { recursive: true });
  try {
    writeFileSync(join(folder, id, DECLARATION), stringify(declaration), { flag: 'wx' });
  } catch (cause) {
    if (errorCode(cause) !== 'EEXIST') throw cause;
    throw new CodedError('BAD_USER_INPUT', `There is a client ${id} already, in ${join(folder, id)}.`);
  }
}
