/** The end of a log file, for the messages of errors. */
import { readFileSync } from 'node:fs';
import { hasCode } from '../../error-code';

export function lastLines(file: string, count = 10): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return '(nothing)';
    throw error;
  }
}
