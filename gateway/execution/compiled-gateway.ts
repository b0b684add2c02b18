/** The gateway that Apollo Server asks: Apollo plans, and what it plans is compiled and kept. */
import type { ApolloGateway } from '@apollo/gateway';
import type {
  GatewayExecutionResult,
  GatewayGraphQLRequestContext,
  GatewayInterface,
} from '@apollo/server-gateway-interface';
import { type DocumentNode, GraphQLError, OperationTypeNode, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { visibility } from '../client-request';
import type { PlannedRequest } from '../explore/query-plans';
import { budgetOf } from '../guard/cost-limit';
import type { CostSettings } from '../guard/cost-settings';
import { fetchCounter } from '../guard/limit-fetches';
import { checkedGraph, type Graph } from '../operations/check-operation';
import type { ErrorCode } from '../../shared/errors';
import type { Executed, OperationRequest } from '../../shared/http/graphql-over-http';
import { type OperationUsage, operationUsage } from '../usage/operation-usage';
import type { Usage } from '../usage/usage';
import { UnknownPlan } from './compile-plan';
import { Deadline, DeadlineExceeded } from './deadline';
import type { Data } from './data';
import { documentIn } from './operation-parts';
import { fieldSetNames } from './plan-keys';
import { interfaceObjects } from './interface-objects';
import { apolloGateway, type Planner, plannerOf } from './planner';
import {
  type ExecutionOptions,
  type PreparedOperation,
  prepareOperation,
  type SupergraphNames,
} from './prepared-operation';
import { requiredArguments } from './required-arguments';
import { type SharedSubgraph, sharedFlights } from './shared-flight';
import { clientOf, type ClientRequest, type SubgraphClient } from './subgraph-client';

/** How many answers each executor has given since the start. */
export interface ExecutionCounts {
  readonly compiled: number;
  readonly apollo: number;
}

/** An operation's plan and writers take some hundred times its text. */
const MOST_TEXT_CHARACTERS = 4_194_304;

interface CountedOperation extends PreparedOperation {
  /** Absent where nobody counts. */
  readonly counted: OperationUsage | undefined;
}

type Prepared = CountedOperation | 'apollo';

interface Loaded {
  readonly planner: Planner;
  readonly names: SupergraphNames;
  readonly graph: Graph;
}

/** How a gateway executes, and what an operation may cost. */
export interface CompiledGatewayOptions extends ExecutionOptions {
  readonly costs: CostSettings;
  /** Absent: nobody counts what is asked. */
  readonly usage?: Pick<Usage, 'count'> | undefined;
}

export class CompiledGateway implements GatewayInterface {
  readonly counts = { compiled: 0, apollo: 0 };
  private readonly clients: ReadonlyMap<string, SharedSubgraph>;
  private readonly gateway: ApolloGateway;
  private readonly prepared = new LRUCache<string, Prepared>({
    maxSize: MOST_TEXT_CHARACTERS,
    sizeCalculation: (_, key) => Math.max(1, key.length),
  });
  private loaded: Loaded | undefined;

  constructor(
    supergraphSdl: string,
    clients: ReadonlyMap<string, SubgraphClient>,
    private readonly options: CompiledGatewayOptions,
  ) {
    this.clients = new Map([...clients].map(([name, client]) => [name, sharedFlights(client, visibility)]));
    this.gateway = apolloGateway(supergraphSdl, this.clients);
  }

  onSchemaLoadOrUpdate(callback: Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0]) {
    return this.gateway.onSchemaLoadOrUpdate(callback);
  }

  async load({ apollo }: Parameters<GatewayInterface['load']>[0]) {
    await this.gateway.load({ apollo });
    const planner = plannerOf(this.gateway);
    const { schema, supergraph } = planner;
    const { limits, costs } = this.options;
    const graph = checkedGraph(schema, supergraph, limits, costs);
    this.loaded = {
      ...{ planner, graph },
      names: {
        ...fieldSetNames(supergraph),
        required: requiredArguments(supergraph),
        interfaceObjects: interfaceObjects(supergraph),
        countFetches: fetchCounter(supergraph),
        access: graph.access,
      },
    };
    return { executor: (request: GatewayGraphQLRequestContext) => this.execute(request) };
  }

  /** What operations are checked against. */
  get graph(): Graph {
    return this.current.graph;
  }

  /** What it is estimated to cost; nothing for what is no valid operation. */
  costOf({ query, operationName, variables = {} }: OperationRequest): number {
    const prepared = this.prepared.get(keyOf(query, operationName));
    if (prepared !== undefined && prepared !== 'apollo') return prepared.cost(variables);
    const { schema, costOf } = this.graph;
    const document = documentIn(query);
    // What is wrong with it, Apollo Server says.
    if (document === undefined || validate(schema, document).length > 0) return 0;
    return costOf(document, operationName)(variables);
  }

  explain({ document, operationName, variables, viewer }: PlannedRequest): string {
    return this.prepare(document, operationName).explain(variables, viewer);
  }

  async stop(): Promise<void> {
    await this.gateway.stop();
    await Promise.all([...this.clients.values()].map((client) => client.close()));
  }

  /** Undefined for an operation that has not been prepared, or variables that do not fit it: Apollo Server takes these. */
  answer(
    { query, operationName, variables = {} }: OperationRequest,
    client: ClientRequest,
    isGet: boolean,
  ): Promise<Executed> | undefined {
    const key = keyOf(query, operationName);
    const prepared = this.prepared.get(key);
    if (prepared === undefined || prepared === 'apollo') return undefined;
    if (prepared.asksSchema) return undefined; // Apollo Server's plugins say who may ask for the schema
    if (prepared.cost(variables) > budgetOf(client, this.options.costs)) return undefined;
    if (isGet && prepared.kind !== OperationTypeNode.QUERY) return undefined;
    const ready = this.ready(key, prepared, variables, client);
    if (ready === 'apollo' || 'faults' in ready) return undefined;
    this.counts.compiled++;
    if (prepared.counted !== undefined) this.options.usage?.count(prepared.counted, client.viewer);
    return ready.execute(client);
  }

  private async execute(request: GatewayGraphQLRequestContext): Promise<GatewayExecutionResult> {
    const { source, document } = request;
    const { operationName, variables = {} } = request.request;
    const { planner } = this.current;
    const key = keyOf(source, operationName);
    let prepared = this.prepared.get(key);
    if (prepared === undefined) {
      prepared = { ...this.prepare(document, operationName), counted: this.usageOf(request) };
      this.prepared.set(key, prepared);
    }
    const ready = this.ready(key, prepared, variables, clientOf(request.context));
    if (ready !== 'apollo' && 'faults' in ready) return { errors: ready.faults.map(badInput) };
    const counted = prepared === 'apollo' ? this.usageOf(request) : prepared.counted;
    if (counted !== undefined) this.options.usage?.count(counted, clientOf(request.context).viewer);
    if (ready === 'apollo') {
      this.counts.apollo++;
      return this.inTime(() => planner.execute(request));
    }
    this.counts.compiled++;
    const { json } = await ready.execute(clientOf(request.context));
    return fromJson(json.toString('utf8'));
  }

  /** Apollo's executor has no part of an answer to give before the whole. */
  private async inTime(execute: () => Promise<GatewayExecutionResult>): Promise<GatewayExecutionResult> {
    const deadline = new Deadline(this.options.waiting.deadlineMs);
    try {
      return await deadline.before(execute);
    } catch (cause) {
      if (!(cause instanceof DeadlineExceeded)) throw cause;
      const extensions = { code: 'DEADLINE_EXCEEDED' satisfies ErrorCode };
      return { data: null, errors: [new GraphQLError(cause.message, { extensions })] };
    } finally {
      deadline.end();
    }
  }

  private ready(key: string, prepared: Prepared, variables: Readonly<Data>, { viewer }: ClientRequest) {
    if (prepared === 'apollo') return prepared;
    try {
      return prepared.withVariables(variables, viewer);
    } catch (cause) {
      if (!(cause instanceof UnknownPlan)) throw cause;
      if (prepared.isGuarded) throw cause;
      console.error(`Apollo's executor takes a plan with what is not compiled here: ${cause.message}.`);
      this.prepared.set(key, 'apollo');
      return 'apollo' as const;
    }
  }

  private usageOf({ source, document, request }: GatewayGraphQLRequestContext): OperationUsage | undefined {
    if (this.options.usage === undefined) return undefined;
    return operationUsage(source, document, request.operationName, this.graph.schema);
  }

  private prepare(document: DocumentNode, operationName: string | undefined): PreparedOperation {
    const { planner, names, graph } = this.current;
    const cost = graph.costOf(document, operationName);
    return prepareOperation(document, operationName, planner, names, this.clients, this.options, cost);
  }

  private get current(): Loaded {
    if (this.loaded === undefined) throw new TypeError('The supergraph has not been loaded.');
    return this.loaded;
  }
}

/** A document may hold several operations. */
function keyOf(source: string, operationName: string | undefined): string {
  return operationName === undefined ? source : `${operationName}\n${source}`;
}

function badInput(error: GraphQLError): GraphQLError {
  const { message, nodes, originalError, extensions } = error;
  if (extensions.code !== undefined) return error;
  return new GraphQLError(message, {
    ...{ nodes: nodes ?? null, originalError: originalError ?? null },
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** An error that has been made for the client already. */
export class ExecutedError extends GraphQLError {}

function fromJson(json: string): GatewayExecutionResult {
  const { data, errors } = JSON.parse(json) as {
    data: Data | null;
    errors?: { message: string; path?: (string | number)[]; extensions: Data }[];
  };
  if (errors === undefined) return { data };
  return {
    data,
    errors: errors.map(
      ({ message, path, extensions }) => new ExecutedError(message, { path: path ?? null, extensions }),
    ),
  };
}
