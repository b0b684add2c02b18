/** `npm run client`: clients, such as data partners, and their keys. A key is shown once, when it is made. */
import { log, parseCommandLine, runCommand } from '../../shared/command-line';
import { CodedError } from '../../shared/errors';
import { clientsFolder } from '../settings';
import { type KeptKey, newKey } from './api-key';
import { CLIENT_ID, clientIds, readClient, readKeys, writeClient, writeKeys } from './client';

const USAGE = `npm run client -- create <client> --name <name> --contact <role> [--scope <scope>]… [--unit <unit>]…
       npm run client -- rotate <client>
       npm run client -- revoke <client> <number of the key>
       npm run client -- list`;

/** During a rotation the old key is still good. */
const MOST_VALID_KEYS = 2;

runCommand(() => {
  const { values, positionals } = parseCommandLine(
    {
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        contact: { type: 'string' },
        scope: { type: 'string', multiple: true },
        unit: { type: 'string', multiple: true },
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
    const { name, contact, scope = [], unit } = values;
    if (name === undefined || contact === undefined) throw usage('Expected --name and --contact.');
    writeClient(folder, { id, name, contact, scopes: scope, ...(unit === undefined ? {} : { units: unit }) });
    addKey(folder, id);
  } else {
    readClient(folder, id);
    if (command === 'rotate') addKey(folder, id);
    else revoke(folder, id, key);
  }
  return Promise.resolve();
});

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
  for (const id of ids) {
    const { name, contact, scopes, units, keys } = readClient(folder, id);
    log(`${id}: ${name} (${contact})`);
    log(`  scopes ${scopes.join(', ') || 'none'}; units ${units?.join(', ') ?? 'all'}`);
    for (const key of keys) log(`  key ${key.id}, made ${key.created}${stateOf(key)}`);
  }
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
