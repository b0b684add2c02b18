/** Starts the gateway, with all subgraphs in this process, or in front of those at SUBGRAPH_URLS or of another supergraph. */
import { readFileSync } from 'node:fs';
import { CodedError } from '../shared/errors';
import { endWith, log, runCommand, stopOnSignal } from '../shared/command-line';
import { registry } from '../subgraphs/registry';
import type { CsvFile } from '../shared/http/csv-over-http';
import { type GatewayConfig, gatewayConfig } from './config';
import { httpClient } from './execution/http-client';
import { inProcessClient } from './execution/in-process-client';
import { boundedClient, resilientClient } from './execution/resilient-client';
import type { SubgraphClient } from './execution/subgraph-client';
import type { SubgraphSettings } from './execution/subgraph-settings';
import { csvOverHttp, csvsInProcess } from './export/csv-source';
import { Clients } from './identity/clients';
import { identifier } from './identity/identify';
import { tokenVerifier } from './identity/json-web-token';
import { startGateway } from './server';
import { subgraphUrlsOf } from './supergraph/subgraph-urls';
import { startUsage } from './usage/usage';

runCommand(async () => {
  const config = gatewayConfig(process.env, process.argv.slice(2), Object.keys(registry));
  const clients = new Clients(config.clientsFolder, log);
  const identify = identifier(clients, config.tokens && tokenVerifier(config.tokens));
  const subgraphs = await reachSubgraphs(config);
  const usage = startUsage(config.usage, subgraphs.usageDatabase, log);
  const gateway = await startGateway({
    ...{ listen: config.listen, settings: config, identify, usage },
    ...subgraphs,
  }).catch(async (cause: unknown) => {
    await usage?.stop();
    await subgraphs.stop();
    throw cause;
  });
  stopOnSignal(async () => {
    await gateway.stop();
    await usage?.stop();
    await subgraphs.stop();
  });
  log(`Ready: ${gateway.url}`);
});

interface ReachedSubgraphs {
  /** Absent: the product's own. */
  readonly supergraphSdl?: string;
  readonly clients: ReadonlyMap<string, SubgraphClient>;
  readonly exports: ReadonlyMap<string, CsvFile>;
  /** Absent: as the product's own subgraphs write them. */
  readonly told?: ReadonlySet<string>;
  /** Where usage may be counted; absent: only where the operator says. */
  readonly usageDatabase?: () => Promise<string>;
  stop(): Promise<void>;
}

async function reachSubgraphs({
  supergraphPath,
  subgraphUrls,
  databases,
  demonstration,
  waiting,
}: GatewayConfig): Promise<ReachedSubgraphs> {
  if (supergraphPath !== undefined) return reachThoseOf(supergraphPath, waiting);
  if (subgraphUrls !== undefined) {
    const clients = httpClients(subgraphUrls, waiting);
    const systems = [...subgraphUrls].filter(([name]) => registry[name]?.declaration !== undefined);
    const exports = new Map(systems.map(([name, url]) => [name, csvOverHttp(name, url, waiting.timeoutMs)]));
    return { clients, exports, stop: () => Promise.resolve() };
  }
  // Loaded only here: a gateway in front of remote subgraphs needs no database code.
  const { startSubgraphs } = await import('../subgraphs/start.js');
  const started = await startSubgraphs({
    ...{ databases, demonstration, log },
    onServerDeath: endWith,
  });
  const clients = new Map(
    started.running.map((subgraph) => [subgraph.name, boundedClient(inProcessClient(subgraph), waiting)]),
  );
  return {
    ...{ clients, exports: csvsInProcess(started.running) },
    usageDatabase: () => started.databaseUrl('gateway'),
    stop: () => started.stop(),
  };
}

/** The subgraphs of any supergraph: nothing of the product's own. */
function reachThoseOf(supergraphPath: string, waiting: SubgraphSettings): ReachedSubgraphs {
  const supergraphSdl = readSupergraph(supergraphPath);
  const clients = httpClients(subgraphUrlsOf(supergraphSdl), waiting);
  return { supergraphSdl, clients, exports: new Map(), told: new Set(), stop: () => Promise.resolve() };
}

function readSupergraph(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new CodedError(
      'CONFIG_INVALID',
      `SUPERGRAPH_PATH names ${path}, which cannot be read. Expected a supergraph file.`,
      { cause },
    );
  }
}

function httpClients(
  urls: ReadonlyMap<string, string>,
  waiting: SubgraphSettings,
): Map<string, SubgraphClient> {
  return new Map(
    [...urls].map(([name, url]) => [name, resilientClient(httpClient(name, url, waiting), waiting)]),
  );
}
