/** The gateway: one GraphQL endpoint over the supergraph, in front of subgraphs that it is given. */
import { readFileSync } from 'node:fs';
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { CodedError } from '../shared/errors';
import type { Listening } from '../shared/environment';
import { errorFormatter } from '../shared/format-error';
import type { CsvFile } from '../shared/http/csv-over-http';
import { serveGraphql } from '../shared/http/graphql-over-http';
import { oneErrorPerSystem } from './execution/one-error-per-system';
import { exportPath } from './export/export-path';
import { knownOperation } from './guard/known-operation';
import { supergraphFile } from './supergraph/file';

export interface GatewayOptions {
  readonly listen: Listening;
  readonly production: boolean;
  /** How to ask each subgraph of the supergraph. */
  readonly dataSources: ReadonlyMap<string, GraphQLDataSource>;
  /** The CSV of each system that can be exported. */
  readonly exports: ReadonlyMap<string, CsvFile>;
  /** Default: the one in the repository. */
  readonly supergraphSdl?: string;
}

export interface RunningGateway {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  // Read by @apollo/gateway when it is constructed; otherwise it calls its vendor and cloud metadata addresses.
  process.env.APOLLO_TELEMETRY_DISABLED = '1';
  const { production } = options;
  const server = new ApolloServer({
    gateway: new ApolloGateway({
      supergraphSdl: options.supergraphSdl ?? readFileSync(supergraphFile, 'utf8'),
      // Fragments by name would hide from a system's stand-in which fields it is asked for (see null-entities).
      queryPlannerConfig: { reuseQueryFragments: false },
      buildService: ({ name }) => dataSourceOf(name, options.dataSources),
    }),
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    formatError: errorFormatter((message) => {
      console.error(message);
    }),
    stopOnTerminationSignals: false,
    plugins: [
      knownOperation,
      oneErrorPerSystem,
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      production
        ? ApolloServerPluginLandingPageDisabled()
        : ApolloServerPluginLandingPageLocalDefault({ embed: { runTelemetry: false }, footer: false }),
    ],
  });
  const url = await serveGraphql(server, options.listen, () => ({}), {
    otherPaths: exportPath(options.exports),
  });
  return { url, stop: () => server.stop() };
}

function dataSourceOf(name: string, dataSources: GatewayOptions['dataSources']): GraphQLDataSource {
  const dataSource = dataSources.get(name);
  if (dataSource !== undefined) return dataSource;
  throw new CodedError(
    'SUPERGRAPH_INVALID',
    `The supergraph names the subgraph "${name}", which is not registered.`,
  );
}
