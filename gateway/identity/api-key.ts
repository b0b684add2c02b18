/** Keys of clients: `kpi.<client>.<number of the key>.<secret>`. What is kept of a key is a salted hash of its secret. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A key as it is kept. */
export interface KeptKey {
  readonly id: string;
  readonly salt: string;
  /** SHA-256 of salt and secret, in base64url: of 256 random bits, which nobody guesses, a slow hash would protect no better. */
  readonly hash: string;
  /** An instant in ISO 8601. */
  readonly created: string;
  readonly revoked?: string | undefined;
}

export interface ApiKey {
  readonly client: string;
  readonly id: string;
  readonly secret: string;
}

/** As newKey makes them: of another length, a hash could not be compared. */
export function isKeptKey(value: unknown): value is KeptKey {
  if (typeof value !== 'object' || value === null) return false;
  const { id, salt, hash, created, revoked } = value as Partial<Record<keyof KeptKey, unknown>>;
  return (
    isText(id, /^[0-9a-f]{8}$/) &&
    isText(salt, /^[\w-]+$/) &&
    isText(hash, /^[\w-]{43}$/) &&
    isText(created, /./) &&
    (revoked === undefined || isText(revoked, /./))
  );
}

function isText(value: unknown, form: RegExp): boolean {
  return typeof value === 'string' && form.test(value);
}

/** A key's text, told once, and what to keep of it. */
export function newKey(client: string, created: Date): { readonly text: string; readonly kept: KeptKey } {
  const id = randomBytes(4).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  const salt = randomBytes(16).toString('base64url');
  return {
    text: `kpi.${client}.${id}.${secret}`,
    kept: { id, salt, hash: hashOf(salt, secret).toString('base64url'), created: created.toISOString() },
  };
}

/** Undefined for what is not in the form of a key. */
export function parseKey(text: string): ApiKey | undefined {
  const [, client, id, secret] = /^kpi\.([a-z][a-z0-9-]{0,62})\.([0-9a-f]{8})\.([\w-]{43})$/.exec(text) ?? [];
  return client === undefined || id === undefined || secret === undefined
    ? undefined
    : { client, id, secret };
}

/** Takes the same time whether there is such a key or not, and however much of the secret is right. */
export function isValid({ secret }: ApiKey, kept: KeptKey | undefined): boolean {
  const { salt, hash } = kept ?? NO_KEY;
  const isSame = timingSafeEqual(hashOf(salt, secret), Buffer.from(hash, 'base64url'));
  return isSame && kept !== undefined && kept.revoked === undefined;
}

function hashOf(salt: string, secret: string): Buffer {
  return createHash('sha256').update(salt).update(secret).digest();
}

const NO_KEY = { salt: '', hash: hashOf('', '').toString('base64url') };
