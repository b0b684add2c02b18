/** Apollo's gateway as its documentation starts it: `node plain-apollo.js SUPERGRAPH`, with PORT set. */
import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

const [, , supergraph = ''] = process.argv;
const gateway = new ApolloGateway({ supergraphSdl: readFileSync(supergraph, 'utf8') });
void startStandaloneServer(new ApolloServer({ gateway }), {
  listen: { host: '127.0.0.1', port: Number(process.env.PORT) },
});
