/** Starts the gateway, with all subgraphs in this process or in front of those at SUBGRAPH_URLS. */
import type { GraphQLDataSource } from '@apollo/gateway';
import { endWith, log, runCommand, stopOnSignal } from '../shared/command-line';
import { registry } from '../subgraphs/registry';
import type { CsvFile } from '../shared/http/csv-over-http';
import { type GatewayConfig, gatewayConfig } from './config';
import { inProcess, overHttp } from './execution/data-source';
import { csvOverHttp, csvsInProcess } from './export/csv-source';
import { startGateway } from './server';

runCommand(async () => {
  const config = gatewayConfig(process.env, process.argv.slice(2), Object.keys(registry));
  const subgraphs = await reachSubgraphs(config);
  const gateway = await startGateway({ ...config, ...subgraphs }).catch(async (cause: unknown) => {
    await subgraphs.stop();
    throw cause;
  });
  stopOnSignal(async () => {
    await gateway.stop();
    await subgraphs.stop();
  });
  log(`Ready: ${gateway.url}`);
});

interface ReachedSubgraphs {
  readonly dataSources: ReadonlyMap<string, GraphQLDataSource>;
  readonly exports: ReadonlyMap<string, CsvFile>;
  stop(): Promise<void>;
}

async function reachSubgraphs({
  subgraphUrls,
  databases,
  demonstration,
}: GatewayConfig): Promise<ReachedSubgraphs> {
  if (subgraphUrls !== undefined) {
    const dataSources = new Map([...subgraphUrls].map(([name, url]) => [name, overHttp(name, url)]));
    const systems = [...subgraphUrls].filter(([name]) => registry[name]?.declaration !== undefined);
    const exports = new Map(systems.map(([name, url]) => [name, csvOverHttp(name, url)]));
    return { dataSources, exports, stop: () => Promise.resolve() };
  }
  // Loaded only here: a gateway in front of remote subgraphs needs no database code.
  const { startSubgraphs } = await import('../subgraphs/start.js');
  const started = await startSubgraphs({
    ...{ databases, demonstration, log },
    onServerDeath: endWith,
  });
  const dataSources = new Map(started.running.map((subgraph) => [subgraph.name, inProcess(subgraph)]));
  return { dataSources, exports: csvsInProcess(started.running), stop: () => started.stop() };
}
