/** Where the project's own data files lie, whether the code runs from `dist/` or from its sources. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const projectRoot = rootAbove(__dirname);

/** The path of a file, given from the project's root. */
export function projectFile(...path: string[]): string {
  return join(projectRoot, ...path);
}

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));
}
