/** Stops the server that global-setup started, and removes its data. */
import { rmSync } from 'node:fs';

export default async function globalTeardown(): Promise<void> {
  await globalThis.testServer?.stop();
  if (globalThis.testDataFolder !== undefined) rmSync(globalThis.testDataFolder, { recursive: true });
}
