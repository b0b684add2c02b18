/** Starts the gateway, with all subgraphs in this process, or in front of those at SUBGRAPH_URLS or of another supergraph. */
import { readFileSync } from 'node:fs';
import { CodedError } from '../shared/errors';
import { endWith, log, runCommand, stopOnSignal } from '../shared/command-line';
import { registry } from '../subgraphs/registry';
import type { CsvFile } from '../shared/http/csv-over-http';
import { type GatewayConfig, gatewayConfig } from './config';
import { inProcessClient } from './execution/in-process-client';
import { boundedClient } from './execution/resilient-client';
import type { SubgraphClient } from './execution/subgraph-client';
import type { SubgraphSettings } from './execution/subgraph-settings';
import { csvOverHttp, csvsInProcess } from './export/csv-source';
import { Clients } from './identity/clients';
import { identifier } from './identity/identify';
import { tokenVerifier } from './identity/json-web-token';
import { startGateway } from './server';
import { supergraphFile } from './supergraph/file';
import type { SupergraphFile } from './supergraph/follow-supergraph';
import { remoteSubgraphs } from './supergraph/remote-subgraphs';
import { configuredUrls, subgraphUrlsOf } from './supergraph/subgraph-urls';
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
  /** Absent: the supergraph stays as it is. */
  readonly followed?: SupergraphFile;
  readonly exports: ReadonlyMap<string, CsvFile>;
  /** Absent: as the product's own subgraphs write them. */
  readonly told?: ReadonlySet<string>;
  /** Where usage may be counted; absent: only where the operator says. */
  readonly usageDatabase?: () => Promise<string>;
  stop(): Promise<void>;
}

async function reachSubgraphs(config: GatewayConfig): Promise<ReachedSubgraphs> {
  const { supergraphPath, subgraphUrls, databases, demonstration, waiting } = config;
  if (supergraphPath !== undefined) {
    // Nothing of the product's own.
    const nothing = { exports: new Map<string, never>(), told: new Set<string>() };
    return { ...reachRemote(supergraphPath, subgraphUrlsOf, waiting), ...nothing };
  }
  if (subgraphUrls !== undefined) {
    const systems = [...subgraphUrls].filter(([name]) => registry[name]?.declaration !== undefined);
    const exports = new Map(systems.map(([name, url]) => [name, csvOverHttp(name, url, waiting.timeoutMs)]));
    const urlsFor = (sdl: string) => configuredUrls(sdl, subgraphUrls);
    return { ...reachRemote(supergraphFile, urlsFor, waiting), exports };
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

function reachRemote(
  path: string,
  urlsFor: (supergraphSdl: string) => ReadonlyMap<string, string>,
  waiting: SubgraphSettings,
) {
  const clientsFor = remoteSubgraphs(urlsFor, waiting);
  const supergraphSdl = readSupergraph(path);
  const clients = clientsFor(supergraphSdl, new Map());
  return { supergraphSdl, clients, followed: { path, clientsFor }, stop: () => Promise.resolve() };
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
