/** Which of several forms of an answer the client prefers, by its Accept headers. */
// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- so that whoever imports this file has the types
/// <reference path="./negotiator.d.ts" />
import Negotiator from 'negotiator';

/** Among those that the client takes as gladly, the first; undefined where it takes none. */
export function preferredEncoding(accepted: string, available: readonly string[]): string | undefined {
  return new Negotiator({ headers: { 'accept-encoding': accepted } }).encoding(available, {
    preferred: available,
  });
}

/** Among those that the client takes as gladly, the one that it names first; undefined where it takes none. */
export function preferredType(accepted: string, available: readonly string[]): string | undefined {
  return new Negotiator({ headers: { accept: accepted } }).mediaType(available);
}
