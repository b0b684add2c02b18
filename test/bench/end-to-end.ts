/** The whole product on PostgreSQL against a handler that was written for one query alone. */
import { projectFile } from '../../shared/project-root';
import { freePort } from '../free-port';
import { answersOf, difference } from './answers';
import { CASES } from './cases';
import type { BenchOptions } from './options';
import { type Command, startServer, type StartedServer } from './processes';
import { race } from './race';
import { table } from './report';

const PRODUCT = 'the product in one process';
const HANDWRITTEN = 'hand-written';

export async function compareEndToEnd(
  env: Readonly<Record<string, string>>,
  options: BenchOptions,
): Promise<string> {
  const asked = CASES.find(({ name }) => name === 'M');
  if (asked === undefined) throw new TypeError('There is no case M.');
  console.error(`${asked.name}, end to end`);
  const servers: { name: string; server: StartedServer }[] = [];
  try {
    for (const [name, script] of [
      [PRODUCT, projectFile('dist', 'gateway', 'main.js')],
      [HANDWRITTEN, projectFile('dist', 'test', 'bench', 'entries', 'handwritten.js')],
    ] as const) {
      const port = await freePort();
      const command: Command = {
        program: process.execPath,
        args: [script],
        env: { ...env, PORT: String(port) },
      };
      servers.push({ name, server: await startServer(command, port) });
    }
    const entrants = await Promise.all(
      servers.map(async (entrant) => ({ ...entrant, answers: await answersOf(entrant.server.url, asked) })),
    );
    for (const { name, answers } of entrants) {
      const fault = difference(answers, entrants[0]?.answers ?? []);
      if (fault !== undefined) throw new Error(`${asked.name}, end to end, ${name}: ${fault}`);
    }
    const samples = await race(asked, entrants, options);
    const rows = [...samples].map(([contestant, result]) => ({ case: asked.name, contestant, result }));
    return [
      table(rows, HANDWRITTEN),
      `${PRODUCT}: gateway and subgraphs as \`npm start\` runs them, on PostgreSQL; ${HANDWRITTEN}: the same SQL and JSON for ` +
        'this query alone. CPU of PostgreSQL is not counted, as it does the same work for both.',
    ].join('\n\n');
  } finally {
    await Promise.all(servers.map(({ server }) => server.stop()));
  }
}
