/** A subgraph that answers: in this process, or over HTTP on its own. */
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Databases } from '../database/databases';
import type { Listening } from '../environment';
import { errorFormatter } from '../format-error';
import { answerCsv, type CsvPieces } from '../http/csv-over-http';
import { type OtherPaths, serveGraphql } from '../http/graphql-over-http';
import type { SystemDeclaration } from '../kpi/kpi';
import { type Answer, RELEASE } from './answer';
import { type Caller, callerOf } from './caller';
import { directExecution } from './direct-execution';
import { executingGateway } from './executing-gateway';
import { executor } from './execute';
import type { OpenData, OpenOptions, Subgraph } from './subgraph';

/** A gateway names every unit and period that it asks for: hundreds of thousands fit. */
const MOST_BODY_BYTES = 33_554_432;

export interface RunningSubgraph {
  readonly name: string;
  /** What the resolvers share while they answer one request. */
  createContext(caller: Caller): object;
  execute(query: string, variables: Record<string, unknown>, context: object): Promise<Answer>;
  /** Its KPIs as CSV; absent for a subgraph that has none. Throws InvalidInput for parameters that cannot be used. */
  readonly export?: ((parameters: URLSearchParams) => CsvPieces) | undefined;
  /** Serves it over HTTP; gives the URL. */
  listen(at: Listening): Promise<string>;
  stop(): Promise<void>;
}

export async function runSubgraph(
  subgraph: Subgraph,
  catalogue: readonly SystemDeclaration[],
  databases: Databases,
  options: OpenOptions,
): Promise<RunningSubgraph> {
  const schema = await subgraph.buildSchema(catalogue);
  const data = await subgraph.open?.(databases, options);
  const createContext = (caller: Caller) => data?.context(caller) ?? {};
  const formatError = errorFormatter((message) => {
    options.log(`${subgraph.name}: ${message}`);
  });
  const execute = executor(schema, data?.execution);
  const server = new ApolloServer<object>({
    gateway: executingGateway(schema, async ({ document, operationName, request, context, response }) => {
      const operation = { document, name: operationName ?? undefined, variables: request.variables ?? {} };
      const { result, release } = await execute(operation, context);
      if (release !== undefined) response?.http?.headers.set(RELEASE, release);
      return result;
    }),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    formatError,
    // Whoever serves it decides when it stops.
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  let listening: Promise<string> | undefined;
  return {
    name: subgraph.name,
    createContext,
    export: data?.export,
    execute: directExecution(schema, execute, formatError),
    listen(at) {
      listening = serveGraphql(server, at, ({ headers }) => createContext(callerOf(headers)), {
        ...{ otherPaths: exportPath(subgraph.name, data), mostBodyBytes: MOST_BODY_BYTES },
      });
      return listening;
    },
    async stop() {
      // The fault of a start that failed is for whoever listened.
      const started = await listening?.then(
        () => true,
        () => false,
      );
      if (started === true) await server.stop();
    },
  };
}

/** The same CSV that the gateway hands on. */
function exportPath(name: string, data: OpenData | undefined): OtherPaths {
  return async (request, response, { pathname, search }) => {
    const open = data?.export;
    if (open === undefined || pathname !== '/export.csv') return false;
    await answerCsv(request, response, search, { name: `${name}.csv`, open });
    return true;
  };
}
