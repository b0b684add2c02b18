/** The gateways against each other, in front of the same canned subgraphs. */
import { freePort } from '../free-port';
import { answersOf, difference } from './answers';
import { bodiesOf, type Case } from './cases';
import type { CannedProcess } from './canned-process';
import { ANSWERS_FILE, APOLLO, BARE, type Contestant, CONTESTANTS } from './contestants';
import type { BenchOptions } from './options';
import { installPeers } from './peers';
import { startServer, type StartedServer } from './processes';
import { type Entrant, race } from './race';
import { type Row, table } from './report';
import type { Workspace } from './workspace';

type Attempt = Contestant & { readonly server: StartedServer | string };

export async function compareGateways(
  canned: CannedProcess,
  workspace: Workspace,
  options: BenchOptions,
): Promise<string> {
  const attempts: Attempt[] = [];
  try {
    const lack = options.peers ? await installPeers() : 'left out by --no-peers';
    const [bare, gateways] = [CONTESTANTS.filter(isBare), CONTESTANTS.filter((one) => !isBare(one))];
    for (const contestant of gateways) attempts.push(await attempt(contestant, workspace, lack));
    const expected = await expectedAnswers(attempts, options.cases);
    workspace.write(ANSWERS_FILE, JSON.stringify(Object.fromEntries(answersByBody(expected))));
    for (const contestant of bare) attempts.push(await attempt(contestant, workspace, lack));

    const rows: Row[] = [];
    for (const [raced, answers] of expected) {
      console.error(`${raced.name}: ${raced.title}`);
      const { entrants, faults } = await checked(attempts, raced, answers);
      const results = await race(raced, entrants, { ...options, computed: canned.computed });
      for (const { name } of attempts) {
        const result = results.get(name) ?? faults.get(name) ?? 'unknown';
        rows.push({ case: raced.name, contestant: name, result });
      }
    }
    return [table(rows, APOLLO), conditions(options), ...unfair(rows)].join('\n\n');
  } finally {
    for (const { server } of attempts) if (typeof server !== 'string') await server.stop();
  }
}

function isBare({ name }: Contestant): boolean {
  return name === BARE;
}

/** A peer may fail to start, and then the table says why; the others must start. */
async function attempt(
  contestant: Contestant,
  workspace: Workspace,
  lack: string | undefined,
): Promise<Attempt> {
  if (contestant.isPeer && lack !== undefined) return { ...contestant, server: lack };
  const port = await freePort();
  try {
    return { ...contestant, server: await startServer(contestant.command(workspace, port), port) };
  } catch (cause) {
    if (!contestant.isPeer) throw cause;
    return { ...contestant, server: String(cause) };
  }
}

/** What plain Apollo answers is what the others are held to. */
async function expectedAnswers(
  attempts: readonly Attempt[],
  cases: readonly Case[],
): Promise<ReadonlyMap<Case, readonly string[]>> {
  const server = attempts.find(({ name }) => name === APOLLO)?.server;
  if (server === undefined || typeof server === 'string') throw new TypeError(`${APOLLO} does not run.`);
  const expected = new Map<Case, string[]>();
  for (const asked of cases) expected.set(asked, await answersOf(server.url, asked));
  return expected;
}

function answersByBody(expected: ReadonlyMap<Case, readonly string[]>): [string, string][] {
  return [...expected].flatMap(([asked, answers]) =>
    bodiesOf(asked).map((body, i): [string, string] => [body, answers[i] ?? '']),
  );
}

/** Who answers as expected, and why the others do not take part. @throws Error when that is one of ours */
async function checked(attempts: readonly Attempt[], raced: Case, expected: readonly string[]) {
  const entrants: Entrant[] = [];
  const faults = new Map<string, string>();
  for (const { name, isPeer, server } of attempts) {
    if (typeof server === 'string') {
      faults.set(name, server);
      continue;
    }
    const answers = await answersOf(server.url, raced);
    const fault = difference(answers, expected);
    if (fault === undefined) entrants.push({ name, server, answers });
    else if (isPeer) faults.set(name, fault);
    else throw new Error(`${raced.name}, ${name}: ${fault}`);
  }
  return { entrants, faults };
}

function conditions({ cases, rounds, seconds }: BenchOptions): string {
  const asked = cases.map(
    ({ name, title, variables }) => `${name}: ${title}, ${variables.length} connections`,
  );
  return (
    `${asked.join('; ')}. Medians of ${rounds} interleaved rounds of ${seconds} s; answers checked equal first. ` +
    'No two requests in flight are the same. Grafbase uses all cores, the others one.'
  );
}

/** Whose throughput was held up by subgraphs that had to compute, since it asks them in ever new forms. */
function unfair(rows: readonly Row[]): string[] {
  return rows.flatMap(({ case: name, contestant, result }) =>
    typeof result === 'object' && result.computed > 0
      ? [
          `**${name}, ${contestant}: ${result.computed} answers of subgraphs were computed in its rounds, not canned.**`,
        ]
      : [],
  );
}
