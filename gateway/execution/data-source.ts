/** How the gateway asks a subgraph: by a call in this process, or over HTTP. */
import type { GraphQLDataSource } from '@apollo/gateway';
import { GraphQLError } from 'graphql';
import type { Answer, RunningSubgraph } from '../../shared/subgraph/running-subgraph';
import { nullEntities } from './null-entities';

/** Asks one operation of one subgraph on behalf of a client's request; throws when there is no answer. */
type Ask = (query: string, variables: Record<string, unknown>, request: object) => Promise<Answer>;

/** A subgraph that has not answered by then is taken for down. */
export const TIMEOUT_MS = 10_000;

/** All that a client's request asks of the subgraph shares one context, and so its data loaders. */
export function inProcess(subgraph: RunningSubgraph): GraphQLDataSource {
  const contexts = new WeakMap<object, object>();
  return dataSource(subgraph.name, (query, variables, request) => {
    const context = contexts.get(request) ?? subgraph.createContext();
    contexts.set(request, context);
    return subgraph.execute(query, variables, context);
  });
}

export function overHttp(name: string, url: string): GraphQLDataSource {
  return dataSource(name, async (query, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer: unknown = await response.json();
    if (!isAnswer(answer)) throw new TypeError(`HTTP ${response.status} without a GraphQL answer`);
    return answer;
  });
}

function dataSource(name: string, ask: Ask): GraphQLDataSource {
  return {
    async process(options) {
      const { request } = options;
      const { query = '', variables = {} } = request;
      // Only the gateway's own probes have no client; they are requests of their own.
      const client = 'incomingRequestContext' in options ? options.incomingRequestContext : request;
      const nothing = (): Pick<Answer, 'data'> => {
        const data = nullEntities(query, variables);
        return data === undefined ? {} : { data };
      };
      try {
        const answer = await ask(query, variables, client);
        return answer.data == null ? { ...answer, ...nothing() } : answer;
      } catch (cause) {
        console.error(`${name} does not answer:`, cause);
        return { ...nothing(), errors: [unavailable(name).toJSON()] };
      }
    },
  };
}

/** Names the system, never where it runs. */
function unavailable(name: string): GraphQLError {
  return new GraphQLError(
    `The system "${name}" does not answer, so its fields are null. Other systems are unaffected; try again later.`,
    { extensions: { code: 'SUBGRAPH_UNAVAILABLE', serviceName: name } },
  );
}

export function isAnswer(body: unknown): body is Answer {
  return typeof body === 'object' && body !== null && ('data' in body || 'errors' in body);
}
