/** Serves all subgraphs, or the ones named, over HTTP: `node dist/subgraphs/main.js feedback [--no-demo]`. */
import { endWith, log, parseCommandLine, runCommand, stopOnSignal } from '../shared/command-line';
import { databaseSettings } from '../shared/database/settings';
import { assertNoFaults, listening } from '../shared/environment';
import { registry } from './registry';
import { startSubgraphs } from './start';

/** The first subgraph's port when PORT is not set; the others follow it. */
const FIRST_PORT = 4001;

runCommand(async () => {
  const { values, positionals } = parseCommandLine(
    { options: { 'no-demo': { type: 'boolean' } }, allowPositionals: true },
    'node dist/subgraphs/main.js [SUBGRAPH ...] [--no-demo]',
  );
  const faults: string[] = [];
  const { host, port } = listening(process.env, FIRST_PORT, faults);
  const databases = databaseSettings(process.env, Object.keys(registry), faults);
  assertNoFaults(faults);
  const subgraphs = await startSubgraphs({
    ...{ databases, demonstration: !values['no-demo'], log },
    ...(positionals.length === 0 ? {} : { names: positionals }),
    onServerDeath: endWith,
  });
  stopOnSignal(() => subgraphs.stop());
  try {
    for (const [i, subgraph] of subgraphs.running.entries()) {
      const url = await subgraph.listen({ host, port: port === 0 ? 0 : port + i });
      log(`${subgraph.name}: ${url}`);
    }
  } catch (cause) {
    await subgraphs.stop();
    throw cause;
  }
});
