/** Composes the registered subgraphs to the supergraph: what the gateway plans queries over. */
import { composeServices } from '@apollo/composition';
import { printSubgraphSchema } from '@apollo/subgraph';
import gql from 'graphql-tag';
import { CodedError } from '../../shared/errors';
import { loadCatalogue } from '../../subgraphs/catalogue';
import { type Registry, registry } from '../../subgraphs/registry';

/**
 * The supergraph SDL. Subgraph URLs in it are host names as in docker-compose.yml; configuration replaces them.
 * @throws CodedError SUPERGRAPH_INVALID with every reason why the subgraphs do not compose
 */
export async function composeSupergraph(from: Registry = registry): Promise<string> {
  const catalogue = await loadCatalogue(from);
  const services = await Promise.all(
    Object.entries(from).map(async ([name, entry]) => {
      const subgraph = await entry.load();
      const typeDefs = gql(printSubgraphSchema(await subgraph.buildSchema(catalogue)));
      return { name, url: `http://${name}:4000/graphql`, typeDefs };
    }),
  );
  const { errors, supergraphSdl } = composeServices(services);
  if (supergraphSdl === undefined) {
    throw new CodedError('SUPERGRAPH_INVALID', errors.map(({ message }) => message).join('\n'));
  }
  return supergraphSdl;
}
