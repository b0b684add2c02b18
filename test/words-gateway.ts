/** The gateway in the test's own process, on a supergraph of one subgraph that the test answers for. */
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { type GatewayOptions, type RunningGateway, startGateway } from '../gateway/server';

const { supergraphSdl = '' } = composeServices([
  { name: 'words', url: 'http://nowhere.invalid/', typeDefs: parse('type Query { greeting: String }') },
]);

/** @param answers what the subgraph answers to every request; default: at once */
export function startWordsGateway(
  answers: () => Promise<void> = () => Promise.resolve(),
  options: Partial<GatewayOptions> = {},
): Promise<RunningGateway> {
  const words = {
    name: 'words',
    async ask() {
      await answers();
      return { data: { greeting: 'xin chào' } };
    },
    close: () => Promise.resolve(),
  };
  return startGateway({
    ...{ listen: { host: '127.0.0.1', port: 0 }, supergraphSdl },
    ...{ clients: new Map([['words', words]]), exports: new Map(), ...options },
  });
}
