/**
 * What is looked at before an operation is parsed: whether the caller may ask at all, which operation an id or a name stands for,
 * whether the caller may ask it, and whether it is within the limits.
 */
import type { GraphQLSchema } from 'graphql';
import type { Asked } from '../shared/http/asked';
import type { Intake, Refused, Taken } from '../shared/http/intake';
import { clientAddress } from './client-address';
import type { ClientRequest } from './execution/subgraph-client';
import type { RateLimit, Spent } from './guard/rate-limit';
import type { OperationJudge } from './guard/operation-judge';
import type { Rate } from './identity/client';
import type { PersistedOperations } from './operations/persisted-operations';

export interface IntakeParts {
  readonly judge: OperationJudge;
  readonly operations: PersistedOperations;
  readonly rates: RateLimit;
  /** Of callers who are not known, each by their address; absent: no limit. */
  readonly anonymousRate?: Rate | undefined;
  /** The operator's own, before the gateway. */
  readonly proxies: number;
  readonly schema: () => GraphQLSchema;
}

export function gatewayIntake(parts: IntakeParts): Intake<ClientRequest> {
  const { judge, operations, rates, anonymousRate, proxies } = parts;

  return (asked, { viewer }, request) => {
    const rate = viewer?.client?.rate ?? (viewer === undefined ? anonymousRate : undefined);
    if (rate === undefined) return taken(asked, undefined);
    const caller = viewer === undefined ? clientAddress(request, proxies) : `client ${viewer.name}`;
    return rates
      .spend('requests', caller, 1, rate)
      .then((spent) => (spent.isExceeded ? { asked, ...exceeded(spent) } : taken(asked, rateHeaders(spent))));

    function taken(given: Asked, headers: Taken['headers']): Taken | Promise<Taken> {
      const owner = () => viewer?.name ?? clientAddress(request, proxies);
      const found = operations.resolve(given, { client: viewer?.client, owner, schema: parts.schema });
      return found instanceof Promise ? found.then((one) => judged(one, headers)) : judged(found, headers);
    }
  };

  function judged(found: Taken, headers: Taken['headers']): Taken {
    if (found.refused !== undefined) return { ...found, headers };
    const { query, variables } = found.asked;
    const breach = judge(query, variables);
    if (breach === undefined) return headers === undefined ? found : { ...found, headers };
    const { code, limit, got, message } = breach;
    return { asked: found.asked, headers, refused: { status: 400, code, message, numbers: { limit, got } } };
  }
}

function rateHeaders({ limit, remaining, reset }: Spent): Record<string, string> {
  return {
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(reset),
  };
}

function exceeded(spent: Spent): { readonly refused: Refused; readonly headers: Taken['headers'] } {
  const { limit, reset } = spent;
  const message = `More than ${limit} requests have come. Try again in ${reset} seconds.`;
  return {
    refused: { status: 429, code: 'RATE_LIMITED', message, numbers: { limit } },
    headers: { ...rateHeaders(spent), 'retry-after': String(reset) },
  };
}
