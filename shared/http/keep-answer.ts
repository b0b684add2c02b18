/** Answers that clients and proxies may keep: with how long, and a strong ETag by which they ask whether it is still the same. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { encodedTag } from './compression';

/** A strong one, with its quotes: of the body as it is, before it is compressed. */
export function entityTag(body: Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url')}"`;
}

/** @param isPrivate whether it may differ by who asks */
export function keepingHeaders(json: Buffer, seconds: number, isPrivate: boolean) {
  return {
    'cache-control': `${isPrivate ? 'private' : 'public'}, max-age=${seconds}`,
    etag: entityTag(json),
  };
}

/**
 * Whether the client has the body in whatever encoding. RFC 9110, 13.1.2: a comparison that a `W/` does not matter to.
 * @param etag of the body as it is
 */
export function isKept({ headers }: IncomingMessage, etag: string): boolean {
  const kept = headers['if-none-match'];
  if (kept === undefined) return false;
  const known = [undefined, 'gzip', 'br'] as const;
  const tags = known.map((encoding) => opaque(encodedTag(etag, encoding)));
  return kept.trim() === '*' || kept.split(',').some((one) => tags.includes(opaque(one.trim())));
}

function opaque(etag: string): string {
  return etag.replace(/^W\//, '');
}
