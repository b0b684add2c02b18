/** The gateway: one GraphQL endpoint over the supergraph, in front of subgraphs that it is given. */
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import type { Listening } from '../shared/environment';
import { errorFormatter, SUBGRAPH_CODES } from '../shared/format-error';
import type { CsvFile } from '../shared/http/csv-over-http';
import { serveGraphql } from '../shared/http/graphql-over-http';
import { clientRequest } from './client-request';
import { CompiledGateway, ExecutedError, type ExecutionCounts } from './execution/compiled-gateway';
import type { ClientRequest, SubgraphClient } from './execution/subgraph-client';
import { exportPath } from './export/export-path';
import { limitSettings, type OperationLimits } from './guard/limit-settings';
import { knownOperation } from './guard/known-operation';
import { healthPath } from './health-path';
import type { Identify } from './identity/identify';
import { supergraphFile } from './supergraph/file';

export interface GatewayOptions {
  readonly listen: Listening;
  readonly production: boolean;
  /** Default: those of an environment that sets none. */
  readonly limits?: OperationLimits;
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
}

export interface RunningGateway {
  readonly url: string;
  readonly executions: ExecutionCounts;
  stop(): Promise<void>;
}

export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { production, identify = () => undefined, limits = limitSettings({}, []) } = options;
  const gateway = new CompiledGateway(
    options.supergraphSdl ?? readFileSync(supergraphFile, 'utf8'),
    options.clients,
    { limits, told: options.told ?? SUBGRAPH_CODES },
  );
  const format = errorFormatter((message) => {
    console.error(message);
  });
  const server = new ApolloServer<ClientRequest>({
    gateway,
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    formatError: (formatted, error) =>
      error instanceof ExecutedError ? formatted : format(formatted, error),
    stopOnTerminationSignals: false,
    plugins: [
      knownOperation,
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      production
        ? ApolloServerPluginLandingPageDisabled()
        : ApolloServerPluginLandingPageLocalDefault({ embed: { runTelemetry: false }, footer: false }),
    ],
  });
  const createContext = (request: IncomingMessage) => {
    const viewer = identify(request.headers);
    return viewer instanceof Promise
      ? viewer.then((known) => clientRequest(request, known))
      : clientRequest(request, viewer);
  };
  const exports = exportPath(options.exports);
  const url = await serveGraphql(server, options.listen, createContext, {
    otherPaths: async (...asked) => (await healthPath(...asked)) || exports(...asked),
    shortcut: (request, client) => gateway.answer(request, client),
  });
  return { url, executions: gateway.counts, stop: () => server.stop() };
}
