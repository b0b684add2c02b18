/** How the gateway asks a subgraph: by a call in this process, or over HTTP. */
import type { GraphQLDataSource } from '@apollo/gateway';
import { GraphQLError } from 'graphql';
import type { Answer, RunningSubgraph } from '../../shared/subgraph/running-subgraph';

/** Asks one operation of one subgraph; throws when there is no answer. */
type Ask = (query: string, variables: Record<string, unknown>) => Promise<Answer>;

/** A subgraph that has not answered by then is taken for down. */
const TIMEOUT_MS = 10_000;

export function inProcess(subgraph: RunningSubgraph): GraphQLDataSource {
  return dataSource(subgraph.name, (query, variables) => subgraph.execute(query, variables));
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
    async process({ request }) {
      try {
        return await ask(request.query ?? '', request.variables ?? {});
      } catch (cause) {
        console.error(`${name} does not answer:`, cause);
        throw unavailable(name);
      }
    },
  };
}

/** Names the system, never where it runs. */
export function unavailable(name: string): GraphQLError {
  return new GraphQLError(
    `The system "${name}" does not answer, so its fields are null. Other systems are unaffected; try again later.`,
    { extensions: { code: 'SUBGRAPH_UNAVAILABLE', serviceName: name } },
  );
}

function isAnswer(body: unknown): body is Answer {
  return typeof body === 'object' && body !== null && ('data' in body || 'errors' in body);
}
