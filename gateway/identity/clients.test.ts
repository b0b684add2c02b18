import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KeptKey, newKey, parseKey } from './api-key';
import { readKeys, writeClient, writeKeys } from './client';
import { Clients } from './clients';

const folder = mkdtempSync(join(tmpdir(), 'clients-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let now = 0;
const messages: string[] = [];
const open = () =>
  new Clients(
    folder,
    (message) => messages.push(message),
    () => now,
  );
const later = () => (now += 1000);

function client(id: string): string {
  writeClient(folder, { id, name: 'Portal', contact: 'data team', scopes: ['agencies:read'] });
  return addKey(id);
}

function addKey(id: string): string {
  const { text, kept } = newKey(id, new Date());
  writeKeys(folder, id, [...readKeys(folder, id), kept]);
  return text;
}

it('keeps of a key nothing that it could be made from', () => {
  const { text, kept } = newKey('portal', new Date());
  const secret = parseKey(text)?.secret ?? '';
  expect(secret).toHaveLength(43);
  expect(JSON.stringify(kept)).not.toContain(secret);
});

it('knows a client by each of its keys, and nobody by another', () => {
  const first = client('one');
  const second = addKey('one');
  const other = client('other');
  const clients = open();
  expect([first, second].map((key) => clients.ofKey(key)?.id)).toEqual(['one', 'one']);
  expect(clients.ofKey(other)?.id).toBe('other');
  const forged = [
    ...[first.replace('kpi.one', 'kpi.other'), first.slice(0, -1) + (first.endsWith('A') ? 'B' : 'A')],
    ...[
      first.replace('kpi.one', 'kpi.nobody'),
      'kpi.one',
      '',
      'kpi.../etc/passwd.x',
      `${first}x`,
      'kpi.__proto__.00000000.',
    ],
  ];
  expect(forged.filter((key) => clients.ofKey(key) !== undefined)).toEqual([]);
});

it('sees within a second that a key is revoked, made, or that a client has gone', () => {
  const key = client('changing');
  const clients = open();
  expect(clients.ofKey(key)).toBeDefined();
  const [kept] = readKeys(folder, 'changing');
  if (kept === undefined) throw new Error('The key is kept.');
  writeKeys(folder, 'changing', [{ ...kept, revoked: new Date().toISOString() }]);
  later();
  expect(clients.ofKey(key)).toBeUndefined();
  const fresh = addKey('changing');
  later();
  expect(clients.ofKey(fresh)?.id).toBe('changing');
  rmSync(join(folder, 'changing'), { recursive: true });
  later();
  expect(clients.ofKey(fresh)).toBeUndefined();
});

it('refuses a client whose files are not right, and says why, until they are', () => {
  const key = client('broken');
  const clients = open();
  const path = join(folder, 'broken', 'client.yaml');
  writeFileSync(path, 'name: Portal\ncontact: data team\nscopes: agencies\nscope: x\n');
  later();
  expect(clients.ofKey(key)).toBeUndefined();
  expect(messages.join('\n')).toMatch(/scope is unknown[^]*scopes is "agencies". Expected a list of texts/);
  expect(open).toThrow(/Expected a list/);
  writeFileSync(path, 'name: Portal\ncontact: data team\nscopes: [agencies:read]\n');
  later();
  expect(clients.ofKey(key)?.scopes).toEqual(['agencies:read']);
});

describe('keys that are not as they were written', () => {
  const { kept } = newKey('merged', new Date());
  it.each<[string, unknown]>([
    ['no list', {}],
    ['nothing', null],
    ['a list of nothing', [null]],
    ['without a hash', [without('hash')]],
    ['without a salt', [without('salt')]],
    ['with a short hash', [{ ...kept, hash: 'AAAA' }]],
    ['with a revocation that is none', [{ ...kept, revoked: false }]],
  ])('are refused and told: %s', (_, keys) => {
    rmSync(join(folder, 'merged'), { recursive: true, force: true });
    const key = client('merged');
    const clients = open();
    expect(clients.ofKey(key)).toBeDefined();
    const own = parseKey(key)?.id;
    const named = Array.isArray(keys) ? keys.map((one: object | null) => one && { ...one, id: own }) : keys;
    writeFileSync(join(folder, 'merged', 'keys.json'), JSON.stringify(named));
    messages.length = 0;
    later();
    expect(clients.ofKey(key)).toBeUndefined();
    expect(messages).toEqual([expect.stringMatching(/client merged is refused until .*keys\.json/)]);
    expect(() => readKeys(folder, 'merged')).toThrow(/keys\.json.* Expected/);
  });

  function without(field: keyof KeptKey): Partial<KeptKey> {
    return Object.fromEntries(Object.entries(kept).filter(([name]) => name !== field));
  }
});
