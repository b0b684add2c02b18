/** The gateways that one could pick instead: installed from npm on demand, apart from the product. */
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectFile } from '../../shared/project-root';

const source = projectFile('test', 'bench', 'peers');

const REASON_LINES = 6;

/** Among the data, so that no other tool of the project reads what lies in it. */
export const peersFolder = projectFile('.data', 'bench-peers');

/** @returns why they cannot be had; undefined when they are there */
export async function installPeers(): Promise<string | undefined> {
  const lock = 'package-lock.json';
  const done = join(peersFolder, 'node_modules', '.package-lock.json');
  if (existsSync(done) && same(join(source, lock), join(peersFolder, lock))) return undefined;
  mkdirSync(peersFolder, { recursive: true });
  for (const file of ['package.json', lock]) copyFileSync(join(source, file), join(peersFolder, file));
  console.error('Installing the peers, once; this may take some minutes.');
  const args = ['ci', '--prefix', peersFolder, '--ignore-scripts', '--no-audit', '--no-fund'];
  try {
    await promisify(execFile)('npm', args);
    return undefined;
  } catch (cause) {
    return `npm ci failed: ${reason(cause)}`;
  }
}

function same(one: string, other: string): boolean {
  return existsSync(other) && readFileSync(one).equals(readFileSync(other));
}

/** npm puts what went wrong at the beginning of what it prints, and advice at the end. */
function reason(cause: unknown): string {
  const errors = String(cause)
    .split('\n')
    .filter((line) => line.startsWith('npm error'));
  return errors.slice(0, REASON_LINES).join(' ').replaceAll('npm error', '') || String(cause);
}
