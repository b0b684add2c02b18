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

const hasBrowser = existsSync(PATH);

/** In place of `describe`: where there is no browser the tests cannot run, which is said, and is a failure where CI should have it. */
export function describeWithBrowser(name: string, tests: () => void): void {
  if (hasBrowser || process.env.CI !== undefined) describe(name, tests);
  else {
    console.error(
      `NOT TESTED: ${name}. There is no Chromium at ${PATH}; install it (apt-get install chromium), or set CHROMIUM_PATH.`,
    );
    describe.skip(name, tests);
  }
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: PATH, args: ARGUMENTS });
}
