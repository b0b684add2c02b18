/** A persisted query by GET, its hash known, beside the same operation posted whole, of one gateway. */
import { createHash } from 'node:crypto';
import { freePort } from '../free-port';
import { answersOf } from './answers';
import { bodiesOf, CASES } from './cases';
import { ours } from './contestants';
import { answerOf, type LoadRequest } from './load';
import type { BenchOptions } from './options';
import { startServer } from './processes';
import { race } from './race';
import { table } from './report';
import type { Workspace } from './workspace';

const POSTED = 'posted whole';
const BY_HASH = 'GET by its hash';

export async function comparePersisted(workspace: Workspace, options: BenchOptions): Promise<string> {
  const asked = CASES.find(({ name }) => name === 'S');
  if (asked === undefined) throw new TypeError('There is no case S.');
  console.error(`${asked.name}, persisted`);
  const port = await freePort();
  const server = await startServer(ours(workspace, port), port);
  try {
    const { query } = asked;
    const extensions = {
      persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
    };
    await answerOf(server.url, JSON.stringify({ query, variables: asked.variables[0], extensions }));
    const answers = await answersOf(server.url, asked);
    const requests = bodiesOf(asked).map((body): LoadRequest => {
      const { variables } = JSON.parse(body) as { variables: unknown }; // as the case has them
      const search = new URLSearchParams({
        variables: JSON.stringify(variables),
        extensions: JSON.stringify(extensions),
      });
      const headers = { accept: 'application/json', 'apollo-require-preflight': 'true' };
      return { method: 'GET', path: `/graphql?${search.toString()}`, headers };
    });
    const entrants = [
      { name: POSTED, server, answers },
      { name: BY_HASH, server, answers, requests },
    ];
    const rows = [...(await race(asked, entrants, options))].map(([contestant, result]) => ({
      ...{ case: asked.name, contestant, result },
    }));
    return table(rows, POSTED);
  } finally {
    await server.stop();
  }
}
