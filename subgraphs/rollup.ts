/**
 * Rebuilds a system's roll-ups from its records: `npm run rollup -- feedback`. With `--forget-withheld` it chooses anew what is
 * withheld of single persons, as if no figure had ever been shown: for a system that nobody has read yet.
 */
import { log, parseCommandLine, runCommand } from '../shared/command-line';
import { CodedError } from '../shared/errors';
import { rebuildAll } from '../shared/rollup/maintain';
import { recordsOf, withRecords } from './with-records';

const USAGE = 'npm run rollup -- SYSTEM [--forget-withheld]';

runCommand(async () => {
  const { values, positionals } = parseCommandLine(
    { options: { 'forget-withheld': { type: 'boolean' } }, allowPositionals: true },
    USAGE,
  );
  const [system, ...rest] = positionals;
  if (system === undefined || rest.length > 0) throw new CodedError('CONFIG_INVALID', `usage: ${USAGE}`);
  const records = await recordsOf(system);
  await withRecords(records, async (dataSource) => {
    const cells = await rebuildAll(dataSource, records.plan, {
      forgetWithheld: values['forget-withheld'] === true,
    });
    log(`${system}: ${cells} cells rebuilt from the records.`);
  });
});
