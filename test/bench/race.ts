/** Interleaved rounds of one case: every entrant in turn, round after round, each judged by its median. */
import { bodiesOf, type Case } from './cases';
import { cpuMilliseconds } from './cpu-time';
import { Load, type LoadRequest, posted, type Sample } from './load';
import type { StartedServer } from './processes';

export interface Entrant {
  readonly name: string;
  readonly server: StartedServer;
  /** Its answer to each of the case's requests, found to be right. */
  readonly answers: readonly string[];
  /** Default: the case's, posted. */
  readonly requests?: readonly LoadRequest[];
}

export interface RaceOptions {
  readonly rounds: number;
  readonly seconds: number;
  /** How many answers the canned subgraphs had to compute so far; absent: nothing is canned. */
  readonly computed?: () => Promise<number>;
}

export interface Result extends Sample {
  /** How many answers of the subgraphs were computed in its timed rounds; a fair race has none. */
  readonly computed: number;
}

/** Warming up goes on until a run asks the subgraphs nothing new, but not for longer than this. */
const MOST_WARM_UPS = 4;
/** A run to warm up is as long as so many rounds. */
const WARM_UP_ROUNDS = 2;

/** @throws Error when an entrant gives another answer than before, which would make its figures worthless */
export async function race(
  raced: Case,
  entrants: readonly Entrant[],
  { rounds, seconds, computed = () => Promise.resolve(0) }: RaceOptions,
): Promise<ReadonlyMap<string, Result>> {
  const runners = entrants.map((entrant) => {
    const { name, server, answers } = entrant;
    const requests = entrant.requests ?? bodiesOf(raced).map((body) => posted(server.url, body));
    const lengths = answers.map((text) => Buffer.byteLength(text));
    const load = new Load(server.url, requests, lengths);
    const run = async (duration: number): Promise<Result> => {
      const before = await computed();
      const sample = await load.run(duration, () => cpuMilliseconds(server.pid));
      return { ...sample, computed: (await computed()) - before };
    };
    return { name, load, run, results: [] as Result[] };
  });
  for (const { run } of runners) {
    for (let i = 0; i < MOST_WARM_UPS && (await run(seconds * WARM_UP_ROUNDS)).computed > 0; i++);
  }
  for (let round = 0; round < rounds; round++) {
    for (const { run, results } of runners) results.push(await run(seconds));
  }
  await Promise.all(runners.map(({ load }) => load.close()));
  return new Map(runners.map(({ name, results }) => [name, together(results)]));
}

function together(results: readonly Result[]): Result {
  return {
    cpu: median(results.map(({ cpu }) => cpu)),
    throughput: median(results.map(({ throughput }) => throughput)),
    computed: results.reduce((sum, { computed }) => sum + computed, 0),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}
