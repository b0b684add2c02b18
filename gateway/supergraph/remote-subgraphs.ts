/** How the subgraphs of a supergraph are asked where they run elsewhere. */
import { httpClient } from '../execution/http-client';
import { resilientClient } from '../execution/resilient-client';
import type { SubgraphClient, SubgraphClients } from '../execution/subgraph-client';
import type { SubgraphSettings } from '../execution/subgraph-settings';

/**
 * The clients for a supergraph; those of a subgraph that stays where it is are the served ones, with their connections.
 * @throws CodedError SUPERGRAPH_INVALID for a supergraph that names no subgraphs, or one without a URL
 */
export type ClientsFor = (supergraphSdl: string, served: SubgraphClients) => SubgraphClients;

/** @param urlsFor where each subgraph of a supergraph answers */
export function remoteSubgraphs(
  urlsFor: (supergraphSdl: string) => ReadonlyMap<string, string>,
  waiting: SubgraphSettings,
): ClientsFor {
  const urls = new WeakMap<SubgraphClient, string>();
  const clientAt = (name: string, url: string) => {
    const client = resilientClient(httpClient(name, url, waiting), waiting);
    urls.set(client, url);
    return client;
  };
  return (supergraphSdl, served) =>
    new Map(
      [...urlsFor(supergraphSdl)].map(([name, url]) => {
        const before = served.get(name);
        const stays = before !== undefined && urls.get(before) === url;
        return [name, stays ? before : clientAt(name, url)];
      }),
    );
}
