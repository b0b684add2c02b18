/** The gateway that Apollo Server asks: Apollo plans, and what it plans is compiled and kept. */
import type {
  GatewayExecutionResult,
  GatewayGraphQLRequestContext,
  GatewayInterface,
} from '@apollo/server-gateway-interface';
import { GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { PlannedRequest } from '../explore/query-plans';
import { CostInFlight } from '../guard/cost-in-flight';
import { budgetOf } from '../guard/cost-limit';
import type { ErrorCode } from '../../shared/errors';
import type { Executed, OperationRequest } from '../../shared/http/graphql-over-http';
import { operationUsage } from '../usage/operation-usage';
import { UnknownPlan } from './compile-plan';
import type { Data } from './data';
import { Deadline, DeadlineExceeded } from './deadline';
import { type GatewayExecution, type KnownOperation, LoadedSupergraph } from './loaded-supergraph';
import { clientOf, type ClientRequest, closeUnused, type SubgraphClients } from './subgraph-client';

/** How many answers each executor has given since the start. */
export interface ExecutionCounts {
  readonly compiled: number;
  readonly apollo: number;
}

type OnSchema = Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0];

export class CompiledGateway implements GatewayInterface {
  readonly counts = { compiled: 0, apollo: 0 };
  private readonly listeners = new Set<OnSchema>();
  private readonly inFlight: CostInFlight;
  private served: LoadedSupergraph | undefined;
  /** By what clients see of each: a request is executed on the one that it was validated on. */
  private readonly bySchema = new WeakMap<GraphQLSchema, LoadedSupergraph>();
  private readonly retired = new Map<LoadedSupergraph, NodeJS.Timeout>();

  constructor(
    private readonly supergraphSdl: string,
    private readonly clients: SubgraphClients,
    private readonly options: GatewayExecution,
  ) {
    this.inFlight = new CostInFlight(options.costs.inFlight);
  }

  onSchemaLoadOrUpdate(callback: OnSchema) {
    this.listeners.add(callback);
    return () => {
      this.listeners.delete(callback);
    };
  }

  async load() {
    this.serve(await this.loadAnother(this.supergraphSdl, this.clients));
    return { executor: (request: GatewayGraphQLRequestContext) => this.execute(request) };
  }

  /** The one that is served now. */
  get supergraph(): LoadedSupergraph {
    if (this.served === undefined) throw new TypeError('The supergraph has not been loaded.');
    return this.served;
  }

  /** The one that a request was validated on. */
  supergraphOf(schema: GraphQLSchema): LoadedSupergraph {
    return this.bySchema.get(schema) ?? this.supergraph;
  }

  /** Ready to be served. @throws CodedError SUPERGRAPH_INVALID where Apollo's gateway does not take it */
  loadAnother(sdl: string, clients: SubgraphClients): Promise<LoadedSupergraph> {
    return LoadedSupergraph.load(sdl, clients, this.options);
  }

  /** From now on; requests that are being answered end on the one of before. */
  serve(next: LoadedSupergraph): void {
    const { served: before } = this;
    this.served = next;
    this.bySchema.set(next.schema, next);
    for (const listener of this.listeners) listener({ apiSchema: next.schema, coreSupergraphSdl: next.sdl });
    if (before !== undefined) this.retire(before);
  }

  /** No request lasts longer than its deadline. */
  private retire(before: LoadedSupergraph): void {
    const end = () => {
      this.retired.delete(before);
      this.end(before).catch((cause: unknown) => {
        console.error(cause);
      });
    };
    this.retired.set(before, setTimeout(end, this.options.waiting.deadlineMs).unref());
  }

  private async end(ended: LoadedSupergraph): Promise<void> {
    await ended.stop();
    const others = [...(this.served === undefined ? [] : [this.served]), ...this.retired.keys()];
    await closeUnused(
      ended.clients,
      others.map(({ clients }) => clients),
    );
  }

  async stop(): Promise<void> {
    for (const [one, timer] of this.retired) {
      clearTimeout(timer);
      this.retired.delete(one);
      await this.end(one);
    }
    const { served } = this;
    this.served = undefined;
    if (served !== undefined) await this.end(served);
    else await closeUnused(this.clients, []);
  }

  explain({ schema, document, operationName, variables, viewer }: PlannedRequest): string {
    return this.supergraphOf(schema).prepare(document, operationName).explain(variables, viewer);
  }

  /** Undefined for an operation that has not been prepared, or variables that do not fit it: Apollo Server takes these. */
  answer(asked: OperationRequest, client: ClientRequest, isGet: boolean): Promise<Executed> | undefined {
    const { variables = {} } = asked;
    const { supergraph } = this;
    const known = supergraph.operation(asked);
    if (known === undefined || known === 'apollo') return undefined;
    if (known.asksSchema) return undefined; // Apollo Server's plugins say who may ask for the schema
    const cost = known.cost(variables);
    if (cost > budgetOf(client, this.options.costs) || !this.inFlight.hasRoomFor(cost)) return undefined;
    if (isGet && known.kind !== OperationTypeNode.QUERY) return undefined;
    const ready = readyOf(supergraph, known, variables, client);
    if (ready === 'apollo' || 'faults' in ready) return undefined;
    this.counts.compiled++;
    if (known.counted !== undefined) this.options.usage?.count(known.counted, client.viewer);
    return this.inFlight.during(cost, () => ready.execute(client));
  }

  private async execute(request: GatewayGraphQLRequestContext): Promise<GatewayExecutionResult> {
    const { source, document, schema } = request;
    const { operationName, variables = {} } = request.request;
    const supergraph = this.supergraphOf(schema);
    const asked = { query: source, operationName };
    const client = clientOf(request.context);
    const known = supergraph.operation(asked) ?? supergraph.learn(asked, document);
    const ready = known === 'apollo' ? known : readyOf(supergraph, known, variables, client);
    if (ready !== 'apollo' && 'faults' in ready) {
      return { errors: ready.faults.map((fault) => badInput(fault, this.options.hidesSchema ?? false)) };
    }
    const cost = supergraph.graph.costOf(document, operationName)(variables);
    return this.inFlight.during(cost, async () => {
      this.count(request, known, client);
      if (ready === 'apollo') {
        this.counts.apollo++;
        return this.inTime(() => supergraph.planner.execute(request));
      }
      this.counts.compiled++;
      const { json } = await ready.execute(client);
      return fromJson(json.toString('utf8'));
    });
  }

  private count(
    { source, document, schema, request }: GatewayGraphQLRequestContext,
    known: KnownOperation | 'apollo',
    { viewer }: ClientRequest,
  ): void {
    const { usage } = this.options;
    if (usage === undefined) return;
    const counted =
      known === 'apollo' ? operationUsage(source, document, request.operationName, schema) : known.counted;
    if (counted !== undefined) usage.count(counted, viewer);
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
}

function readyOf(
  supergraph: LoadedSupergraph,
  known: KnownOperation,
  variables: Readonly<Data>,
  { viewer }: ClientRequest,
) {
  try {
    return known.withVariables(variables, viewer);
  } catch (cause) {
    if (!(cause instanceof UnknownPlan)) throw cause;
    if (known.isGuarded) throw cause;
    console.error(`Apollo's executor takes a plan with what is not compiled here: ${cause.message}.`);
    supergraph.leaveToApollo(known.asked);
    return 'apollo' as const;
  }
}

/** Apollo Server leaves them out of what it validates itself. */
const SUGGESTION = / ?Did you mean .+\?$/;

function badInput(error: GraphQLError, hidesSchema: boolean): GraphQLError {
  const { nodes, originalError, extensions } = error;
  if (extensions.code !== undefined) return error;
  const message = hidesSchema ? error.message.replace(SUGGESTION, '') : error.message;
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
