/** Answers that clients and proxies may keep: with how long, and a strong ETag by which they ask whether it is still the same. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** A strong one, with its quotes. */
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

/** RFC 9110, 13.1.2: a comparison that a `W/` does not matter to. */
export function isKept({ headers }: IncomingMessage, etag: string): boolean {
  const kept = headers['if-none-match'];
  if (kept === undefined) return false;
  return kept.trim() === '*' || kept.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
