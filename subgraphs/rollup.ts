/** Rebuilds a system's roll-ups from its records: `npm run rollup -- feedback`. */
import { log, parseCommandLine, runCommand } from '../shared/command-line';
import { openDatabases } from '../shared/database/databases';
import { databaseSettings } from '../shared/database/settings';
import { assertNoFaults } from '../shared/environment';
import { CodedError } from '../shared/errors';
import { rebuildAll } from '../shared/rollup/maintain';
import { recordsOf } from './records-of';
import { registry } from './registry';

const USAGE = 'npm run rollup -- SYSTEM';

runCommand(async () => {
  const { positionals } = parseCommandLine({ options: {}, allowPositionals: true }, USAGE);
  const [system, ...rest] = positionals;
  if (system === undefined || rest.length > 0) throw new CodedError('CONFIG_INVALID', `usage: ${USAGE}`);
  const records = await recordsOf(system);
  const faults: string[] = [];
  const settings = databaseSettings(process.env, Object.keys(registry), faults);
  assertNoFaults(faults);
  const databases = openDatabases(settings, { share: true });
  try {
    const cells = await rebuildAll(await records.open(databases), records.plan);
    log(`${system}: ${cells} cells rebuilt from the records.`);
  } finally {
    await databases.close();
  }
});
