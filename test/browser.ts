/** A real browser for tests: the system's Chromium, which reaches nothing but this machine. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PATH = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Quiet, as Chromium calls home otherwise; and no name but the loopback's address leads anywhere. */
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** @throws Error that says what to install: without a browser the pages are untested, which is a failure */
export function openBrowser(): Promise<Browser> {
  if (!existsSync(PATH)) {
    const where = process.env.CI === undefined ? 'on this machine' : 'in CI';
    throw new Error(
      `THE PAGES CANNOT BE TESTED ${where}: there is no Chromium at ${PATH}. Install it (apt-get install chromium), or set CHROMIUM_PATH.`,
    );
  }
  return chromium.launch({ executablePath: PATH, args: ARGUMENTS });
}
