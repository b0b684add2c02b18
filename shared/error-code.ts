/** The code that Node.js, PostgreSQL and libraries put on their errors: `ENOENT`, `42501`. */
import { isNativeError } from 'node:util/types';

export function errorCode(error: unknown): unknown {
  return isNativeError(error) && 'code' in error ? error.code : undefined;
}

export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return codes.some((code) => code === errorCode(error));
}
