/**
 * The gateway: one GraphQL endpoint over the supergraph, in front of subgraphs that it is given. A request goes this way:
 * HTTP (shared/http) → who asks (identity) → how often they ask, which operation it is, its limits (intake) → known operations at once;
 * others parsed and validated (Apollo Server), their cost, planned (Apollo's planner), compiled → executed (execution) → errors redacted →
 * compressed.
 */
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { log } from '../shared/command-line';
import type { Listening } from '../shared/environment';
import { SUBGRAPH_CODES } from '../shared/format-error';
import type { CsvFile } from '../shared/http/csv-over-http';
import { serveGraphql } from '../shared/http/graphql-over-http';
import { limitedCsv } from '../shared/http/limited-csv';
import { clientAddress } from './client-address';
import { clientRequest } from './client-request';
import { CompiledGateway, type ExecutionCounts } from './execution/compiled-gateway';
import type { ClientRequest, SubgraphClient } from './execution/subgraph-client';
import { explorer } from './explore/explorer';
import { exportPath } from './export/export-path';
import { formatErrors } from './format-errors';
import { budgetOf, costLimit } from './guard/cost-limit';
import { knownOperation } from './guard/known-operation';
import { operationJudge } from './guard/operation-judge';
import { RateLimit } from './guard/rate-limit';
import { healthPath } from './health-path';
import { guardedIdentify, type IdentifyCaller } from './identity/guarded-identify';
import type { Identify } from './identity/identify';
import { gatewayIntake } from './intake';
import { PersistedOperations } from './operations/persisted-operations';
import { connectRedis } from './operations/redis';
import { RegisteredOperations } from './operations/registered-operations';
import { RememberedOperations } from './operations/remembered-operations';
import { SharedOperations } from './operations/shared-operations';
import { type GatewaySettings, gatewaySettings } from './settings';
import { supergraphFile } from './supergraph/file';
import { followSupergraph, type SupergraphFile } from './supergraph/follow-supergraph';
import type { Usage } from './usage/usage';

export interface GatewayOptions {
  readonly listen: Listening;
  /** Default: those of an environment that sets none. */
  readonly settings?: GatewaySettings;
  /** The codes of subgraphs whose messages were written for clients; default: those of the product's own subgraphs. */
  readonly told?: ReadonlySet<string>;
  /** Who asks; default: nobody known. */
  readonly identify?: Identify;
  /** How to ask each subgraph of the supergraph. */
  readonly clients: ReadonlyMap<string, SubgraphClient>;
  /** The CSV of each system that can be exported. */
  readonly exports: ReadonlyMap<string, CsvFile>;
  /** Default: the one in the repository. */
  readonly supergraphSdl?: string;
  /** Where another supergraph may come from while the gateway runs; absent: none comes. */
  readonly followed?: SupergraphFile | undefined;
  /** Who counts what is asked; default: nobody. */
  readonly usage?: Usage | undefined;
}

export interface RunningGateway {
  readonly url: string;
  readonly executions: ExecutionCounts;
  stop(): Promise<void>;
}

export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { identify = () => undefined, settings = gatewaySettings({}, []) } = options;
  const { production, costs } = settings;
  const gateway = new CompiledGateway(
    options.supergraphSdl ?? readFileSync(supergraphFile, 'utf8'),
    options.clients,
    { ...settings, told: options.told ?? SUBGRAPH_CODES, usage: options.usage, hidesSchema: production },
  );
  const redis = settings.redisUrl === undefined ? undefined : connectRedis(settings.redisUrl, log);
  const operations = new PersistedOperations({
    registered: () => registered(),
    remembered: redis === undefined ? new RememberedOperations() : new SharedOperations(redis),
    mode: settings.mode,
    log,
  });
  // Checked against the schema, which is there once the server has started.
  const registered = once(
    () => new RegisteredOperations(settings.clientsFolder, gateway.supergraph.graph, log),
  );
  const identifyCaller = guardedIdentify(identify, new RateLimit(undefined), (request) =>
    clientAddress(request, settings.proxies),
  );
  const pages = explorer({
    settings: settings.explorer,
    identify: identifyCaller,
    exports: [...options.exports.keys()],
    explain: (request) => gateway.explain(request),
  });
  const errors = formatErrors();
  const server = new ApolloServer<ClientRequest>({
    gateway,
    introspection: true,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    formatError: errors.formatError,
    stopOnTerminationSignals: false,
    plugins: [
      errors.plugin,
      knownOperation,
      costLimit(
        (schema) => gateway.supergraphOf(schema).graph.costOf,
        (client: ClientRequest) => budgetOf(client, costs),
      ),
      checkedAtStart(registered),
      ...pages.plugins,
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ...(settings.explorer.explorer === 'off' ? [ApolloServerPluginLandingPageDisabled()] : []),
    ],
  });
  const exports = exportPath(limitedCsv(options.exports, settings.http.concurrentExports));
  const url = await serveGraphql(server, options.listen, contextBy(identifyCaller), {
    ...settings.http,
    intake: gatewayIntake({
      ...{ operations, ...settings },
      judge: operationJudge(settings.limits),
      rates: new RateLimit(redis),
      schema: () => gateway.supergraph.schema,
      costOf: (operation) => gateway.supergraph.costOf(operation),
    }),
    shortcut: (request, client, isGet) => gateway.answer(request, client, isGet),
    otherPaths: async (...asked) =>
      (await healthPath(...asked)) || (await exports(...asked)) || pages.paths(...asked),
  });
  const unfollow = options.followed && followSupergraph({ ...options.followed, gateway, registered, log });
  const stop = async () => {
    unfollow?.();
    await server.stop();
    redis?.disconnect();
  };
  return { url, executions: gateway.counts, stop };
}

function contextBy(identify: IdentifyCaller) {
  return (request: IncomingMessage) => {
    const viewer = identify(request);
    return viewer instanceof Promise
      ? viewer.then((known) => clientRequest(request, known))
      : clientRequest(request, viewer);
  };
}

/** So that a registered operation that does not fit is named at the start, not when it is first asked for. */
function checkedAtStart(registered: () => unknown): ApolloServerPlugin {
  return {
    serverWillStart() {
      registered();
      return Promise.resolve();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
