/** Tells the faults of the operating system and of PostgreSQL apart by their codes. */
import { types } from 'node:util';

export function hasCode(error: unknown, ...codes: string[]): boolean {
  return types.isNativeError(error) && 'code' in error && codes.includes(String(error.code));
}
