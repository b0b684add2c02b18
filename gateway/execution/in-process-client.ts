/** Asks a subgraph that runs in this process: a call, without HTTP. */
import type { RunningSubgraph } from '../../shared/subgraph/running-subgraph';
import { callerOf } from '../../shared/subgraph/caller';
import type { ClientRequest, SubgraphClient } from './subgraph-client';

/** All that a client's request asks of the subgraph shares one context, and so its data loaders. */
export function inProcessClient(subgraph: Omit<RunningSubgraph, 'listen' | 'stop'>): SubgraphClient {
  const contexts = new WeakMap<ClientRequest, object>();
  return {
    name: subgraph.name,
    ask({ text }, variables, client) {
      let context = contexts.get(client);
      if (context === undefined)
        contexts.set(client, (context = subgraph.createContext(callerOf(client.headers))));
      return subgraph.execute(text, JSON.parse(variables) as Record<string, unknown>, context);
    },
    close: () => Promise.resolve(),
  };
}
