/**
 * What is looked at before an operation is parsed: how often the caller asks, which operation an id or a name stands for, whether the
 * caller may ask it, whether it is within the limits, and what the caller has left to spend.
 */
import type { GraphQLSchema } from 'graphql';
import type { Asked, OperationRequest } from '../shared/http/asked';
import type { Intake, Taken } from '../shared/http/intake';
import { clientAddress } from './client-address';
import type { Viewer } from './execution/access-rules';
import type { ClientRequest } from './execution/subgraph-client';
import { budgetOf } from './guard/cost-limit';
import type { CostSettings } from './guard/cost-settings';
import type { OperationJudge } from './guard/operation-judge';
import type { RateLimit, Spent } from './guard/rate-limit';
import { perMinute, type Rate } from './identity/client';
import type { PersistedOperations } from './operations/persisted-operations';

export interface IntakeParts {
  readonly judge: OperationJudge;
  readonly operations: PersistedOperations;
  readonly rates: RateLimit;
  /** Of callers who have no rate of their own, each by their name, or by their address where they are not known; absent: no limit. */
  readonly anonymousRate?: Rate | undefined;
  /** The operator's own, before the gateway. */
  readonly proxies: number;
  readonly costs: CostSettings;
  readonly schema: () => GraphQLSchema;
  /** What an operation is estimated to cost; nothing for one that is not valid. */
  readonly costOf: (operation: OperationRequest) => number;
}

export function gatewayIntake(parts: IntakeParts): Intake<ClientRequest> {
  const { judge, operations, rates, anonymousRate, proxies, costs, schema, costOf } = parts;

  return (asked, caller, request) => {
    const { viewer } = caller;
    const rate = viewer?.client?.rate ?? anonymousRate;
    const address = () => clientAddress(request, proxies);
    const asking = { client: viewer?.client, owner: () => nameOf(viewer) ?? address(), schema };
    const resolve = () => then(operations.resolve(asked, asking), (found) => withinLimits(found, caller));
    if (rate === undefined) return resolve();
    return rates.spend('requests', nameOf(viewer) ?? address(), 1, rate).then(async (spent) => {
      if (spent.isExceeded)
        return exceeded(asked, spent, `${spent.limit} requests in ${rate.perSeconds} seconds`);
      const taken = await resolve();
      return { ...taken, headers: { ...rateHeaders(spent), ...taken.headers } };
    });
  };

  function withinLimits(taken: Taken, caller: ClientRequest): Taken | Promise<Taken> {
    if (taken.refused !== undefined) return taken;
    const { query, variables } = taken.asked;
    const breach = judge(query, variables);
    if (breach !== undefined) {
      const { code, limit, got, message } = breach;
      return { asked: taken.asked, refused: { status: 400, code, message, numbers: { limit, got } } };
    }
    const { viewer } = caller;
    const costPerMinute = viewer?.client?.costPerMinute;
    if (costPerMinute === undefined || query === undefined) return taken;
    const cost = costOf({ ...taken.asked, query });
    // It is refused before it is planned, and what is refused costs nothing.
    if (cost > budgetOf(caller, costs)) return taken;
    if (cost > costPerMinute) return tooCostly(taken.asked, cost, costPerMinute);
    const rate = perMinute(costPerMinute);
    return rates
      .spend('cost', nameOf(viewer) ?? '', cost, rate)
      .then((spent) =>
        spent.isExceeded
          ? exceeded(taken.asked, spent, `a cost of ${spent.limit} in ${rate.perSeconds} seconds`)
          : taken,
      );
  }
}

/** A client's, or a token's bearer's; none of them can take the name of another kind. */
function nameOf(viewer: Viewer | undefined): string | undefined {
  if (viewer === undefined) return undefined;
  return viewer.client === undefined ? `bearer ${viewer.name}` : `client ${viewer.client.id}`;
}

function then<T, U>(value: T | Promise<T>, next: (value: T) => U | Promise<U>): U | Promise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

function rateHeaders({ limit, remaining, reset }: Spent): Record<string, string> {
  return {
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(reset),
  };
}

/** Waiting would not help. */
function tooCostly(asked: Asked, cost: number, limit: number): Taken {
  const message = `The operation is estimated to cost ${cost}. Expected at most ${limit}, which is all that the caller may spend in a minute: ask for fewer units, a smaller \`first\` or fewer lists within lists, in several requests a minute apart, or have its costPerMinute raised.`;
  return { asked, refused: { status: 400, code: 'COST_TOO_HIGH', message, numbers: { cost, limit } } };
}

function exceeded(asked: Asked, spent: Spent, budget: string): Taken {
  const { limit, reset } = spent;
  const message = `The caller has asked for more than ${budget}. Try again in ${reset} seconds.`;
  return {
    asked,
    refused: { status: 429, code: 'RATE_LIMITED', message, numbers: { limit } },
    headers: { ...rateHeaders(spent), 'retry-after': String(reset) },
  };
}
