/** `npm run bench`: our gateway against others on the same queries, and the whole product against a hand-written handler. */
import { log, runCommand, stopOnSignal } from '../../shared/command-line';
import { CodedError } from '../../shared/errors';
import { startCannedSubgraphs } from './canned-process';
import { startDatabase } from './database';
import { compareEndToEnd } from './end-to-end';
import { compareGateways } from './gateways';
import { benchOptions } from './options';
import { comparePersisted } from './persisted';
import { profile } from './profile';
import { machine } from './report';
import { createWorkspace } from './workspace';

runCommand(async () => {
  const options = benchOptions(process.argv.slice(2));
  if (process.platform !== 'linux') {
    throw new CodedError('CONFIG_INVALID', 'The bench reads CPU times from /proc, which only Linux has.');
  }
  const stops: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  stopOnSignal(stop);
  try {
    console.error('Loading demonstration records');
    const database = await startDatabase();
    stops.push(() => database.stop());
    const canned = await startCannedSubgraphs(database.env);
    stops.push(() => canned.stop());
    const workspace = createWorkspace(canned.subgraphs);
    stops.push(() => {
      workspace.remove();
    });
    if (options.profile !== undefined) {
      log(await profile(options.profile, workspace));
      return;
    }
    log(`${await compareGateways(canned, workspace, options)}\n`);
    log(`${await comparePersisted(workspace, options)}\n`);
    log(`${await compareEndToEnd(database.env, options)}\n`);
    log(machine());
  } finally {
    await stop();
  }
});
