/** `npm run client`: clients, such as data partners, and their keys. A key is shown once, when it is made. */
import { log, parseCommandLine, runCommand } from '../../shared/command-line';
import { assertNoFaults } from '../../shared/environment';
import { CodedError } from '../../shared/errors';
import { clientsFolder } from '../settings';
import { type KeptKey, newKey } from './api-key';
import {
  type Client,
  CLIENT_ID,
  clientIds,
  perMinute,
  type Rate,
  readClient,
  readKeys,
  writeClient,
  writeKeys,
} from './client';
import { faultOfUnits } from './units';

const USAGE = `npm run client -- create <client> --name <name> --contact <role> [--scope <scope>]… [--policy <policy>]…
                                    [--unit <unit>]… [--rate <requests a minute>]
       npm run client -- rotate <client>
       npm run client -- revoke <client> <number of the key>
       npm run client -- list`;

/** Written down for each new client, so that it is told from its first request on how much it may ask. */
const STANDARD_RATE = '600';

/** During a rotation the old key is still good. */
const MOST_VALID_KEYS = 2;

runCommand(() => {
  const { values, positionals } = parseCommandLine(
    {
      args: process.argv.slice(2),
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        contact: { type: 'string' },
        scope: { type: 'string', multiple: true },
        policy: { type: 'string', multiple: true },
        unit: { type: 'string', multiple: true },
        rate: { type: 'string', default: STANDARD_RATE },
      },
    },
    USAGE,
  );
  const folder = clientsFolder(process.env);
  const [command, id = '', key = ''] = positionals;
  if (command === 'list') list(folder);
  else if (!['create', 'rotate', 'revoke'].includes(command ?? '')) throw usage('Expected one of these.');
  else if (!CLIENT_ID.test(id))
    throw usage(`"${id}" names no client. Expected lower-case letters, digits and -.`);
  else if (command === 'create') {
    const { name, contact, scope: scopes = [], policy: policies, unit: units } = values;
    if (name === undefined || contact === undefined) throw usage('Expected --name and --contact.');
    const fault = faultOfUnits(units ?? []);
    if (fault !== undefined) throw usage(`--unit has ${fault}`);
    const declared = { id, name, contact, scopes, rate: rateOf(values.rate) };
    writeClient(folder, { ...declared, ...(policies && { policies }), ...(units && { units }) });
    addKey(folder, id);
  } else {
    readClient(folder, id);
    if (command === 'rotate') addKey(folder, id);
    else revoke(folder, id, key);
  }
});

function rateOf(text: string): Rate {
  if (/^[1-9]\d{0,6}$/.test(text)) return perMinute(Number(text));
  throw usage(`--rate is "${text}". Expected how many requests a minute, a whole number from 1 to 9999999.`);
}

function addKey(folder: string, id: string): void {
  const keys = readKeys(folder, id);
  const valid = keys.filter(isValid);
  if (valid.length >= MOST_VALID_KEYS) {
    throw new CodedError(
      'BAD_USER_INPUT',
      `${id} has ${valid.length} valid keys: ${valid.map((key) => key.id).join(', ')}. Revoke one first: npm run client -- revoke ${id} <number>.`,
    );
  }
  const { text, kept } = newKey(id, new Date());
  writeKeys(folder, id, [...keys, kept]);
  log(`${text}\nThis key is shown only now. Send it as X-API-Key.`);
  if (valid.length > 0)
    log(`Until it is revoked, ${valid.map((key) => key.id).join(', ')} is valid as well.`);
}

function revoke(folder: string, id: string, number: string): void {
  const keys = readKeys(folder, id);
  const known = keys.find((key) => key.id === number);
  if (known === undefined) {
    throw usage(`${id} has no key "${number}". Expected one of ${keys.map((key) => key.id).join(', ')}.`);
  }
  const revoked = { ...known, revoked: known.revoked ?? new Date().toISOString() };
  writeKeys(
    folder,
    id,
    keys.map((key) => (key === known ? revoked : key)),
  );
  log(`The key ${number} of ${id} is revoked; gateways refuse it within a second.`);
}

function list(folder: string): void {
  const ids = clientIds(folder);
  if (ids.length === 0) log(`There are no clients in ${folder}.`);
  const faults: string[] = [];
  for (const id of ids) {
    try {
      tell(readClient(folder, id));
    } catch (cause) {
      // The others are listed all the same.
      if (!(cause instanceof CodedError)) throw cause;
      faults.push(cause.message);
    }
  }
  assertNoFaults(faults);
}

function tell({ id, name, contact, scopes, policies = [], units, rate, keys }: Client): void {
  const often =
    rate === undefined ? 'as often as everybody' : `${rate.requests} requests in ${rate.perSeconds} s`;
  log(`${id}: ${name} (${contact})`);
  const terms = policies.length === 0 ? '' : `policies ${policies.join(', ')}; `;
  log(`  scopes ${scopes.join(', ') || 'none'}; ${terms}units ${units?.join(', ') ?? 'all'}; ${often}`);
  for (const key of keys) log(`  key ${key.id}, made ${key.created}${stateOf(key)}`);
}

function stateOf({ revoked }: KeptKey): string {
  return revoked === undefined ? '' : `, revoked ${revoked}`;
}

function isValid({ revoked }: KeptKey): boolean {
  return revoked === undefined;
}

function usage(message: string): CodedError {
  return new CodedError('BAD_USER_INPUT', `${message}\nusage: ${USAGE}`);
}
