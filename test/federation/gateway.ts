/** The gateway under test, in this process, over subgraphs that are asked by a function. */
import { prettyFormatQueryPlan } from '@apollo/query-planner';
import { type ExecutionResult, getOperationAST, parse } from 'graphql';
import { costSettings } from '../../gateway/guard/cost-settings';
import { limitSettings } from '../../gateway/guard/limit-settings';
import { CompiledGateway } from '../../gateway/execution/compiled-gateway';
import { fieldSetNames, withPlanKeys } from '../../gateway/execution/plan-keys';
import { apolloGateway, plannerOf } from '../../gateway/execution/planner';
import type { SubgraphClient } from '../../gateway/execution/subgraph-client';
import type { Answer } from '../../shared/subgraph/answer';
import { type Ask, SUBGRAPHS } from './graph/subgraphs';

type RequestContext = Parameters<Awaited<ReturnType<CompiledGateway['load']>>['executor']>[0];

export interface TestedGateway {
  /** The answer is as JSON brings it. */
  execute(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    operationName?: string,
  ): Promise<ExecutionResult>;
  /** In the planner's notation. */
  plan(query: string, operationName?: string): string;
  /** How many answers were left to Apollo's executor. */
  fallbacks(): number;
  close(): Promise<void>;
}

export async function openGateway(supergraphSdl: string, ask: Ask): Promise<TestedGateway> {
  const clients = new Map(SUBGRAPHS.map((name) => [name, clientOf(name, ask)]));
  const gateway = new CompiledGateway(supergraphSdl, clients, {
    limits: limitSettings({ LIMIT_PLAN_FETCHES: '10000' }, []),
    told: new Set(),
    waiting: { deadlineMs: 60_000 },
    costs: costSettings({ COST_BUDGET: '999999999' }, []),
  });
  const { executor } = await gateway.load();
  const apollo = apolloGateway(supergraphSdl, clients);
  await apollo.load();
  const planner = plannerOf(apollo);
  const names = fieldSetNames(planner.supergraph);
  return {
    async execute(query, variables, operationName) {
      const document = parse(query);
      const operation = getOperationAST(document, operationName);
      // The executors read no more of a request's context than this.
      const context = {
        ...{ request: { query, variables, operationName }, schema: planner.schema, context: {}, metrics: {} },
        ...{ queryHash: query, document, source: query, operation, operationName: operationName ?? null },
      } as unknown as RequestContext;
      return JSON.parse(JSON.stringify(await executor(context))) as ExecutionResult;
    },
    plan: (query, operationName) =>
      prettyFormatQueryPlan(planner.plan(withPlanKeys(parse(query), names).document, operationName)),
    fallbacks: () => gateway.counts.apollo,
    async close() {
      await gateway.stop();
      await apollo.stop();
    },
  };
}

function clientOf(name: string, ask: Ask): SubgraphClient {
  return {
    name,
    // Answers are bytes, as HTTP brings them.
    async ask({ text }, variables, _, scan) {
      const answer = await ask(name, text, JSON.parse(variables) as Record<string, unknown>);
      const body = Buffer.from(JSON.stringify(answer));
      return scan?.(body) ?? (JSON.parse(body.toString()) as Answer);
    },
    close: () => Promise.resolve(),
  };
}
