/** Rebuilds a system's roll-ups from its records: `npm run rollup -- feedback`. */
import { log, parseCommandLine, runCommand } from '../shared/command-line';
import { CodedError } from '../shared/errors';
import { rebuildAll } from '../shared/rollup/maintain';
import { recordsOf, withRecords } from './with-records';

const USAGE = 'npm run rollup -- SYSTEM';

runCommand(async () => {
  const { positionals } = parseCommandLine({ options: {}, allowPositionals: true }, USAGE);
  const [system, ...rest] = positionals;
  if (system === undefined || rest.length > 0) throw new CodedError('CONFIG_INVALID', `usage: ${USAGE}`);
  const records = await recordsOf(system);
  await withRecords(records, async (dataSource) => {
    const cells = await rebuildAll(dataSource, records.plan);
    log(`${system}: ${cells} cells rebuilt from the records.`);
  });
});
