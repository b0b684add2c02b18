/** A supergraph that is served, or ready to be: its planner, what its field sets say, and the operations that are prepared on it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApolloGateway } from '@apollo/gateway';
import { type DocumentNode, type GraphQLSchema, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { visibility } from '../client-request';
import type { CostSettings } from '../guard/cost-settings';
import { fetchCounter } from '../guard/limit-fetches';
import { checkedGraph, type Graph } from '../operations/check-operation';
import { CodedError, messageOf } from '../../shared/errors';
import type { OperationRequest } from '../../shared/http/graphql-over-http';
import { type OperationUsage, operationUsage } from '../usage/operation-usage';
import type { Usage } from '../usage/usage';
import { interfaceObjects } from './interface-objects';
import { documentIn } from './operation-parts';
import { fieldSetNames } from './plan-keys';
import { apolloGateway, type Planner, plannerOf } from './planner';
import {
  type ExecutionOptions,
  type PreparedOperation,
  prepareOperation,
  type SupergraphNames,
} from './prepared-operation';
import { requiredArguments } from './required-arguments';
import { type SharedSubgraph, sharedFlights } from './shared-flight';
import type { SubgraphClients } from './subgraph-client';

/** How a gateway executes, and what an operation may cost. */
export interface GatewayExecution extends ExecutionOptions {
  readonly costs: CostSettings;
  /** Whether messages leave out what the schema has that is like what was asked. */
  readonly hidesSchema?: boolean;
  /** Absent: nobody counts what is asked. */
  readonly usage?: Pick<Usage, 'count'> | undefined;
}

/** An operation's plan and writers take some hundred times its text. */
const MOST_TEXT_CHARACTERS = 4_194_304;
/** What is asked less is planned when it is asked. */
const MOST_WARMED = 500;

type AskedOperation = Pick<OperationRequest, 'query' | 'operationName'>;

export interface KnownOperation extends PreparedOperation {
  readonly asked: AskedOperation;
  /** Absent where nobody counts. */
  readonly counted: OperationUsage | undefined;
}

type Known = KnownOperation | 'apollo';

export class LoadedSupergraph {
  private readonly known = new LRUCache<string, Known>({
    maxSize: MOST_TEXT_CHARACTERS,
    sizeCalculation: (_, key) => Math.max(1, key.length),
  });

  private constructor(
    readonly sdl: string,
    readonly clients: SubgraphClients,
    private readonly shared: ReadonlyMap<string, SharedSubgraph>,
    private readonly apollo: ApolloGateway,
    readonly planner: Planner,
    /** What operations are checked against. */
    readonly graph: Graph,
    private readonly names: SupergraphNames,
    private readonly options: GatewayExecution,
  ) {}

  /** @throws CodedError SUPERGRAPH_INVALID where Apollo's gateway does not take it */
  static async load(
    sdl: string,
    clients: SubgraphClients,
    options: GatewayExecution,
  ): Promise<LoadedSupergraph> {
    const shared = new Map([...clients].map(([name, client]) => [name, sharedFlights(client, visibility)]));
    const apollo = apolloGateway(sdl, shared);
    await apollo.load().catch((cause: unknown) => {
      const reason = messageOf(cause);
      throw new CodedError('SUPERGRAPH_INVALID', `The supergraph does not load: ${reason}`, { cause });
    });
    const planner = plannerOf(apollo);
    const { schema, supergraph } = planner;
    const graph = checkedGraph(schema, supergraph, options.limits, options.costs);
    const names = {
      ...fieldSetNames(supergraph),
      required: requiredArguments(supergraph),
      interfaceObjects: interfaceObjects(supergraph),
      countFetches: fetchCounter(supergraph),
      access: graph.access,
    };
    return new LoadedSupergraph(sdl, clients, shared, apollo, planner, graph, names, options);
  }

  get schema(): GraphQLSchema {
    return this.planner.schema;
  }

  /** Undefined for what has not been asked before, or not for long. */
  operation(asked: AskedOperation): Known | undefined {
    return this.known.get(keyOf(asked));
  }

  /** What is known from now on; it is valid. */
  learn(asked: AskedOperation, document: DocumentNode): KnownOperation {
    const { query, operationName } = asked;
    const counted =
      this.options.usage === undefined
        ? undefined
        : operationUsage(query, document, operationName, this.schema);
    const operation = {
      ...this.prepare(document, operationName),
      ...{ asked: { query, operationName }, counted },
    };
    this.known.set(keyOf(asked), operation);
    return operation;
  }

  /** From now on Apollo's executor takes it. */
  leaveToApollo(asked: AskedOperation): void {
    this.known.set(keyOf(asked), 'apollo');
  }

  /** @param document is valid */
  prepare(document: DocumentNode, operationName: string | undefined): PreparedOperation {
    const { planner, names, graph, shared, options } = this;
    const cost = graph.costOf(document, operationName);
    return prepareOperation(document, operationName, planner, names, shared, options, cost);
  }

  /** What it is estimated to cost; nothing for what is no valid operation. */
  costOf(asked: OperationRequest): number {
    const { query, operationName, variables = {} } = asked;
    const known = this.operation(asked);
    if (known !== undefined && known !== 'apollo') return known.cost(variables);
    const document = documentIn(query);
    // What is wrong with it, Apollo Server says.
    if (document === undefined || validate(this.schema, document).length > 0) return 0;
    return this.graph.costOf(document, operationName)(variables);
  }

  /**
   * Plans what was asked on the other one last, as far as it is valid here, and leaves half of the thread's time to requests.
   * @param goesOn asked before each
   */
  async warmLike(other: LoadedSupergraph, goesOn: () => boolean): Promise<void> {
    // The latest at the end, as if it had been asked here.
    for (const operation of [...other.known.values()].slice(0, MOST_WARMED).reverse()) {
      if (!goesOn()) return;
      if (operation === 'apollo') continue;
      const start = performance.now();
      this.warm(operation);
      await sleep(performance.now() - start);
    }
  }

  private warm(other: KnownOperation): void {
    const { asked } = other;
    const document = documentIn(asked.query);
    if (document === undefined || validate(this.schema, document).length > 0) return;
    try {
      this.learn(asked, document).planLike(other.planned());
    } catch {
      // Whoever asks it is told what is wrong with it.
      this.known.delete(keyOf(asked));
    }
  }

  /** The clients are not closed: another one may ask them too. */
  stop(): Promise<void> {
    return this.apollo.stop();
  }
}

/** A document may hold several operations. */
function keyOf({ query, operationName }: AskedOperation): string {
  return operationName === undefined ? query : `${operationName}\n${query}`;
}
