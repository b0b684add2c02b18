import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { tokenVerifier } from './json-web-token';

const folder = mkdtempSync(join(tmpdir(), 'jwks-'));
const file = join(folder, 'keys.json');
const SETTINGS = { keys: file, issuer: 'https://id.example', audience: 'kpi' };
let own: CryptoKey;
let stranger: CryptoKey;
let publicText: string;
let provider: Server;
let keySet: string;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  own = pair.privateKey;
  stranger = (await generateKeyPair('ES256')).privateKey;
  publicText = await exportSPKI(pair.publicKey);
  keySet = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256' }] });
  writeFileSync(file, keySet);
  provider = createServer((_, response) => response.end(keySet));
  await once(provider.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => {
  provider.closeAllConnections();
  provider.close();
  rmSync(folder, { recursive: true });
});

interface Signing {
  readonly key?: CryptoKey | Uint8Array;
  readonly alg?: string;
  readonly expires?: string;
  readonly issuer?: string;
  readonly audience?: string;
}

const signed = (claims: JWTPayload, { key = own, alg = 'ES256', ...given }: Signing = {}) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg, kid: 'k1' })
    .setSubject('portal')
    .setIssuer(given.issuer ?? SETTINGS.issuer)
    .setAudience(given.audience ?? SETTINGS.audience)
    .setExpirationTime(given.expires ?? '5m')
    .sign(key);

it('reads scopes, policies and units from a token, in both of the forms that providers use', async () => {
  const verify = tokenVerifier(SETTINGS);
  expect(
    await verify(await signed({ scope: 'agencies:read other', policies: ['shared'], units: ['vn2004.256'] })),
  ).toEqual({
    ...{ name: 'portal', scopes: new Set(['agencies:read', 'other']) },
    ...{ policies: new Set(['shared']), units: ['vn2004.256'] },
  });
  expect(await verify(await signed({ scopes: ['agencies:read'] }))).toEqual({
    ...{ name: 'portal', scopes: new Set(['agencies:read']), policies: new Set(), units: undefined },
  });
});

it('reaches no unit where the claim is no list', async () => {
  expect((await tokenVerifier(SETTINGS)(await signed({ units: 'vn2004.256' }))).units).toEqual([]);
});

it.each(['Bắc Ninh', '27', 'vn2004.27\r\nx: y', 'vn2004.27,vn2004.24'])(
  'refuses a token of the unit %j, and says so',
  async (unit) => {
    const refused = tokenVerifier(SETTINGS)(await signed({ units: ['vn2004.27', unit] }));
    await expect(refused).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringMatching(/claim "units" .*is no unit's id\. Expected .*vn2004\.27/) as unknown,
    });
  },
);

it('takes the keys from where the provider publishes them', async () => {
  const { port } = provider.address() as AddressInfo;
  const verify = tokenVerifier({ ...SETTINGS, keys: `http://127.0.0.1:${port}/` });
  expect((await verify(await signed({}))).name).toBe('portal');
});

it('says that a token cannot be checked while the provider is away', async () => {
  const log = jest.spyOn(console, 'error').mockReturnValue();
  const verify = tokenVerifier({ ...SETTINGS, keys: 'http://127.0.0.1:1/' });
  await expect(verify(await signed({}))).rejects.toMatchObject({
    ...{ code: 'UNAUTHENTICATED', message: expect.stringContaining('at the moment') as unknown },
  });
  expect(log).toHaveBeenCalled();
});

it.each<[string, () => Promise<string>]>([
  ['another’s signature', () => signed({}, { key: stranger })],
  [
    'a signature with the public key as secret',
    () => signed({}, { key: Buffer.from(publicText), alg: 'HS256' }),
  ],
  [
    'no signature',
    () =>
      Promise.resolve(
        new UnsecuredJWT({})
          .setSubject('portal')
          .setIssuer(SETTINGS.issuer)
          .setAudience(SETTINGS.audience)
          .setExpirationTime('5m')
          .encode(),
      ),
  ],
  ['an end in the past', () => signed({}, { expires: '-1m' })],
  ['another issuer', () => signed({}, { issuer: 'https://other.example' })],
  ['another audience', () => signed({}, { audience: 'other' })],
  ['no form', () => Promise.resolve('a.b.c')],
])('refuses a token with %s', async (_, token) => {
  await expect(tokenVerifier(SETTINGS)(await token())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

it('does not start without keys', () => {
  const keys = join(folder, 'none.json');
  expect(() => tokenVerifier({ ...SETTINGS, keys })).toThrow(/JWT_KEYS names .*none\.json/);
});
